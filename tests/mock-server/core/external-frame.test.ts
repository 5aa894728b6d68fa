import { expect, test } from 'vitest';
import { isEncryptionKey } from '../../../mock-server/core/settings/is-encryption-key.ts';
import { newEncryptionKey } from '../../../mock-server/core/settings/new-encryption-key.ts';
import { type Caller, startCore } from './start-core.ts';

const JWK = 'Omnichannel_External_Frame_Encryption_JWK';
const NAME = 'omnichannelExternalFrameGenerateKey';

async function generate(
  caller: Caller,
): Promise<{ result?: { message: string; key: string }; error?: object }> {
  const message = JSON.stringify({ msg: 'method', id: '1', method: NAME, params: [] });
  return JSON.parse(String((await caller.post(`method.call/${NAME}`, { message })).body.message));
}

test('an administrator gets a fresh key each time, which the setting takes', async () => {
  const server = await startCore();
  const admin = await server.as('admin');
  const { result } = await generate(admin);
  expect(result?.message).toBe('Generating_key');
  const key = result?.key ?? '';
  expect(isEncryptionKey(key)).toBe(true);
  expect((await generate(admin)).result?.key).not.toBe(key);
  expect((await admin.post(`settings/${JWK}`, { value: key })).status).toBe(200);
  expect((await admin.get(`settings/${JWK}`)).body.value).toBe(key);
});

test('an agent gets none', async () => {
  const server = await startCore();
  expect((await generate(await server.as('anna'))).error).toMatchObject({ error: 'error-not-allowed' });
});

test.each([
  [JWK, 'my password', 'JSON Web Key of an AES-GCM key of 256 bits'],
  ['Omnichannel_External_Frame_URL', 'javascript:alert(1)', 'an http or https address'],
  ['Omnichannel_External_Frame_URL', 'crm.example.com', 'an http or https address'],
  ['Porthole_facebook_send_url', 'ftp://example.com', 'an http or https address'],
  ['Livechat_Facebook_API_Key', 'two\nlines', 'HTTP header'],
])('%s refuses %j and keeps what it was', async (id, value, why) => {
  const server = await startCore();
  const admin = await server.as('admin');
  const { status, body } = await admin.post(`settings/${id}`, { value });
  expect([status, body.errorType]).toEqual([400, 'error-invalid-setting-value']);
  expect(body.error).toContain(why);
  expect((await admin.get(`settings/${id}`)).body.value).toBe('');
});

test('the key is told to agents, and not to everybody as the rest of the frame is', async () => {
  const server = await startCore();
  const frame = {
    Omnichannel_External_Frame_Enabled: true,
    Omnichannel_External_Frame_URL: 'https://a.test/',
  };
  const key = await newEncryptionKey();
  await server.set({ ...frame, [JWK]: key });
  const asked = async ({ get }: Caller) => {
    const { body } = await get(`settings.public?_id=${[...Object.keys(frame), JWK]}`);
    const settings = body.settings as { _id: string; value: unknown }[];
    return Object.fromEntries(settings.map(({ _id, value }) => [_id, value]));
  };
  expect(await asked(server)).toEqual(frame);
  expect(await asked(await server.as('anna'))).toEqual({ ...frame, [JWK]: key });
});
