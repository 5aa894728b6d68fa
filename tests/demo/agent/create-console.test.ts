import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRest } from '../../../demo/kit/rest.ts';
import { startFaultProxy } from '../../browser/support/fault-proxy.ts';
import { conversationOf, type Office, startOffice, texts } from './start-office.ts';

let office: Office;
beforeEach(async () => {
  office = await startOffice();
});
afterEach(() => office.close());

const isOnline = async () => {
  const { config } = (await (await fetch(`${office.mock.url}/api/v1/livechat/config`)).json()) as {
    config: { online: boolean };
  };
  return config.online;
};

test('going online and offline is what visitors see', async () => {
  const anna = await office.agent('anna');
  expect([anna.available.value, await isOnline()]).toEqual([false, false]);
  await anna.setAvailable(true);
  expect([anna.available.value, await isOnline()]).toEqual([true, true]);
  await anna.setAvailable(false);
  expect([anna.available.value, await isOnline()]).toEqual([false, false]);
});

test('a chat that is given to the agent appears with what was written, unread', async () => {
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const mara = await office.guest('mara');
  await mara.say('hello');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  await expect.poll(() => texts(anna, mara.rid)).toEqual(['hello (sent)']);
  await expect.poll(() => anna.unread.value).toBe(1);
  expect(conversationOf(anna, mara.rid).room.value).toMatchObject({ name: 'mara', open: true });
  await expect
    .poll(() => conversationOf(anna, mara.rid).visitor.value)
    .toMatchObject({ email: 'mara@example.com' });
});

test('a waiting chat is in the queue until somebody takes it', async () => {
  await office.mock.core.writeSettings({ Livechat_Routing_Method: 'Manual_Selection' });
  const [anna, ben] = [await office.agent('anna'), await office.agent('ben')];
  await Promise.all([anna.setAvailable(true), ben.setAvailable(true)]);
  const mara = await office.guest('mara');
  await expect.poll(() => [anna.queue.value.length, ben.queue.value.length]).toEqual([1, 1]);
  const [waiting] = anna.queue.value;
  expect(waiting).toMatchObject({ name: 'mara', rid: mara.rid });
  await anna.take(waiting?.inquiryId ?? '');
  expect(anna.selected.value?.room.value.rid).toBe(mara.rid);
  await expect.poll(() => [anna.queue.value.length, ben.queue.value.length]).toEqual([0, 0]);
  expect(ben.conversations.value).toEqual([]);
});

test('a chat of a department waits in the queue of its agents only', async () => {
  await office.mock.core.writeSettings({ Livechat_Routing_Method: 'Manual_Selection' });
  const [anna, ben] = [await office.agent('anna'), await office.agent('ben')];
  await Promise.all([anna.setAvailable(true), ben.setAvailable(true)]);
  const sales = [...anna.departments.value].find(([, name]) => name === 'Sales')?.[0];
  await office.guest('mara', sales);
  await expect.poll(() => anna.queue.value.length).toBe(1);
  expect(ben.queue.value).toEqual([]);
});

test('a refusal is shown, and what is true afterwards', async () => {
  await office.mock.core.writeSettings({ Livechat_Routing_Method: 'Manual_Selection' });
  const [anna, ben] = [await office.agent('anna'), await office.agent('ben')];
  await anna.setAvailable(true);
  await office.guest('mara');
  await expect.poll(() => ben.queue.value.length).toBe(1);
  await ben.take(ben.queue.value[0]?.inquiryId ?? '');
  expect(ben.problem.value).toMatchObject({ code: 'error-agent-status-service-offline' });
  expect([ben.queue.value.length, ben.conversations.value.length]).toEqual([1, 0]);
});

test('business hours that close and open show on the switch', async () => {
  const { store, core } = office.mock;
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const [hours] = store.where('businessHours', 'type', 'default');
  if (!hours) throw new Error('no hours');
  store.transaction((tx) => tx.put('businessHours', { ...hours, active: false }));
  await core.writeSettings({ Livechat_enable_business_hours: true });
  await expect.poll(() => anna.available.value).toBe(false);
  await anna.setAvailable(true);
  expect(anna.problem.value).toMatchObject({ error: 'error-business-hours-are-closed' });
  await core.writeSettings({ Livechat_enable_business_hours: false });
  await expect.poll(() => anna.available.value).toBe(true);
});

test('a chat that the visitor ends stays readable until it is taken out of the list', async () => {
  const anna = await office.agent('anna');
  await anna.setAvailable(true);
  const mara = await office.guest('mara');
  await mara.say('bye');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  await createRest({ server: office.mock.url }).post('livechat/room.close', {
    rid: mara.rid,
    token: mara.token,
  });
  await expect.poll(() => conversationOf(anna, mara.rid).room.value.open).toBe(false);
  expect(texts(anna, mara.rid)).toEqual(['bye (sent)']);
  anna.dismiss(mara.rid);
  expect(anna.conversations.value).toEqual([]);
});

test('what came while the connection was lost is there once it is back', async () => {
  const proxy = await startFaultProxy(office.mock.url);
  const anna = await office.agent('anna', proxy.url);
  await anna.setAvailable(true);
  const mara = await office.guest('mara');
  await expect.poll(() => anna.conversations.value.length).toBe(1);
  proxy.setDown(true);
  await expect.poll(() => anna.connection.value).not.toBe('ready');
  await mara.say('anybody there?');
  const jonas = await office.guest('jonas');
  proxy.setDown(false);
  anna.retryConnection();
  await expect.poll(() => anna.connection.value, { timeout: 10_000 }).toBe('ready');
  await expect.poll(() => texts(anna, mara.rid)).toEqual(['anybody there? (sent)']);
  await expect.poll(() => anna.conversations.value.map(({ room }) => room.value.rid)).toContain(jonas.rid);
  expect(anna.problem.value).toBeUndefined();
  await proxy.close();
});
