import { beforeEach, expect, test } from 'vitest';
import { ADMIN, ANNA, BEN } from '../start-core.ts';
import { HOUR, type HoursWorld, MINUTE, standard, startHours } from './hours-world.ts';

let world: HoursWorld;
beforeEach(async () => {
  world = await startHours();
});

test('agents become unavailable at the minute it closes, and come back at the minute it opens', async () => {
  await world.save(standard('08:00', '09:30'));
  await world.on();
  expect([world.both(), await world.online()]).toEqual([['available', 'available'], true]);
  await world.server.advance(30 * MINUTE - 1);
  expect(await world.online()).toBe(true);
  await world.server.advance(1);
  const closed = ['not-available by the server', 'not-available by the server'];
  expect([world.both(), await world.online()]).toEqual([closed, false]);
  await world.server.advance(22.5 * HOUR - 1);
  expect(world.both()).toEqual(closed);
  await world.server.advance(1);
  expect([world.both(), await world.online()]).toEqual([['available', 'available'], true]);
  expect(world.server.failures).toEqual([]);
});

test('they hold by the clock of their zone', async () => {
  await world.save(standard('08:00', '18:00', { timezoneName: 'Asia/Kathmandu' }));
  await world.on();
  await world.server.advance(3.25 * HOUR - 1);
  expect(await world.online()).toBe(true);
  await world.server.advance(1);
  expect(await world.online()).toBe(false);
});

test('switched on outside the hours they hold at once, switched off they are gone at once', async () => {
  await world.save(standard('10:00', '11:00'));
  expect(await world.online()).toBe(true);
  await world.on();
  expect(await world.online()).toBe(false);
  await world.server.set({ Livechat_enable_business_hours: false });
  expect([world.both(), await world.online()]).toEqual([['available', 'available'], true]);
});

test('saved hours hold at once', async () => {
  await world.on();
  await world.save(standard('10:00', '11:00'));
  expect(await world.online()).toBe(false);
  await world.save(standard('09:00', '11:00'));
  expect(await world.online()).toBe(true);
  await world.save(standard('09:00', '11:00', { active: false }));
  expect(await world.online()).toBe(false);
});

test('what agents chose themselves stays', async () => {
  await world.save(standard('08:00', '10:00'));
  await world.on();
  const [anna, ben] = [await world.server.as('anna'), await world.server.as('ben')];
  await anna.post('livechat/agent.status', { status: 'not-available' });
  await world.server.advance(HOUR);
  await ben.post('livechat/agent.status', { status: 'not-available' });
  expect(world.both()).toEqual(['not-available', 'not-available']);
  await world.server.advance(22 * HOUR);
  expect(world.both()).toEqual(['not-available', 'not-available']);
  await anna.post('livechat/agent.status', { status: 'available' });
  expect(world.both()).toEqual(['available', 'not-available']);
});

test('outside the hours agents cannot become available, and nobody can make them', async () => {
  await world.save(standard('10:00', '11:00'));
  await world.on();
  const anna = await world.server.as('anna');
  const refused = { status: 400, body: { success: false, error: 'error-business-hours-are-closed' } };
  expect(await anna.post('livechat/agent.status', { status: 'available' })).toEqual(refused);
  expect(await anna.post('livechat/agent.status')).toEqual(refused);
  expect(await world.admin.post('livechat/agent.status', { status: 'available', agentId: ANNA })).toEqual({
    status: 200,
    body: { status: 'not-available', success: true },
  });
  expect(world.stands(ANNA)).toBe('not-available by the server');
  await world.server.advance(HOUR);
  expect(world.stands(ANNA)).toBe('available');
});

test('a login, a new role and a new user bring nobody in outside the hours', async () => {
  await world.save(standard('10:00', '11:00'));
  await world.on();
  await (await world.server.as('anna')).post('logout');
  await world.server.as('anna');
  await world.admin.post('livechat/users/agent', { username: 'admin' });
  await world.admin.post('users.create', {
    username: 'cem',
    name: 'Cem',
    email: 'cem@example.com',
    password: 'cem-cem-cem-1',
    roles: ['user', 'livechat-agent'],
  });
  const cem = [...world.server.store.all('users')].find(({ username }) => username === 'cem');
  const ids = [ANNA, BEN, ADMIN, cem?._id ?? ''];
  expect(ids.map(world.stands)).toEqual(ids.map(() => 'not-available by the server'));
  expect(await world.online()).toBe(false);
  await world.server.as('cem', 'cem-cem-cem-1');
  await world.server.advance(HOUR);
  expect(ids.map(world.stands)).toEqual(ids.map(() => 'available'));
});

test('bots work at all hours', async () => {
  const ben = world.server.store.get('users', BEN);
  if (!ben) throw new Error('no ben');
  world.server.store.transaction((tx) => tx.put('users', { ...ben, roles: ['livechat-agent', 'bot'] }));
  await world.save(standard('10:00', '11:00'));
  await world.on();
  expect(world.both()).toEqual(['not-available by the server', 'available']);
});

test('who waits is shared among all when it opens', async () => {
  await world.server.set({ Livechat_accept_chats_with_no_agents: true });
  await world.save(standard('10:00', '11:00'));
  await world.on();
  const rids: string[] = [];
  for (let n = 0; n < 4; n++) rids.push((await world.server.visit()).rid);
  const served = () =>
    rids.map((rid) => world.server.store.get('rooms', rid)?.servedBy?.username ?? '').sort();
  expect(served()).toEqual(['', '', '', '']);
  await world.server.advance(HOUR);
  expect(served()).toEqual(['anna', 'anna', 'ben', 'ben']);
});

test('chats that are open when it closes go on', async () => {
  await world.save(standard('08:00', '10:00'));
  await world.on();
  const { rid, token } = await world.server.visit();
  await world.server.advance(HOUR);
  expect((await world.server.post('livechat/message', { token, rid, msg: 'Still there?' })).status).toBe(200);
  expect(world.server.store.get('rooms', rid)).toMatchObject({ open: true, servedBy: {} });
});
