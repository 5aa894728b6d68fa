import { beforeEach, expect, test } from 'vitest';
import { type Json, SALES, SUPPORT } from '../start-core.ts';
import { DEFAULT_ID, type HoursWorld, own, standard, startHours } from './hours-world.ts';

let world: HoursWorld;
beforeEach(async () => {
  world = await startHours();
});

test('the default hours show each time in UTC too, as the zone is now', async () => {
  await world.save(standard('00:30', '24:00', { timezoneName: 'Asia/Kathmandu' }, ['Monday']));
  const { businessHour } = (await world.admin.get('livechat/business-hour')).body as { businessHour: Json };
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
  await world.save(own('Shop', '08:00', '09:00', SALES));
  await world.save(own('Help', '08:00', '09:00', SUPPORT));
  expect((await world.list()).map(({ name, departments }) => [name, departments])).toEqual([
    ['', undefined],
    ['Help', [{ _id: SUPPORT, name: 'Support' }]],
    ['Shop', [{ _id: SALES, name: 'Sales' }]],
  ]);
  const { body: found } = await world.admin.get('livechat/business-hours?name=SHO&count=1');
  expect(found).toMatchObject({ businessHours: [{ name: 'Shop' }], count: 1, offset: 0, total: 1 });
  const [, , shop] = await world.list();
  const one = await world.admin.get(`livechat/business-hour?type=custom&_id=${shop?._id}`);
  expect(one.body.businessHour).toEqual(shop);
  expect((await world.admin.get('livechat/business-hour?type=custom&_id=none')).body).toEqual({
    success: true,
  });
});

test('days that are not given are closed', async () => {
  await world.save({
    ...standard('09:00', '10:00'),
    workHours: [{ day: 'Friday', start: '09:00', finish: '10:00', open: true }],
  });
  const { workHours } = world.server.store.get('businessHours', DEFAULT_ID) ?? { workHours: [] };
  expect(workHours.filter(({ open }) => open).map(({ day }) => day)).toEqual(['Friday']);
  expect(workHours).toHaveLength(7);
});

const wrong = (hours: Json): Json => ({ ...standard('08:00', '20:00'), ...hours });
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
  await world.on();
  const before = [await world.list(), world.both()];
  const { status, body: answer } = await world.save(hours);
  expect([status, answer.success]).toEqual([400, false]);
  expect(answer.error).toContain(reason);
  expect([await world.list(), world.both()]).toEqual(before);
});

test('a name is there once', async () => {
  await world.save(own('Shop', '08:00', '09:00', ''));
  expect((await world.save(own('Shop', '10:00', '11:00', ''))).body.error).toBe(
    'error-business-hour-name-already-in-use',
  );
  expect(await world.list()).toHaveLength(2);
});

test('the default hours stay, whoever removes them', async () => {
  await world.admin.post('livechat/business-hours.remove', { _id: DEFAULT_ID, type: 'default' });
  await world.admin.post('livechat/business-hours.remove', { _id: DEFAULT_ID, type: 'custom' });
  expect(await world.list()).toHaveLength(1);
});

test('a store of an earlier version has the default hours', async () => {
  world.server.store.transaction((tx) => tx.remove('businessHours', DEFAULT_ID));
  expect(await world.list()).toMatchObject([{ _id: DEFAULT_ID, type: 'default' }]);
  await world.save(standard('10:00', '11:00'));
  await world.on();
  expect(await world.online()).toBe(false);
  expect(world.server.store.get('businessHours', DEFAULT_ID)?.workHours[0]?.start.time).toBe('10:00');
});

test.each([
  ['get', 'livechat/business-hours', undefined],
  ['post', 'livechat/business-hours.save', standard('10:00', '11:00')],
  ['post', 'livechat/business-hours.remove', { _id: DEFAULT_ID, type: 'custom' }],
] as const)('agents may not %s %s', async (method, path, sent) => {
  const anna = await world.server.as('anna');
  const { status } = method === 'get' ? await anna.get(path) : await anna.post(path, sent);
  expect(status).toBe(403);
});

test.each([
  [standard('10:00', '11:00'), undefined],
  [monday('10:00', '10:00'), 'error-business-hour-finish-time-equals-start-time'],
  [monday('10:00', 'noon'), 'error-business-hour-invalid-time'],
  [{ ...standard('10:00', '11:00'), active: 'yes' }, '400'],
  [null, '400'],
])('as a method of older servers: %j', async (hours, code) => {
  await world.on();
  const method = 'livechat:saveBusinessHour';
  const message = JSON.stringify({ msg: 'method', id: '1', method, params: [hours] });
  const { body } = await world.admin.post(`method.call/${method}`, { message });
  const frame = JSON.parse(String(body.message));
  expect(frame.error?.error).toBe(code);
  expect(await world.online()).toBe(code !== undefined);
});
