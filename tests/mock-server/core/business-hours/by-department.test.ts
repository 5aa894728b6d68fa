import { beforeEach, expect, test } from 'vitest';
import { BEN, type Json, SALES, SUPPORT } from '../start-core.ts';
import { HOUR, type HoursWorld, own, standard, startHours } from './hours-world.ts';

let world: HoursWorld;
beforeEach(async () => {
  world = await startHours();
});

test('a department has its own hours; who is in several is there while one is open', async () => {
  // Anna is in Sales and Support, Ben in Support only.
  await world.save(standard('10:00', '11:00'));
  await world.on('Multiple');
  expect(world.both()).toEqual(['not-available by the server', 'not-available by the server']);
  await world.save(own('Shop', '08:00', '10:00', SALES));
  expect(world.both()).toEqual(['available', 'not-available by the server']);
  await world.server.advance(HOUR);
  expect(world.both()).toEqual(['available', 'available']);
  await world.server.advance(HOUR);
  expect(world.both()).toEqual(['not-available by the server', 'not-available by the server']);
  await world.server.advance(21 * HOUR);
  expect(world.both()).toEqual(['available', 'not-available by the server']);
});

test('agents of no department follow the default hours', async () => {
  await world.save(standard('10:00', '11:00'));
  await world.save(own('Shop', '08:00', '18:00', `${SALES},${SUPPORT}`));
  await world.on('Multiple');
  expect(world.both()).toEqual(['available', 'available']);
  await world.admin.post('livechat/agents.saveInfo', { agentId: BEN, agentData: {}, agentDepartments: [] });
  expect(world.both()).toEqual(['available', 'not-available by the server']);
  await world.admin.post('livechat/agents.saveInfo', {
    agentId: BEN,
    agentData: {},
    agentDepartments: [SALES],
  });
  expect(world.both()).toEqual(['available', 'available']);
});

test('whoever changes departments is given nothing in between', async () => {
  await world.server.set({ Livechat_accept_chats_with_no_agents: true });
  await world.save(standard('00:00', '24:00'));
  await world.save(own('Shop', '20:00', '21:00', `${SALES},${SUPPORT}`));
  await world.on('Multiple');
  const { rid } = await world.server.visit();
  await world.admin.post('livechat/agents.saveInfo', {
    agentId: BEN,
    agentData: {},
    agentDepartments: [SALES],
  });
  expect(world.stands(BEN)).toBe('not-available by the server');
  expect(world.server.store.get('rooms', rid)?.servedBy).toBeUndefined();
});

test.each([
  ['a department that is off', { enabled: false }],
  ['one that is archived', 'archive'],
] as const)('%s counts for nobody', async (_what, change) => {
  await world.save(standard('10:00', '11:00'));
  await world.save(own('Shop', '08:00', '18:00', SUPPORT));
  await world.on('Multiple');
  expect(world.both()).toEqual(['available', 'available']);
  const path = `livechat/department/${SUPPORT}`;
  const { department } = (await world.admin.get(path)).body as { department: Json };
  const { name, email, showOnRegistration, showOnOfflineForm } = department;
  if (change === 'archive') await world.admin.post(`${path}/archive`);
  else
    await world.admin.put(path, {
      department: { name, email, showOnRegistration, showOnOfflineForm, ...change },
    });
  expect(world.both()).toEqual(['not-available by the server', 'not-available by the server']);
});

test('hours that are not active are as if they were not there', async () => {
  await world.save(own('Shop', '20:00', '21:00', SUPPORT));
  await world.on('Multiple');
  expect(world.stands(BEN)).toBe('not-available by the server');
  const [, shop] = await world.list();
  await world.save({ ...own('Shop', '20:00', '21:00', SUPPORT), _id: shop?._id, active: false });
  expect(world.stands(BEN)).toBe('available');
});

test('with the kind "Single" the hours of departments take part in nothing', async () => {
  await world.save(own('Shop', '20:00', '21:00', `${SALES},${SUPPORT}`));
  await world.on('Single');
  expect(world.both()).toEqual(['available', 'available']);
  await world.on('Multiple');
  expect(world.both()).toEqual(['not-available by the server', 'not-available by the server']);
  await world.on('Single');
  expect(world.both()).toEqual(['available', 'available']);
});

test('removed hours leave the default ones', async () => {
  await world.save(own('Shop', '20:00', '21:00', `${SALES},${SUPPORT}`));
  await world.on('Multiple');
  expect(await world.online()).toBe(false);
  const [, shop] = await world.list();
  expect(
    await world.admin.post('livechat/business-hours.remove', { _id: shop?._id, type: 'custom' }),
  ).toEqual({
    status: 200,
    body: { success: true },
  });
  expect(await world.online()).toBe(true);
  expect(await world.list()).toHaveLength(1);
  expect(world.server.store.get('departments', SALES)).not.toHaveProperty('businessHourId');
});

test('a department keeps its hours when it is saved for another reason', async () => {
  await world.save(own('Shop', '08:00', '09:00', SALES));
  const path = `livechat/department/${SALES}`;
  const before = world.server.store.get('departments', SALES)?.businessHourId;
  await world.admin.put(path, {
    department: {
      name: 'Shop',
      email: 'a@b.c',
      enabled: true,
      showOnRegistration: true,
      showOnOfflineForm: true,
    },
  });
  expect([before, world.server.store.get('departments', SALES)?.businessHourId]).toEqual([
    expect.stringMatching(/^[0-9a-f]{24}$/),
    before,
  ]);
});
