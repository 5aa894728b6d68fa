import { beforeEach, describe, expect, test } from 'vitest';
import { type Caller, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let admin: Caller;
beforeEach(async () => {
  server = await startCore();
  admin = await server.as('admin');
});

const TRIGGER = {
  name: 'Greeting',
  description: 'After five seconds',
  enabled: true,
  runOnce: true,
  conditions: [{ name: 'time-on-site', value: '5' }],
  actions: [{ name: 'send-message', params: { sender: 'custom', msg: 'Hi', name: 'Shop' } }],
};
const idOf = () => [...server.store.all('triggers')][0]?._id ?? '';

describe('triggers', () => {
  test('are made, listed, read, changed and removed', async () => {
    expect((await admin.post('livechat/triggers', TRIGGER)).body).toEqual({ success: true });
    const _id = idOf();
    const stored = { ...TRIGGER, _id, _updatedAt: '2025-01-15T09:00:00.000Z' };
    expect((await admin.get('livechat/triggers')).body).toEqual({
      triggers: [stored],
      count: 1,
      offset: 0,
      total: 1,
      success: true,
    });
    await admin.post('livechat/triggers', { ...TRIGGER, _id, name: 'Hello' });
    expect((await admin.get(`livechat/triggers/${_id}`)).body).toMatchObject({ trigger: { name: 'Hello' } });
    await admin.post('livechat/triggers', { ...TRIGGER, _id: 'none' });
    expect(server.store.count('triggers')).toBe(1);
    for (let time = 0; time < 2; time++) {
      expect((await admin.delete(`livechat/triggers/${_id}`)).body).toEqual({ success: true });
    }
    expect((await admin.get(`livechat/triggers/${_id}`)).body).toEqual({ trigger: null, success: true });
  });

  test('those that are on go to the widgets', async () => {
    await admin.post('livechat/triggers', TRIGGER);
    await admin.post('livechat/triggers', { ...TRIGGER, enabled: false });
    const { config } = (await server.get('livechat/config')).body as { config: { triggers: unknown } };
    const { conditions, actions, runOnce } = TRIGGER;
    expect(config.triggers).toEqual([{ _id: idOf(), conditions, actions, runOnce }]);
  });

  test.each([
    [{ conditions: [] }, 'must NOT have fewer than 1 items'],
    [{ actions: [{ name: 'dance' }] }, /must be equal to one of the allowed values/],
    [{ conditions: [{ name: 'full-moon', value: '' }] }, 'must be equal to one of the allowed values'],
    [{ name: undefined }, "must have required property 'name'"],
  ])('%j is refused', async (change, error) => {
    const { status, body } = await admin.post('livechat/triggers', { ...TRIGGER, ...change });
    expect([status, body.errorType]).toEqual([400, 'invalid-params']);
    expect(body.error).toMatch(error);
  });

  test('are for managers', async () => {
    const anna = await server.as('anna');
    expect((await anna.get('livechat/triggers')).status).toBe(403);
    expect((await anna.post('livechat/triggers', TRIGGER)).status).toBe(403);
    expect((await anna.delete('livechat/triggers/x')).status).toBe(403);
  });
});

describe('custom fields', () => {
  const field = { field: 'size', label: 'Size', scope: 'visitor', visibility: 'visible' };
  const save = async (customFieldData: object, customFieldId: string | null = null) =>
    (await admin.post('livechat/custom-fields.save', { customFieldId, customFieldData })).body;

  test('are made, changed, renamed and removed', async () => {
    expect(await save({ ...field, type: 'select', options: 's,m', public: true })).toMatchObject({
      customField: { _id: 'size', label: 'Size', type: 'select', required: false, options: 's,m' },
      success: true,
    });
    const { config } = (await server.get('livechat/config')).body as { config: { customFields: unknown } };
    expect(config.customFields).toMatchObject([{ _id: 'size', options: ['s', 'm'] }]);
    await save({ ...field, field: 'length', label: 'Length' }, 'size');
    expect([...server.store.all('customFields')].map(({ _id, label }) => [_id, label])).toEqual([
      ['length', 'Length'],
    ]);
    const remove = async () =>
      (await admin.post('livechat/custom-fields.delete', { customFieldId: 'length' })).body;
    expect(await remove()).toEqual({ success: true });
    expect(await remove()).toEqual({ success: false, error: 'Custom field not found' });
  });

  test('what cannot be saved says why', async () => {
    await save(field);
    expect(await save(field)).toEqual({ success: false, error: 'Custom Field already exists' });
    expect(await save(field, 'none')).toEqual({ success: false, error: 'Custom Field Not found' });
    expect((await save({ ...field, field: 'a b' })).error).toBe('must match pattern "^[0-9a-zA-Z_-]+$"');
    expect((await save({ ...field, field: 'b', regexp: '(' })).error).toBe('Invalid regular expression');
    expect((await save({ ...field, scope: 'all' })).errorType).toBe('invalid-params');
  });
});

describe('appearance', () => {
  test('lists settings of the look, and writes them as a form has them', async () => {
    const values = [
      { _id: 'Livechat_title', value: 'Shop' },
      { _id: 'Livechat_registration_form', value: 'false' },
      { _id: 'Livechat_message_character_limit', value: '40' },
      { _id: 'Livechat_hide_system_messages', value: ['uj'] },
    ];
    expect((await admin.post('livechat/appearance', values)).body).toEqual({ success: true });
    const { appearance } = (await admin.get('livechat/appearance')).body;
    const shown = Object.fromEntries(
      (appearance as { _id: string; value: unknown }[]).map(({ _id, value }) => [_id, value]),
    );
    expect(shown).toMatchObject({
      Livechat_title: 'Shop',
      Livechat_registration_form: false,
      Livechat_message_character_limit: 40,
      Livechat_hide_system_messages: ['uj'],
    });
  });

  test('no other setting is written', async () => {
    const values = [
      { _id: 'Livechat_title', value: 'Shop' },
      { _id: 'Livechat_webhookUrl', value: 'http://evil.test' },
    ];
    expect((await admin.post('livechat/appearance', values)).body.error).toBe('invalid-setting');
    expect((await admin.get('settings/Livechat_title')).body.value).toBe('Rocket.Chat');
    expect((await admin.post('livechat/appearance', [])).status).toBe(400);
  });
});

test('settings are written several at once, all or none', async () => {
  const write = (...settings: object[]) => admin.post('settings', { settings });
  const title = { _id: 'Livechat_title', value: 'Shop' };
  expect((await write(title, { _id: 'Livechat_enabled', value: 'yes' })).status).toBe(400);
  expect((await admin.get('settings/Livechat_title')).body.value).toBe('Rocket.Chat');
  expect((await write(title, { _id: 'Livechat_enabled', value: false })).body).toEqual({ success: true });
  expect((await admin.get('settings/Livechat_enabled')).body.value).toBe(false);
});

test('there is one business hour, the default', async () => {
  const get = async (query = '') => (await admin.get(`livechat/business-hour${query}`)).body;
  const { businessHour } = await get();
  expect(businessHour).toMatchObject({
    type: 'default',
    active: true,
    timezone: { name: 'UTC', utc: '+00:00' },
    workHours: { length: 7, 0: { day: 'Monday', open: true, start: { time: '08:00' } } },
  });
  expect(await get('?type=custom')).toEqual({ success: true });
  expect((await (await server.as('anna')).get('livechat/business-hour')).status).toBe(403);
});
