import { beforeEach, describe, expect, test } from 'vitest';
import { WEEK } from '../../../mock-server/core/project/default-business-hour.ts';
import type { DayOfWeek } from '../../../mock-server/store/documents.ts';
import {
  ADMIN,
  ANNA,
  BEN,
  type Caller,
  type Json,
  SALES,
  SUPPORT,
  startCore,
  type TestCore,
} from './start-core.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DEFAULT_ID = '64b05c0ffee0000000000001';

// The clock starts on Wednesday, 2025-01-15, at 09:00 UTC.
let server: TestCore;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  admin = await server.as('admin');
});

/** The same hours every day, or on those that are named. */
const body = (start: string, finish: string, more: Json = {}, days: readonly DayOfWeek[] = WEEK): Json => ({
  _id: DEFAULT_ID,
  type: 'default',
  name: '',
  active: true,
  timezoneName: 'UTC',
  daysOpen: days,
  departmentsToApplyBusinessHour: '',
  workHours: WEEK.map((day) => ({ day, start, finish, open: days.includes(day) })),
  ...more,
});
const save = (hours: Json) => admin.post('livechat/business-hours.save', hours);
const own = (name: string, start: string, finish: string, departments: string): Json =>
  body(start, finish, { _id: null, type: 'custom', name, departmentsToApplyBusinessHour: departments });
const list = async () => (await admin.get('livechat/business-hours')).body.businessHours as Json[];

const stands = (id: string) => {
  const { statusLivechat, livechatStatusSystemModified } = server.store.get('users', id) ?? {};
  return livechatStatusSystemModified ? `${statusLivechat} by the server` : statusLivechat;
};
const both = () => [stands(ANNA), stands(BEN)];
const online = async () => ((await server.get('livechat/config')).body.config as Json).online;
const on = (type = 'Single') =>
  server.set({ Livechat_enable_business_hours: true, Livechat_business_hour_type: type });

describe('one set of hours for all', () => {
  test('agents become unavailable at the minute it closes, and come back at the minute it opens', async () => {
    await save(body('08:00', '09:30'));
    await on();
    expect([both(), await online()]).toEqual([['available', 'available'], true]);
    await server.advance(30 * MINUTE - 1);
    expect(await online()).toBe(true);
    await server.advance(1);
    const closed = ['not-available by the server', 'not-available by the server'];
    expect([both(), await online()]).toEqual([closed, false]);
    await server.advance(22.5 * HOUR - 1);
    expect(both()).toEqual(closed);
    await server.advance(1);
    expect([both(), await online()]).toEqual([['available', 'available'], true]);
    expect(server.failures).toEqual([]);
  });

  test('they hold by the clock of their zone', async () => {
    await save(body('08:00', '18:00', { timezoneName: 'Asia/Kathmandu' }));
    await on();
    await server.advance(3.25 * HOUR - 1);
    expect(await online()).toBe(true);
    await server.advance(1);
    expect(await online()).toBe(false);
  });

  test('switched on outside the hours they hold at once, switched off they are gone at once', async () => {
    await save(body('10:00', '11:00'));
    expect(await online()).toBe(true);
    await on();
    expect(await online()).toBe(false);
    await server.set({ Livechat_enable_business_hours: false });
    expect([both(), await online()]).toEqual([['available', 'available'], true]);
  });

  test('saved hours hold at once', async () => {
    await on();
    await save(body('10:00', '11:00'));
    expect(await online()).toBe(false);
    await save(body('09:00', '11:00'));
    expect(await online()).toBe(true);
    await save(body('09:00', '11:00', { active: false }));
    expect(await online()).toBe(false);
  });

  test('what agents chose themselves stays', async () => {
    await save(body('08:00', '10:00'));
    await on();
    const [anna, ben] = [await server.as('anna'), await server.as('ben')];
    await anna.post('livechat/agent.status', { status: 'not-available' });
    await server.advance(HOUR);
    await ben.post('livechat/agent.status', { status: 'not-available' });
    expect(both()).toEqual(['not-available', 'not-available']);
    await server.advance(22 * HOUR);
    expect(both()).toEqual(['not-available', 'not-available']);
    await anna.post('livechat/agent.status', { status: 'available' });
    expect(both()).toEqual(['available', 'not-available']);
  });

  test('outside the hours agents cannot become available, and nobody can make them', async () => {
    await save(body('10:00', '11:00'));
    await on();
    const anna = await server.as('anna');
    const refused = { status: 400, body: { success: false, error: 'error-business-hours-are-closed' } };
    expect(await anna.post('livechat/agent.status', { status: 'available' })).toEqual(refused);
    expect(await anna.post('livechat/agent.status')).toEqual(refused);
    expect(await admin.post('livechat/agent.status', { status: 'available', agentId: ANNA })).toEqual({
      status: 200,
      body: { status: 'not-available', success: true },
    });
    expect(stands(ANNA)).toBe('not-available by the server');
    await server.advance(HOUR);
    expect(stands(ANNA)).toBe('available');
  });

  test('a login, a new role and a new user bring nobody in outside the hours', async () => {
    await save(body('10:00', '11:00'));
    await on();
    await (await server.as('anna')).post('logout');
    await server.as('anna');
    await admin.post('livechat/users/agent', { username: 'admin' });
    await admin.post('users.create', {
      username: 'cem',
      name: 'Cem',
      email: 'cem@example.com',
      password: 'cem-cem-cem-1',
      roles: ['user', 'livechat-agent'],
    });
    const cem = [...server.store.all('users')].find(({ username }) => username === 'cem');
    const ids = [ANNA, BEN, ADMIN, cem?._id ?? ''];
    expect(ids.map(stands)).toEqual(ids.map(() => 'not-available by the server'));
    expect(await online()).toBe(false);
    await server.as('cem', 'cem-cem-cem-1');
    await server.advance(HOUR);
    expect(ids.map(stands)).toEqual(ids.map(() => 'available'));
  });

  test('bots work at all hours', async () => {
    const ben = server.store.get('users', BEN);
    if (!ben) throw new Error('no ben');
    server.store.transaction((tx) => tx.put('users', { ...ben, roles: ['livechat-agent', 'bot'] }));
    await save(body('10:00', '11:00'));
    await on();
    expect(both()).toEqual(['not-available by the server', 'available']);
  });

  test('who waits is shared among all when it opens', async () => {
    await server.set({ Livechat_accept_chats_with_no_agents: true });
    await save(body('10:00', '11:00'));
    await on();
    const rids = [];
    for (let n = 0; n < 4; n++) rids.push((await server.visit()).rid);
    const served = () => rids.map((rid) => server.store.get('rooms', rid)?.servedBy?.username ?? '').sort();
    expect(served()).toEqual(['', '', '', '']);
    await server.advance(HOUR);
    expect(served()).toEqual(['anna', 'anna', 'ben', 'ben']);
  });

  test('chats that are open when it closes go on', async () => {
    await save(body('08:00', '10:00'));
    await on();
    const { rid, token } = await server.visit();
    await server.advance(HOUR);
    expect((await server.post('livechat/message', { token, rid, msg: 'Still there?' })).status).toBe(200);
    expect(server.store.get('rooms', rid)).toMatchObject({ open: true, servedBy: {} });
  });

  test('what opened and closed while nobody looked is made up for', async () => {
    await save(body('08:00', '10:00'));
    await on();
    server.pass(3 * HOUR);
    await server.set({ Livechat_title: 'Noon' });
    await server.advance(1_000);
    expect(await online()).toBe(false);
    server.pass(21 * HOUR);
    await server.set({ Livechat_title: 'Morning' });
    await server.advance(1_000);
    expect(await online()).toBe(true);
  });
});

describe('hours by department', () => {
  test('a department has its own hours; who is in several is there while one is open', async () => {
    // Anna is in Sales and Support, Ben in Support only.
    await save(body('10:00', '11:00'));
    await on('Multiple');
    expect(both()).toEqual(['not-available by the server', 'not-available by the server']);
    await save(own('Shop', '08:00', '10:00', SALES));
    expect(both()).toEqual(['available', 'not-available by the server']);
    await server.advance(HOUR);
    expect(both()).toEqual(['available', 'available']);
    await server.advance(HOUR);
    expect(both()).toEqual(['not-available by the server', 'not-available by the server']);
    await server.advance(21 * HOUR);
    expect(both()).toEqual(['available', 'not-available by the server']);
  });

  test('agents of no department follow the default hours', async () => {
    await save(body('10:00', '11:00'));
    await save(own('Shop', '08:00', '18:00', `${SALES},${SUPPORT}`));
    await on('Multiple');
    expect(both()).toEqual(['available', 'available']);
    await admin.post('livechat/agents.saveInfo', { agentId: BEN, agentData: {}, agentDepartments: [] });
    expect(both()).toEqual(['available', 'not-available by the server']);
    await admin.post('livechat/agents.saveInfo', { agentId: BEN, agentData: {}, agentDepartments: [SALES] });
    expect(both()).toEqual(['available', 'available']);
  });

  test('whoever changes departments is given nothing in between', async () => {
    await server.set({ Livechat_accept_chats_with_no_agents: true });
    await save(body('00:00', '24:00'));
    await save(own('Shop', '20:00', '21:00', `${SALES},${SUPPORT}`));
    await on('Multiple');
    const { rid } = await server.visit();
    await admin.post('livechat/agents.saveInfo', { agentId: BEN, agentData: {}, agentDepartments: [SALES] });
    expect(stands(BEN)).toBe('not-available by the server');
    expect(server.store.get('rooms', rid)?.servedBy).toBeUndefined();
  });

  test.each([
    ['a department that is off', { enabled: false }],
    ['one that is archived', 'archive'],
  ] as const)('%s counts for nobody', async (_what, change) => {
    await save(body('10:00', '11:00'));
    await save(own('Shop', '08:00', '18:00', SUPPORT));
    await on('Multiple');
    expect(both()).toEqual(['available', 'available']);
    const path = `livechat/department/${SUPPORT}`;
    const { department } = (await admin.get(path)).body as { department: Json };
    const { name, email, showOnRegistration, showOnOfflineForm } = department;
    if (change === 'archive') await admin.post(`${path}/archive`);
    else
      await admin.put(path, {
        department: { name, email, showOnRegistration, showOnOfflineForm, ...change },
      });
    expect(both()).toEqual(['not-available by the server', 'not-available by the server']);
  });

  test('hours that are not active are as if they were not there', async () => {
    await save(own('Shop', '20:00', '21:00', SUPPORT));
    await on('Multiple');
    expect(stands(BEN)).toBe('not-available by the server');
    const [, shop] = await list();
    await save({ ...own('Shop', '20:00', '21:00', SUPPORT), _id: shop?._id, active: false });
    expect(stands(BEN)).toBe('available');
  });

  test('with the kind "Single" the hours of departments take part in nothing', async () => {
    await save(own('Shop', '20:00', '21:00', `${SALES},${SUPPORT}`));
    await on('Single');
    expect(both()).toEqual(['available', 'available']);
    await on('Multiple');
    expect(both()).toEqual(['not-available by the server', 'not-available by the server']);
    await on('Single');
    expect(both()).toEqual(['available', 'available']);
  });

  test('removed hours leave the default ones', async () => {
    await save(own('Shop', '20:00', '21:00', `${SALES},${SUPPORT}`));
    await on('Multiple');
    expect(await online()).toBe(false);
    const [, shop] = await list();
    expect(await admin.post('livechat/business-hours.remove', { _id: shop?._id, type: 'custom' })).toEqual({
      status: 200,
      body: { success: true },
    });
    expect(await online()).toBe(true);
    expect(await list()).toHaveLength(1);
    expect(server.store.get('departments', SALES)).not.toHaveProperty('businessHourId');
  });

  test('a department keeps its hours when it is saved for another reason', async () => {
    await save(own('Shop', '08:00', '09:00', SALES));
    const path = `livechat/department/${SALES}`;
    const before = server.store.get('departments', SALES)?.businessHourId;
    await admin.put(path, {
      department: {
        name: 'Shop',
        email: 'a@b.c',
        enabled: true,
        showOnRegistration: true,
        showOnOfflineForm: true,
      },
    });
    expect([before, server.store.get('departments', SALES)?.businessHourId]).toEqual([
      expect.stringMatching(/^[0-9a-f]{24}$/),
      before,
    ]);
  });
});

describe('looking and saving', () => {
  test('the default hours show each time in UTC too, as the zone is now', async () => {
    await save(body('00:30', '24:00', { timezoneName: 'Asia/Kathmandu' }, ['Monday']));
    const { businessHour } = (await admin.get('livechat/business-hour')).body as { businessHour: Json };
    expect(businessHour).toMatchObject({
      _id: DEFAULT_ID,
      type: 'default',
      timezone: { name: 'Asia/Kathmandu', utc: '+05:45' },
      workHours: {
        length: 7,
        0: {
          day: 'Monday',
          open: true,
          code: '1',
          start: { time: '00:30', utc: { dayOfWeek: 'Sunday', time: '18:45' } },
          finish: { time: '24:00', utc: { dayOfWeek: 'Monday', time: '18:15' } },
        },
        6: { day: 'Sunday', open: false, code: '0' },
      },
    });
  });

  test('others are listed by name and found by it, with their departments', async () => {
    await save(own('Shop', '08:00', '09:00', SALES));
    await save(own('Help', '08:00', '09:00', SUPPORT));
    expect((await list()).map(({ name, departments }) => [name, departments])).toEqual([
      ['', undefined],
      ['Help', [{ _id: SUPPORT, name: 'Support' }]],
      ['Shop', [{ _id: SALES, name: 'Sales' }]],
    ]);
    const { body: found } = await admin.get('livechat/business-hours?name=SHO&count=1');
    expect(found).toMatchObject({ businessHours: [{ name: 'Shop' }], count: 1, offset: 0, total: 1 });
    const [, , shop] = await list();
    const one = await admin.get(`livechat/business-hour?type=custom&_id=${shop?._id}`);
    expect(one.body.businessHour).toEqual(shop);
    expect((await admin.get('livechat/business-hour?type=custom&_id=none')).body).toEqual({ success: true });
  });

  test('days that are not given are closed', async () => {
    await save({
      ...body('09:00', '10:00'),
      workHours: [{ day: 'Friday', start: '09:00', finish: '10:00', open: true }],
    });
    const { workHours } = server.store.get('businessHours', DEFAULT_ID) ?? { workHours: [] };
    expect(workHours.filter(({ open }) => open).map(({ day }) => day)).toEqual(['Friday']);
    expect(workHours).toHaveLength(7);
  });

  const wrong = (hours: Json): Json => ({ ...body('08:00', '20:00'), ...hours });
  const monday = (start: string, finish: string): Json =>
    wrong({ workHours: [{ day: 'Monday', start, finish, open: true }] });
  test.each([
    [monday('10:00', '09:00'), 'error-business-hour-finish-time-before-start-time'],
    [monday('10:00', '00:00'), 'error-business-hour-finish-time-before-start-time'],
    [monday('10:00', '10:00'), 'error-business-hour-finish-time-equals-start-time'],
    [wrong({ timezoneName: 'Mars/Olympus' }), '[error-business-hour-invalid-timezone]'],
    [wrong({ timezoneName: '' }), '[error-business-hour-invalid-timezone]'],
    [monday('24:00', '24:00'), '[error-business-hour-invalid-time]'],
    [monday('9:00', '10:00'), '[error-business-hour-invalid-time]'],
    [monday('09:00', '24:01'), '[error-business-hour-invalid-time]'],
    [monday('09:00', 'noon'), '[error-business-hour-invalid-time]'],
    [
      wrong({ workHours: [{ day: 'Montag', start: '08:00', finish: '09:00', open: true }] }),
      '[error-business-hour-invalid-day]',
    ],
    [
      wrong({
        workHours: ['Monday', 'Monday'].map((day) => ({ day, start: '08:00', finish: '09:00', open: true })),
      }),
      'twice',
    ],
    [wrong({ type: 'weekly' }), '[error-business-hour-invalid-type]'],
    [wrong({ _id: 'another' }), '[error-business-hour-not-found]'],
    [wrong({ _id: DEFAULT_ID, type: 'custom', name: 'Mine' }), '[error-business-hour-not-found]'],
    [own('', '08:00', '09:00', ''), '[error-business-hour-invalid-name]'],
    [own('Shop', '08:00', '09:00', 'nowhere'), '[error-department-not-found]'],
    [wrong({ workHours: [] }), 'must NOT have fewer than 1 items'],
    [wrong({ timezoneName: undefined }), "must have required property 'timezoneName'"],
  ])('%j is refused, and nothing changes', async (hours, reason) => {
    await on();
    const before = [await list(), both()];
    const { status, body: answer } = await save(hours);
    expect([status, answer.success]).toEqual([400, false]);
    expect(answer.error).toContain(reason);
    expect([await list(), both()]).toEqual(before);
  });

  test('a name is there once', async () => {
    await save(own('Shop', '08:00', '09:00', ''));
    expect((await save(own('Shop', '10:00', '11:00', ''))).body.error).toBe(
      'error-business-hour-name-already-in-use',
    );
    expect(await list()).toHaveLength(2);
  });

  test('the default hours stay, whoever removes them', async () => {
    await admin.post('livechat/business-hours.remove', { _id: DEFAULT_ID, type: 'default' });
    await admin.post('livechat/business-hours.remove', { _id: DEFAULT_ID, type: 'custom' });
    expect(await list()).toHaveLength(1);
  });

  test('a store of an earlier version has the default hours', async () => {
    server.store.transaction((tx) => tx.remove('businessHours', DEFAULT_ID));
    expect(await list()).toMatchObject([{ _id: DEFAULT_ID, type: 'default' }]);
    await save(body('10:00', '11:00'));
    await on();
    expect(await online()).toBe(false);
    expect(server.store.get('businessHours', DEFAULT_ID)?.workHours[0]?.start.time).toBe('10:00');
  });

  test.each([
    ['get', 'livechat/business-hours', undefined],
    ['post', 'livechat/business-hours.save', body('10:00', '11:00')],
    ['post', 'livechat/business-hours.remove', { _id: DEFAULT_ID, type: 'custom' }],
  ] as const)('agents may not %s %s', async (method, path, sent) => {
    const anna = await server.as('anna');
    const { status } = method === 'get' ? await anna.get(path) : await anna.post(path, sent);
    expect(status).toBe(403);
  });
});
