import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { AsAdmin } from '../../../demo/admin/state/create-admin.ts';
import { createDeliveries } from '../../../demo/admin/state/create-deliveries.ts';
import { DeliveriesPanel } from '../../../demo/admin/views/deliveries-panel.tsx';
import type { Rest } from '../../../demo/kit/rest.ts';

afterEach(cleanup);

const record = (number: number, rest: object = {}) => ({
  _id: `d${number}`,
  target: 'webhook',
  event: 'LivechatSession',
  state: 'delivered',
  body: '{}',
  createdAt: new Date(number * 1000).toISOString(),
  attempts: [],
  maxAttempts: 11,
  ...rest,
});

/** A panel over a server with so many deliveries; answers what it was asked. */
function show(count: number, rest: (number: number) => object = () => ({})) {
  const asked: URLSearchParams[] = [];
  const sent: string[] = [];
  const api = {
    page: async (path: string) => {
      const query = new URL(path, 'http://db').searchParams;
      asked.push(query);
      const all = Array.from({ length: count }, (_, at) => record(count - at, rest(count - at)));
      const found = all.filter((one) =>
        ['target', 'state', 'event'].every((key) => {
          const wanted = query.get(key);
          return wanted === null || (one as Record<string, unknown>)[key] === wanted;
        }),
      );
      const [page, limit] = [Number(query.get('_page')), Number(query.get('_limit'))];
      return {
        ok: true,
        value: { items: found.slice((page - 1) * limit, page * limit), total: found.length },
      };
    },
    raw: async (_method: string, path: string) => {
      sent.push(path);
      return { ok: true, value: {} };
    },
  } as unknown as Rest;
  const asAdmin: AsAdmin = (call) => call(api);
  render(<DeliveriesPanel deliveries={createDeliveries(asAdmin)} now={signal(Date.now())} />);
  return { asked, sent };
}

const items = () =>
  within(screen.getByRole('list', { name: 'Deliveries, newest first' })).queryAllByRole('listitem');
const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

test('says how something gets there when nothing was sent', async () => {
  show(0);
  expect(await screen.findByText('Nothing sent yet')).toBeTruthy();
  expect(screen.queryByLabelText('State')).toBeNull();
});

test('shows the newest few, then page by page', async () => {
  show(345);
  await vi.waitFor(() => expect(items()).toHaveLength(4));
  fireEvent.click(screen.getByRole('button', { name: 'Show 341 older' }));
  await vi.waitFor(() => expect(items()).toHaveLength(20));
  expect(screen.getByText('1–20 of 345')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Newer' }).hasAttribute('disabled')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Older' }));
  await screen.findByText('21–40 of 345');
  for (let page = 3; page <= 18; page++) {
    fireEvent.click(screen.getByRole('button', { name: 'Older' }));
    await screen.findByText(new RegExp(`^${(page - 1) * 20 + 1}–`));
  }
  expect(screen.getByText('341–345 of 345')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Older' }).hasAttribute('disabled')).toBe(true);
});

test('looks for a target, a state and a kind, from the first page on', async () => {
  const { asked } = show(100, (number) =>
    number % 50 === 0 ? { target: 'rd-station', state: 'failed' } : {},
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Show 96 older' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Older' }));
  await screen.findByText('21–40 of 100');
  choose('To', 'rd-station');
  await vi.waitFor(() => expect(items()).toHaveLength(2));
  expect(Object.fromEntries(asked.at(-1) ?? [])).toMatchObject({ target: 'rd-station', _page: '1' });
  expect(screen.getAllByText('RD Station', { selector: 'p span' })).toHaveLength(2);
  choose('State', 'delivered');
  expect(await screen.findByText('Nothing like that')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show everything' }));
  await vi.waitFor(() => expect(items()).toHaveLength(20));
});

test('what was given up is sent again together, of the target that is looked for', async () => {
  const { sent } = show(30, () => ({ state: 'failed' }));
  await screen.findByLabelText('State');
  choose('To', 'webhook');
  choose('State', 'failed');
  fireEvent.click(await screen.findByRole('button', { name: 'Replay all not yet replayed' }));
  await vi.waitFor(() => expect(sent).toEqual(['/db/deliveries/replay?since=0&target=webhook']));
});

test('what was emptied when a visitor was forgotten cannot be sent again', async () => {
  show(1, () => ({ body: '' }));
  const button = await screen.findByRole('button', { name: 'Replay' });
  expect(button.hasAttribute('disabled')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: /LivechatSession/ }));
  expect(await screen.findByText(/data was removed/)).toBeTruthy();
});
