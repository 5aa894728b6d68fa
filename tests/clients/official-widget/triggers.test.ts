import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Trigger } from '../../../mock-server/store/documents.ts';
import { type OfficialStage, openOfficialTheatre } from './support/official-theatre.ts';

let theatre: Awaited<ReturnType<typeof openOfficialTheatre>>;
beforeAll(async () => {
  theatre = await openOfficialTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** A server with one trigger, made as an administrator makes it, and both agents there. */
async function stageWith(trigger: Partial<Trigger>): Promise<OfficialStage> {
  const stage = await theatre.stage({ agentsOnline: true });
  const admin = await stage.agent('admin');
  await admin.call('POST', 'livechat/triggers', {
    name: 'Greeting',
    description: '',
    enabled: true,
    runOnce: false,
    ...trigger,
  });
  return stage;
}

const sends = (sender: 'queue' | 'custom', msg: string): Trigger['actions'] => [
  { name: 'send-message', params: { sender, msg, name: sender === 'custom' ? 'Robin' : '' } },
];

test('after a time on the site a message shows beside the launcher, and opens the chat', async () => {
  const stage = await stageWith({
    conditions: [{ name: 'time-on-site', value: '1' }],
    actions: sends('custom', 'May I help you?'),
  });
  const { box, frame, button, field, watch, refused } = await stage.visitor();
  // The official widget starts its timer twice, at the start and with the first page, and shows the message twice.
  await expect.poll(() => frame.getByText('May I help you?').count()).toBe(2);
  await expect.poll(() => box.getAttribute('data-state')).toBe('triggered');
  await frame.getByText('Start chat').click();
  await expect.poll(() => box.getAttribute('data-state')).toBe('opened');
  await button('Chat now').click();
  await field('name').waitFor();
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('a message of the next agent in the queue carries their name', async () => {
  const stage = await stageWith({
    conditions: [{ name: 'page-url', value: 'livechat' }],
    actions: sends('queue', 'Hello from us'),
  });
  const { frame, heard, watch, refused } = await stage.visitor();
  await frame.getByText('Hello from us').waitFor();
  await expect
    .poll(heard)
    .toContainEqual(['onAssignAgent', { name: 'Anna Keller', username: 'anna', status: 'online' }]);
  expect([watch.errors(), refused()]).toEqual([[], []]);
});

test('a trigger that runs once does not come back', async () => {
  const stage = await stageWith({
    runOnce: true,
    conditions: [{ name: 'page-url', value: '.*' }],
    actions: sends('custom', 'Only once'),
  });
  const { page, frame, launcher, watch } = await stage.visitor();
  await frame.getByText('Only once').waitFor();
  // Address and title of each page: a reload before they are told would leave them out.
  const visits = () => watch.requests().filter((line) => line.endsWith('page.visited')).length;
  await expect.poll(visits).toBe(2);
  await page.reload();
  await launcher.waitFor();
  await expect.poll(visits).toBe(4);
  expect(await frame.getByText('Only once').count()).toBe(0);
});

test('a trigger that is switched off does nothing', async () => {
  const stage = await stageWith({
    enabled: false,
    conditions: [{ name: 'page-url', value: '.*' }],
    actions: sends('custom', 'Never'),
  });
  const { frame, watch } = await stage.visitor();
  await expect.poll(() => watch.requests().filter((line) => line.endsWith('page.visited'))).toHaveLength(2);
  expect(await frame.getByText('Never').count()).toBe(0);
});
