import { expect, test } from 'vitest';
import { ANNA, SALES, SUPPORT, startCore, type TestCore, watchRoom } from '../start-core.ts';

const SECOND = 1000;

async function startQueue(settings: Parameters<TestCore['set']>[0] = {}): Promise<TestCore> {
  const server = await startCore({ agentsOnline: true });
  await server.set({
    Livechat_Routing_Method: 'Load_Rotation',
    Livechat_waiting_queue: true,
    Livechat_maximum_chats_per_agent: 1,
    ...settings,
  });
  return server;
}

const agentOf = (server: TestCore, { rid }: { rid: string }): string | undefined =>
  server.store.get('rooms', rid)?.servedBy?.username;

/** `spot/estimatedWaitTimeSeconds` of each `queueData` frame. */
const placesIn = (frames: string[]): string[] =>
  frames
    .map((frame) => JSON.parse(frame).fields.args[0])
    .filter(({ type }) => type === 'queueData')
    .map(({ data }) => (data ? `${data.spot}/${data.estimatedWaitTimeSeconds ?? '-'}` : 'none'));

test('the queue moves every few seconds, by one chat a department', async () => {
  const server = await startQueue({
    Omnichannel_queue_delay_timeout: 7,
    Livechat_maximum_chats_per_agent: 5,
  });
  const [first, second, third] = [
    await server.visit(SUPPORT),
    await server.visit(SUPPORT),
    await server.visit(SALES),
  ];
  await server.advance(6 * SECOND);
  expect([first, second, third].map((one) => agentOf(server, one))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  await server.advance(1 * SECOND);
  expect([first, second, third].map((one) => agentOf(server, one))).toEqual(['anna', undefined, 'anna']);
  await server.advance(6 * SECOND);
  expect(agentOf(server, second)).toBeUndefined();
  await server.advance(1 * SECOND);
  expect(agentOf(server, second)).toBe('ben');
});

test('a delay of 0 counts as five seconds', async () => {
  const server = await startQueue({ Omnichannel_queue_delay_timeout: 0 });
  const visit = await server.visit();
  await server.advance(4 * SECOND);
  expect(agentOf(server, visit)).toBeUndefined();
  await server.advance(1 * SECOND);
  expect(agentOf(server, visit)).toBe('anna');
});

test('visitors are told their place when they come, move up, and when the texts go away', async () => {
  const server = await startQueue({ Livechat_number_most_recent_chats_estimate_wait_time: 1 });
  const served = [await server.visit(SUPPORT), await server.visit(SUPPORT)];
  await server.advance(20 * SECOND);
  expect(served.map((one) => agentOf(server, one))).toEqual(['anna', 'ben']);
  const second = await server.visit(SUPPORT);
  const third = await server.visit(SUPPORT);
  const heard = [
    await watchRoom(server, second.rid, second.token),
    await watchRoom(server, third.rid, third.token),
  ];
  await server.advance(1 * SECOND);
  expect(heard.map(placesIn)).toEqual([['1/-'], ['2/-']]);
  await server.post('livechat/room.close', { rid: served[0]?.rid, token: served[0]?.token });
  await server.advance(6 * SECOND);
  expect(agentOf(server, second)).toBe('anna');
  expect(heard.map(placesIn)).toEqual([['1/-'], ['2/-', '1/21']]);
  const config = async () => (await server.get(`livechat/config?token=${third.token}`)).body.config;
  expect(await config()).toMatchObject({ queueInfo: { spot: 1, estimatedWaitTimeSeconds: 21 } });
  await server.set({ Omnichannel_calculate_dispatch_service_queue_statistics: false });
  await server.advance(1 * SECOND);
  expect(placesIn(heard[1] ?? [])).toEqual(['2/-', '1/21', 'none']);
  expect(await config()).not.toHaveProperty('queueInfo');
});

test('who leaves the queue makes room for those behind', async () => {
  const server = await startQueue({ Livechat_Routing_Method: 'Manual_Selection' });
  const [first, second] = [await server.visit(), await server.visit()];
  const heard = await watchRoom(server, second.rid, second.token);
  await server.advance(1 * SECOND);
  await server.post('livechat/room.close', { rid: first.rid, token: first.token });
  await server.advance(1 * SECOND);
  expect(placesIn(heard)).toEqual(['2/-', '1/1']);
});

test('under manual selection nothing moves by itself, and nobody takes more than they may', async () => {
  const server = await startQueue({ Livechat_Routing_Method: 'Manual_Selection' });
  const visits = [await server.visit(), await server.visit()];
  await server.advance(60 * SECOND);
  expect(visits.map((one) => agentOf(server, one))).toEqual([undefined, undefined]);
  const anna = await server.as('anna');
  const take = (rid: string | undefined) => {
    const [inquiry] = server.store.where('inquiries', 'rid', rid ?? '');
    return anna.post('livechat/inquiries.take', { inquiryId: inquiry?._id });
  };
  expect((await take(visits[0]?.rid)).status).toBe(200);
  expect((await take(visits[1]?.rid)).body).toMatchObject({
    success: false,
    errorType: 'error-max-number-simultaneous-chats-reached',
  });
});

test('a chat is not forwarded to an agent who has as many as they may', async () => {
  const server = await startQueue();
  const visits = [await server.visit(SUPPORT), await server.visit(SUPPORT)];
  await server.advance(20 * SECOND);
  expect(visits.map((one) => agentOf(server, one))).toEqual(['anna', 'ben']);
  const admin = await server.as('admin');
  const forward = { roomId: visits[1]?.rid, userId: ANNA };
  for (const body of [forward, { ...forward, departmentId: SALES }]) {
    expect((await admin.post('livechat/room.forward', body)).body).toMatchObject({
      success: false,
      errorType: 'error-max-number-simultaneous-chats-reached',
    });
  }
  expect(visits.map((one) => agentOf(server, one))).toEqual(['anna', 'ben']);
});

test('whoever waits for too long is told so, and their chat ends', async () => {
  const server = await startQueue({ Livechat_max_queue_wait_time: 2 });
  const visits = [await server.visit(SALES), await server.visit(SALES)];
  await server.advance(119 * SECOND);
  const isOpen = () => visits.map(({ rid }) => server.store.get('rooms', rid)?.open ?? false);
  expect(isOpen()).toEqual([true, true]);
  await server.advance(2 * SECOND);
  expect(isOpen()).toEqual([true, false]);
  const last = server.store.where('messages', 'rid', visits[1]?.rid ?? '').at(-1);
  expect(last).toMatchObject({
    t: 'livechat-close',
    msg: expect.stringContaining('nobody was free'),
    u: { username: 'rocket.cat' },
  });
});

test('switched on, the waiting queue takes in who waits; switched off, all who can be served are', async () => {
  const server = await startCore({ agentsOnline: false });
  await server.set({ Livechat_accept_chats_with_no_agents: true });
  const visit = await server.visit();
  const status = () => server.store.where('inquiries', 'rid', visit.rid)[0]?.status;
  expect(status()).toBe('ready');
  await server.set({ Livechat_waiting_queue: true });
  expect(status()).toBe('queued');
  const anna = await server.as('anna');
  await anna.post('livechat/agent.status', { status: 'available' });
  expect(status()).toBe('queued');
  await server.set({ Livechat_waiting_queue: false });
  expect(agentOf(server, visit)).toBe('anna');
});

test('the agent whom a visitor asks for comes first once the queue moves', async () => {
  const server = await startQueue();
  const { token, rid } = await server.visit();
  await server.advance(20 * SECOND);
  expect(agentOf(server, { rid })).toBe('anna');
  await server.post('livechat/room.close', { rid, token });
  const { body } = await server.get(`livechat/room?token=${token}&agentId=${ANNA}`);
  const again = { rid: (body.room as { _id: string })._id };
  expect(agentOf(server, again)).toBeUndefined();
  await server.advance(5 * SECOND);
  expect(agentOf(server, again)).toBe('anna');
});
