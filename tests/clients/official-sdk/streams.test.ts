import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  loginOf,
  type SdkBench,
  SOON,
  SUPPORT,
  settled,
  startSdkBench,
  type Visit,
} from './support/sdk-bench.ts';

let bench: SdkBench;
let visit: Visit;
beforeAll(async () => {
  bench = await startSdkBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  visit = await bench.visit();
});

/** Everything the callback heard, an array of arguments each. */
function heard(): { calls: unknown[][]; on: (...args: unknown[]) => void } {
  const calls: unknown[][] = [];
  return { calls, on: (...args) => calls.push(args) };
}

test('onRoomMessage hears both sides, with dates as the wire has them, until it is stopped', async () => {
  const { sdk, token, rid, agent } = visit;
  const { calls, on } = heard();
  const stop = sdk.onRoomMessage(rid, on);
  await settled(sdk);
  await sdk.sendMessage({ rid, token, msg: 'hello' });
  await agent.say(rid, 'good day');
  await vi.waitFor(() => expect(calls).toHaveLength(2), SOON);
  expect(calls).toMatchObject([
    [{ msg: 'hello', rid, token, ts: { $date: expect.any(Number) } }],
    [{ msg: 'good day', rid, u: { username: agent.username } }],
  ]);
  stop();
  await settled(sdk);
  await agent.say(rid, 'nobody hears this');
  await settled(sdk);
  expect(calls).toHaveLength(2);
});

test('subscribeRoom feeds onMessage and onUserActivity', async () => {
  const { sdk, rid, agent } = visit;
  const [messages, activity] = [heard(), heard()];
  sdk.onMessage(messages.on);
  sdk.onUserActivity(activity.on);
  await sdk.subscribeRoom(rid);
  await settled(sdk);
  await agent.say(rid, 'good day');
  await typesInRoom(agent.username, rid);
  await vi.waitFor(() => expect(activity.calls).toEqual([[agent.username, ['user-typing']]]), SOON);
  expect(messages.calls).toMatchObject([[{ msg: 'good day' }]]);
});

test('onRoomDeleteMessage hears which message is gone', async () => {
  const { sdk, token, rid } = visit;
  const { calls, on } = heard();
  sdk.onRoomDeleteMessage(rid, on);
  await settled(sdk);
  await sdk.sendMessage({ rid, token, msg: 'never mind', _id: `gone-${rid}` });
  await fetch(`${bench.mock.url}/api/v1/livechat/message/gone-${rid}`, {
    method: 'DELETE',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ rid, token }),
  });
  await vi.waitFor(() => expect(calls).toEqual([[{ _id: `gone-${rid}` }]]), SOON);
});

test('onAgentChange hears who serves the room from now on', async () => {
  const { sdk, rid, agent } = visit;
  const { calls, on } = heard();
  sdk.onAgentChange(rid, on);
  await settled(sdk);
  const other = await bench.agent(agent.username === 'anna' ? 'ben' : 'anna');
  await agent.setAvailable(false);
  try {
    await sdk.transferChat({ rid, department: SUPPORT });
    const served = [[{ username: other.username, status: 'online' }]];
    await vi.waitFor(() => expect(calls).toMatchObject(served), SOON);
  } finally {
    await agent.setAvailable(true);
  }
});

test('onAgentStatusChange hears the presence of who serves the room', async () => {
  const { sdk, rid, agent } = visit;
  const { calls, on } = heard();
  sdk.onAgentStatusChange(rid, on);
  await settled(sdk);
  for (const status of ['busy', 'online']) {
    await agent.call('POST', 'users.setStatus', { message: '', status });
  }
  await vi.waitFor(() => expect(calls).toEqual([['busy'], ['online']]), SOON);
});

test('onVisitorChange hears what became of the visitor', async () => {
  const { sdk, token, rid } = visit;
  const { calls, on } = heard();
  sdk.onVisitorChange(rid, on);
  await settled(sdk);
  await sdk.grantVisitor({ visitor: { token, name: 'Ann Marie' } });
  await vi.waitFor(
    () => expect(calls).toMatchObject([[{ name: 'Ann Marie', username: expect.any(String) }]]),
    SOON,
  );
});

// The SDK sends no token with this one, and without it the stream is nobody's to read: a real server refuses it as well.
test('onQueuePositionChange is refused, the others go on', async () => {
  const { sdk, rid } = visit;
  sdk.onQueuePositionChange(rid, () => {});
  const [refused] = [...sdk.client.subscriptions.values()];
  await settled(sdk);
  await expect(refused?.ready()).rejects.toMatchObject({ error: 'not-allowed', errorType: 'Meteor.Error' });
  expect(sdk.client.subscriptions.size).toBe(0);
  const { calls, on } = heard();
  sdk.onRoomMessage(rid, on);
  await settled(sdk);
  await visit.agent.say(rid, 'good day');
  await vi.waitFor(() => expect(calls).toHaveLength(1), SOON);
});

test('notifyVisitorActivity reaches the agent, not the visitor', async () => {
  const { sdk, rid, agent } = visit;
  const user = await bench.userClient();
  await user.account.loginWithToken((await loginOf(bench, agent.username)).authToken);
  const [atAgent, atVisitor] = [heard(), heard()];
  user.stream('notify-room', `${rid}/user-activity`, atAgent.on);
  sdk.onRoomUserActivity(rid, atVisitor.on);
  await settled(user);
  await settled(sdk);
  const { username } = (await sdk.room({ token: visit.token, rid })).v;
  await sdk.notifyVisitorActivity(rid, username ?? '', ['user-typing']);
  await vi.waitFor(() => expect(atAgent.calls).toEqual([[username, ['user-typing']]]), SOON);
  expect(atVisitor.calls).toEqual([]);
});

// Dropped in 8.x: the write is taken and nobody hears of it.
test('notifyCallDeclined is taken without a word', async () => {
  expect(await visit.sdk.notifyCallDeclined(visit.rid)).toBeUndefined();
});

test('unsubscribeAll ends every stream', async () => {
  const { sdk, rid, agent } = visit;
  const { calls, on } = heard();
  sdk.onRoomMessage(rid, on);
  sdk.onAgentStatusChange(rid, on);
  await settled(sdk);
  await sdk.unsubscribeAll();
  await agent.say(rid, 'nobody hears this');
  await settled(sdk);
  expect(calls).toEqual([]);
});

/** The agent types, as the SDK of users sends it. */
async function typesInRoom(username: string, rid: string): Promise<void> {
  const user = await bench.userClient();
  await user.account.loginWithToken((await loginOf(bench, username)).authToken);
  await user.client.callAsync('stream-notify-room', `${rid}/user-activity`, username, ['user-typing'], {});
}
