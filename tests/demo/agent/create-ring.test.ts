import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { QueuedChat } from '../../../demo/agent/model/queued-chat.ts';
import { createRing } from '../../../demo/agent/state/create-ring.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const waits = (inquiryId: string): QueuedChat => ({
  inquiryId,
  rid: inquiryId,
  name: 'Mara',
  department: undefined,
  lastMessage: '',
  channel: '',
  since: undefined,
});

function ringing() {
  const queue = signal<QueuedChat[]>([]);
  const rings = vi.fn();
  const setting = { isOn: false };
  const end = createRing({
    queue,
    ring: rings,
    isContinuous: async () => ({ ok: true, value: setting.isOn }),
    everyMs: 100,
  });
  return { queue, rings, setting, end };
}

test('a chat in the queue rings once, and another once more', async () => {
  const { queue, rings } = ringing();
  queue.value = [waits('a')];
  await vi.advanceTimersByTimeAsync(1000);
  expect(rings).toHaveBeenCalledTimes(1);
  queue.value = [waits('a'), waits('b')];
  queue.value = [waits('b')];
  expect(rings).toHaveBeenCalledTimes(2);
});

test('where the setting is on it rings until all are taken, and stops when it is switched off', async () => {
  const { queue, rings, setting } = ringing();
  setting.isOn = true;
  queue.value = [waits('a')];
  await vi.advanceTimersByTimeAsync(350);
  expect(rings).toHaveBeenCalledTimes(4);
  setting.isOn = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect(rings).toHaveBeenCalledTimes(4);
  setting.isOn = true;
  await vi.advanceTimersByTimeAsync(100);
  expect(rings).toHaveBeenCalledTimes(5);
  queue.value = [];
  await vi.advanceTimersByTimeAsync(1000);
  expect(rings).toHaveBeenCalledTimes(5);
  expect(vi.getTimerCount()).toBe(0);
});

test('it is silent once it is ended, though an answer was on its way', async () => {
  const { queue, rings, setting, end } = ringing();
  setting.isOn = true;
  queue.value = [waits('a')];
  vi.advanceTimersByTime(100);
  end();
  await vi.advanceTimersByTimeAsync(1000);
  expect(rings).toHaveBeenCalledTimes(1);
});

test('a chat that comes while the setting is asked about for another one that is gone has one bell, not two', async () => {
  const { queue, rings, setting } = ringing();
  setting.isOn = true;
  queue.value = [waits('a')];
  vi.advanceTimersByTime(100);
  queue.value = [];
  queue.value = [waits('b')];
  await vi.advanceTimersByTimeAsync(250);
  expect(rings).toHaveBeenCalledTimes(4);
});
