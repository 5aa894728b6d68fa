import { expect, test } from 'vitest';
import { startCore } from '../start-core.ts';

test.each([
  [
    'Livechat_Routing_Method',
    'Round_Robin',
    'must be one of Auto_Selection, Manual_Selection, Load_Balancing',
  ],
  ['Livechat_External_Queue_URL', 'router', 'must be empty or an http or https address'],
  ['Livechat_External_Queue_URL', 'ftp://router', 'must be empty or an http or https address'],
  ['Livechat_External_Queue_Token', 'a\nb', 'goes into an HTTP header'],
  ['Livechat_maximum_chats_per_agent', -1, 'a whole number of at least 0'],
  ['Livechat_maximum_chats_per_agent', 1.5, 'a whole number of at least 0'],
  ['Livechat_max_queue_wait_time', -2, 'a whole number of at least -1'],
  ['Omnichannel_queue_delay_timeout', -5, 'a whole number of at least 0'],
  ['Livechat_auto_transfer_chat_timeout', -1, 'a whole number of at least 0'],
  ['Livechat_number_most_recent_chats_estimate_wait_time', 0, 'a whole number of at least 1'],
  ['Omnichannel_max_fallback_forward_depth', -1, 'a whole number of at least 0'],
  ['Livechat_guest_pool_max_number_incoming_livechats_displayed', -1, 'a whole number of at least 0'],
])('%s is not %j, and stays as it was', async (id, value, why) => {
  const server = await startCore();
  const admin = await server.as('admin');
  const before = (await admin.get(`settings/${id}`)).body.value;
  const { status, body } = await admin.post(`settings/${id}`, { value });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    errorType: 'error-invalid-setting-value',
    error: expect.stringContaining(why),
  });
  expect((await admin.get(`settings/${id}`)).body.value).toEqual(before);
});

test('another server cannot be asked while there is no address of it', async () => {
  const server = await startCore();
  const admin = await server.as('admin');
  const method = 'Livechat_Routing_Method';
  const refused = await admin.post(`settings/${method}`, { value: 'External' });
  expect(refused.body).toMatchObject({
    errorType: 'error-invalid-setting-value',
    error: expect.stringContaining('Livechat_External_Queue_URL'),
  });
  expect((await admin.get(`settings/${method}`)).body.value).toBe('Auto_Selection');
  await admin.post('settings/Livechat_External_Queue_URL', { value: 'http://router.test/' });
  expect((await admin.post(`settings/${method}`, { value: 'External' })).status).toBe(200);
  const emptied = await admin.post('settings/Livechat_External_Queue_URL', { value: '' });
  expect(emptied.body).toMatchObject({ errorType: 'error-invalid-setting-value' });
});

test.each([
  ['Auto_Selection', 'showQueueLink autoAssignAgent enableTriggerAction'],
  ['Manual_Selection', 'previewRoom showConnecting showQueue returnQueue'],
  ['Load_Balancing', 'autoAssignAgent enableTriggerAction'],
  ['Load_Rotation', 'autoAssignAgent enableTriggerAction'],
  ['External', 'autoAssignAgent enableTriggerAction'],
])('under %s clients of agents are told: %s', async (method, yes) => {
  const server = await startCore();
  await server.set({ Livechat_External_Queue_URL: 'http://router.test/', Livechat_Routing_Method: method });
  const anna = await server.as('anna');
  const { body } = await anna.get('livechat/config/routing');
  const told = Object.entries(body.config as object).filter(([, value]) => value);
  expect(told.map(([key]) => key).sort()).toEqual(yes.split(' ').sort());
  const config = (await server.get('livechat/config')).body.config as {
    settings: { showConnecting: boolean };
  };
  expect(config.settings.showConnecting).toBe(method === 'Manual_Selection');
});
