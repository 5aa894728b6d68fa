import { expect, test } from 'vitest';
import { createCore } from '../../../../mock-server/core/create-core.ts';
import { createManualClock } from '../../manual-clock.ts';
import { ANNA, BEN, START, startCore, watchRoom } from '../start-core.ts';
import { agentSocket, last, SECOND, told, visitorWrites } from './sessions.ts';

const GRACE = 10 * SECOND;
const FORWARD = { Livechat_agent_leave_action: 'forward', Livechat_agent_leave_action_timeout: 60 };

/** A chat that the agent of a socket serves; the other agent is there only if asked for. */
async function served({ other = true, settings = FORWARD }: { other?: boolean; settings?: object } = {}) {
  const server = await startCore({ agentsOnline: true });
  await server.set(settings);
  const { rid, token } = await server.visit();
  const room = () => server.store.get('rooms', rid);
  const name = room()?.servedBy?.username ?? '';
  const [id, otherId] = name === 'anna' ? [ANNA, BEN] : [BEN, ANNA];
  const otherName = name === 'anna' ? 'ben' : 'anna';
  for (const leaver of other ? ['admin'] : ['admin', otherName]) {
    await (await server.as(leaver)).post('users.setStatus', { message: '', status: 'offline' });
  }
  const socket = await agentSocket(server, name);
  const user = () => server.store.get('users', id);
  return { server, rid, token, room, name, id, otherId, otherName, socket, user };
}

test('an agent whose last socket closed is offline after the grace, and what they were when one comes back', async () => {
  const { server, socket, user, name } = await served();
  const second = await agentSocket(server, name);
  socket.close();
  await server.advance(GRACE * 2);
  expect(user()?.status).toBe('online');
  second.close();
  await server.advance(GRACE - SECOND);
  expect(user()?.status).toBe('online');
  await server.advance(2 * SECOND);
  expect(user()).toMatchObject({ status: 'offline', statusLivechat: 'available' });
  const third = await agentSocket(server, name, second.token);
  expect(user()?.status).toBe('online');
  await third.call('setUserStatus', 'busy');
  third.close();
  await server.advance(GRACE + SECOND);
  expect(user()?.status).toBe('offline');
  await agentSocket(server, name, second.token);
  expect(user()?.status).toBe('busy');
});

test('a socket that is back within the grace changes nothing', async () => {
  const { server, socket, user, name } = await served();
  socket.close();
  await server.advance(GRACE / 2);
  await agentSocket(server, name);
  await server.advance(GRACE * 5);
  expect(user()?.status).toBe('online');
});

test('who only ever used REST stays online', async () => {
  const server = await startCore();
  await server.as('anna');
  await server.advance(3600 * SECOND);
  expect(server.store.get('users', ANNA)?.status).toBe('online');
});

test('an agent who left hands over to another, who serves in the open chat', async () => {
  const { server, rid, token, room, socket, otherName } = await served();
  const frames = await watchRoom(server, rid, token);
  socket.close();
  await server.advance(GRACE + 59 * SECOND);
  expect(room()?.servedBy?.username).not.toBe(otherName);
  await server.advance(2 * SECOND);
  expect(room()?.servedBy?.username).toBe(otherName);
  expect(frames.at(-1)).toContain(`"username":"${otherName}"`);
  expect(server.events.filter(({ type }) => type === 'session-forwarded')).toHaveLength(1);
  await server.advance(600 * SECOND);
  expect(server.events.filter(({ type }) => type === 'session-forwarded')).toHaveLength(1);
});

test('coming back in time keeps the chat', async () => {
  const { server, room, socket, name } = await served();
  socket.close();
  await server.advance(GRACE + 30 * SECOND);
  await agentSocket(server, name);
  await server.advance(600 * SECOND);
  expect(room()?.servedBy?.username).toBe(name);
});

test('where nobody else is there the chat waits, and is given to whoever comes', async () => {
  const { server, rid, token, room, socket, otherName } = await served({ other: false });
  const frames = await watchRoom(server, rid, token);
  socket.close();
  await server.advance(GRACE + 61 * SECOND);
  expect(room()).not.toHaveProperty('servedBy');
  expect(room()?.open).toBe(true);
  expect(server.store.where('inquiries', 'rid', rid)[0]?.status).toBe('queued');
  expect(frames.at(-1)).toContain('"args":[{"type":"agentData"}]');
  await visitorWrites(server, rid, token, 'Hello?');
  await server.as(otherName);
  expect(room()?.servedBy?.username).toBe(otherName);
});

test('the chats of an agent who left end with the comment where that is the action', async () => {
  const settings = { Livechat_agent_leave_action: 'close', Livechat_agent_leave_comment: 'We are away' };
  const { server, rid, room, socket, name } = await served({ settings });
  socket.close();
  await server.advance(GRACE + 61 * SECOND);
  expect(room()).toMatchObject({ closer: 'user', closedBy: { username: name } });
  expect(last(server, rid)).toBe('livechat-close: We are away');
});

test('nothing follows while there is no action, and switching one on counts for who left before', async () => {
  const { server, room, socket, name, otherName } = await served({ settings: {} });
  socket.close();
  await server.advance(600 * SECOND);
  expect(room()?.servedBy?.username).toBe(name);
  await server.set(FORWARD);
  await server.advance(SECOND);
  expect(room()?.servedBy?.username).toBe(otherName);
});

test('a log-out makes the agent not available until the next login; what they chose themselves stays', async () => {
  const server = await startCore({ agentsOnline: true });
  const user = () => server.store.get('users', ANNA);
  await (await server.as('anna')).post('logout');
  expect(user()).toMatchObject({
    status: 'offline',
    statusLivechat: 'not-available',
    livechatStatusSystemModified: true,
  });
  const back = await server.as('anna');
  expect(user()).toMatchObject({ status: 'online', statusLivechat: 'available' });
  expect(user()).not.toHaveProperty('livechatStatusSystemModified');
  await back.post('livechat/agent.status', { status: 'not-available' });
  await back.post('logout');
  await server.as('anna');
  expect(user()?.statusLivechat).toBe('not-available');
});

test.each([
  [true, true],
  [false, false],
])(
  'an idle agent is away, and gets chats: %s, as Livechat_enabled_when_agent_idle says',
  async (setting, gets) => {
    const { server, socket, user } = await served({ other: false });
    await server.set({ Livechat_enabled_when_agent_idle: setting });
    await socket.call('UserPresence:away');
    expect(user()?.status).toBe('away');
    expect((await server.get('livechat/config')).body).toMatchObject({ config: { online: gets } });
    await socket.call('UserPresence:online');
    expect(user()?.status).toBe('online');
  },
);

test('being idle or back does not end "busy"', async () => {
  const { socket, user } = await served();
  await socket.call('setUserStatus', 'busy');
  await socket.call('UserPresence:away');
  await socket.call('UserPresence:online');
  expect(user()?.status).toBe('busy');
});

test('after a start nobody has a socket: who does not come back is gone, and their chats are handed over', async () => {
  const { server, room, user, otherName, rid } = await served();
  expect(user()?.connected).toBe(true);
  server.core.dispose();
  const clock = createManualClock(START + 5 * SECOND);
  const failures: unknown[] = [];
  const again = createCore({
    store: server.store,
    clock,
    siteUrl: 'http://chat.test',
    onFailure: (error) => failures.push(error),
  });
  await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(GRACE + SECOND);
  expect(user()?.status).toBe('offline');
  await clock.advance(61 * SECOND);
  expect(room()?.servedBy?.username).toBe(otherName);
  expect(told(server, rid)).toContain('livechat_transfer_history');
  expect(failures).toEqual([]);
  again.dispose();
});
