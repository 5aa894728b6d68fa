import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';
import { logIn } from '../../widget/support/agent.ts';

type Payload = Record<string, unknown> & { type: string };
let server: MockServer | undefined;
let crm: Server | undefined;
afterEach(async () => {
  await server?.close();
  crm?.close();
});

/** A CRM that answers each webhook with the number of it. */
async function startCrm(received: Payload[]): Promise<string> {
  const started = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    received.push(JSON.parse(text) as Payload);
    response.end(`answer ${received.length}`);
  });
  crm = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/hook`;
}

test('a chat from its start to what is written down afterwards, as a server of today tells it', async () => {
  const received: Payload[] = [];
  const webhookUrl = await startCrm(received);
  server = await startMockServer({ webhooks: '8.x', webhookUrl, agentsOnline: true });
  const { url } = server;
  const admin = await logIn(url, 'admin');
  const anna = await logIn(url, 'anna');
  const visitor = await logIn(url, 'ben');
  const switches = await switchesOf(admin);
  expect(Object.values(switches).every((value) => value === false)).toBe(true);

  const setting = (id: string, value: unknown) => admin.call('POST', `settings/${id}`, { value });
  await setting('Livechat_Routing_Method', 'Manual_Selection');
  for (const id of Object.keys(switches)) await setting(id, true);

  const token = 'c'.repeat(32);
  await visitor.call('POST', 'livechat/visitor', { visitor: { token, name: 'Cleo' } });
  const { room } = await visitor.call<{ room: { _id: string; v: { _id: string } } }>(
    'GET',
    `livechat/room?token=${token}`,
  );
  const rid = room._id;
  const { inquiry } = await anna.call<{ inquiry: { _id: string } }>(
    'GET',
    `livechat/inquiries.getOne?roomId=${rid}`,
  );
  await anna.call('POST', 'livechat/inquiries.take', { inquiryId: inquiry._id });
  await visitor.call('POST', 'livechat/message', { token, rid, msg: 'Write to cleo@example.com' });
  await anna.say(rid, 'I will');
  await admin.call('POST', 'livechat/room.forward', { roomId: rid, departmentId: 'supportSeedDept22' });
  await admin.call('POST', 'livechat/room.closeByUser', { rid, comment: 'Done' });
  await admin.call('POST', 'livechat/room.saveInfo', {
    guestData: { _id: room.v._id },
    roomData: { _id: rid, topic: 'Address' },
  });
  const offline = { name: 'Dan', email: 'dan@example.com', message: 'Hello?' };
  await visitor.call('POST', 'livechat/offline.message', offline);

  await expect.poll(() => received.length, { timeout: 5_000 }).toBe(12);
  const ofRoom = received.filter(({ _id }) => _id === rid);
  expect(ofRoom.map(({ type }) => type)).toEqual([
    'LivechatSessionStart',
    'LivechatSessionQueued',
    'LivechatSessionTaken',
    'Message',
    'LeadCapture',
    'Message',
    'LivechatSessionQueued',
    'LivechatSessionForwarded',
    'Message',
    'LivechatSession',
    'LivechatEdit',
  ]);
  expect(received.find(({ type }) => type === 'LivechatOfflineMessage')).toMatchObject({
    visitor: { name: 'Dan', email: 'dan@example.com' },
    message: 'Hello?',
  });
  // What the CRM answered to the webhook before.
  const [start, , , , lead] = ofRoom;
  expect(start).not.toHaveProperty('crmData');
  expect(lead).toMatchObject({ visitor: { email: [{ address: 'cleo@example.com' }] }, messages: [] });
  expect(ofRoom.at(-1)).toMatchObject({ topic: 'Address', crmData: expect.stringMatching(/^answer \d+$/) });
});

/** The switches of the webhooks, with their values. */
async function switchesOf(admin: { call<T>(method: string, path: string): Promise<T> }) {
  const { settings } = await admin.call<{ settings: { _id: string; value: unknown }[] }>(
    'GET',
    'settings?count=0',
  );
  const found = settings.filter(({ _id }) => /^Livechat_webhook_on_/.test(_id));
  return Object.fromEntries(found.map(({ _id, value }) => [_id, value]));
}
