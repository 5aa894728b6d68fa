import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTheatre, SECRET } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

const FIELDS = {
  name: 'Zoë Ångström',
  email: 'zoe@example.com',
  message: 'Do you ship to Iceland?\n<b>Thanks</b> 👋',
};

test('an offline message arrives at the webhook as documented, with the token', async () => {
  const { receiver, visitor } = await theatre.stage();
  const { open, leaveMessage, dialog, watch } = await visitor();
  await open();
  await leaveMessage(FIELDS);
  const [webhook] = await receiver.waitFor(1);
  await dialog
    .getByText(/thank|sent/i)
    .first()
    .waitFor();

  expect(webhook?.headers['x-rocketchat-livechat-token']).toBe(SECRET);
  expect(webhook?.headers['content-type']).toMatch(/^application\/json/);
  expect(webhook?.json).toEqual({
    type: 'LivechatOfflineMessage',
    sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    visitor: { name: FIELDS.name, email: FIELDS.email },
    message: FIELDS.message,
  });
  expect(receiver.received()).toHaveLength(1);
  expect(watch.errors()).toEqual([]);
});

test('a receiver that fails twice is asked a third time, ten scaled seconds apart each', async () => {
  const timeScale = 100;
  const { mock, receiver, visitor } = await theatre.stage({ reactions: [500, 503], timeScale });
  const { open, leaveMessage } = await visitor();
  await open();
  await leaveMessage(FIELDS);
  const webhooks = await receiver.waitFor(3);

  expect(new Set(webhooks.map(({ text }) => text)).size).toBe(1);
  expect(webhooks.map(({ headers }) => headers['x-rocketchat-livechat-token'])).toEqual([
    SECRET,
    SECRET,
    SECRET,
  ]);
  // At least: a busy machine may be late, never early.
  const gaps = webhooks.slice(1).map(({ at }, index) => at - (webhooks[index]?.at ?? 0));
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(10_000 / timeScale - 2);

  const [delivery] = await deliveriesOf(mock.url);
  expect(delivery).toMatchObject({
    event: 'LivechatOfflineMessage',
    state: 'delivered',
    attempts: [{ status: 500 }, { status: 503 }, { status: 200 }],
  });
});

test('a form that lacks something stays open, says so and sends nothing', async () => {
  const { receiver, visitor } = await theatre.stage();
  const { open, leaveMessage, dialog } = await visitor();
  await open();
  await leaveMessage({ ...FIELDS, email: 'zoe' });

  await dialog.getByLabel(/email/i).and(dialog.locator('[aria-invalid=true], :invalid')).waitFor();
  expect(receiver.received()).toEqual([]);
});

async function deliveriesOf(url: string): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${url}/db/deliveries`);
  return (await answer.json()) as Record<string, unknown>[];
}
