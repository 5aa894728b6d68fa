import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createIdle } from '../../../demo/agent/state/create-idle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('nobody at the page is told once, and once that somebody is back', () => {
  const told: boolean[] = [];
  const target = new EventTarget();
  const sign = () => target.dispatchEvent(new Event('keydown'));
  const end = createIdle({ onChange: (isIdle) => told.push(isIdle), afterMs: 1000, target });
  vi.advanceTimersByTime(900);
  sign();
  vi.advanceTimersByTime(900);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(5000);
  expect(told).toEqual([true]);
  sign();
  sign();
  expect(told).toEqual([true, false]);
  end();
  vi.advanceTimersByTime(5000);
  sign();
  expect(told).toEqual([true, false]);
});
