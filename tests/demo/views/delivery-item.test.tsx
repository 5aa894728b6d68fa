import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { Attempt, Delivery } from '../../../demo/admin/model/delivery.ts';
import type { Deliveries } from '../../../demo/admin/state/create-deliveries.ts';
import { DeliveryItem } from '../../../demo/admin/views/delivery-item.tsx';

afterEach(cleanup);

const attempt = (number: number, rest: Partial<Attempt> = {}): Attempt => ({
  number,
  at: 0,
  latencyMs: 12,
  status: 500,
  words: 'no',
  ...rest,
});
const DELIVERY: Delivery = {
  id: 'd1',
  target: 'webhook',
  isEmptied: false,
  event: 'LivechatSession',
  state: 'pending',
  cause: 'event',
  body: '{"type":"LivechatSession","label":"<b>Mara</b>"}',
  createdAt: 0,
  attempts: [attempt(1)],
  maxAttempts: 11,
  nextAttemptAt: 10_000,
};

function show(rest: Partial<Delivery> = {}, now = signal(1000)) {
  const deliveries = { busy: signal(undefined), replay: vi.fn() } as unknown as Deliveries;
  render(<DeliveryItem delivery={{ ...DELIVERY, ...rest }} deliveries={deliveries} now={now} />);
  return deliveries;
}

test('counts down to the next attempt', async () => {
  const now = signal(1000);
  show({}, now);
  expect(screen.getByText('next attempt in 9 s')).toBeTruthy();
  await act(() => {
    now.value = 8500;
  });
  expect(screen.getByText('next attempt in 2 s')).toBeTruthy();
});

test('counts no more once it is delivered', () => {
  show({ state: 'delivered' });
  expect(screen.getByText('Delivered')).toBeTruthy();
  expect(screen.queryByText(/next attempt/)).toBeNull();
});

test('says how many attempts there were, and shows the last three until it is opened', () => {
  show({ attempts: [1, 2, 3, 4, 5].map((number) => attempt(number)) });
  expect(screen.getByText('5 of 11 attempts')).toBeTruthy();
  expect(screen.getByText('2 earlier …')).toBeTruthy();
  expect(screen.queryByText('#2')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /LivechatSession/ }));
  expect(screen.getByText('#2')).toBeTruthy();
});

test('an attempt without an answer says why', () => {
  show({ attempts: [attempt(1, { status: undefined, words: 'no answer within 5000 ms' })] });
  expect(screen.getByText('no answer')).toBeTruthy();
  expect(screen.getByText('no answer within 5000 ms')).toBeTruthy();
});

test('shows the payload as text once opened', () => {
  show();
  expect(screen.queryByRole('region')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /LivechatSession/ }));
  expect(screen.getByRole('region', { name: 'Payload of LivechatSession' }).textContent).toContain(
    '<b>Mara</b>',
  );
  expect(document.querySelector('b')).toBeNull();
});

test('replays by its id', () => {
  const { replay } = show();
  fireEvent.click(screen.getByRole('button', { name: 'Replay' }));
  expect(replay).toHaveBeenCalledWith('d1');
});
