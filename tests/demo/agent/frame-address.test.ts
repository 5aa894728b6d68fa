import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { frameAddress } from '../../../demo/agent/model/frame-address.ts';
import { decodeFrameSettings } from '../../../demo/agent/model/frame-settings.ts';
import { decryptToken, readKey } from '../../../demo/frame/decrypt-token.ts';
import { newEncryptionKey } from '../../../mock-server/core/settings/new-encryption-key.ts';

const TOKEN = 'the-auth-token-of-anna-which-nobody-may-see';
const ANNA = { userId: 'anna1', authToken: TOKEN };
const settings = (url: string, key = '') => ({ enabled: true, url, key });

async function opened(address: string, key: string): Promise<string | undefined> {
  const t = new URL(address).searchParams.get('t') ?? '';
  const read = await readKey(key);
  if (!read) throw new Error('no key');
  return decryptToken(t, read);
}

test('carries agent and chat, and the token for whoever has the key alone', async () => {
  const key = await newEncryptionKey();
  const address = await frameAddress(
    settings('https://crm.example.com/side?theme=dark#top', key),
    ANNA,
    'room+1&x',
  );
  const { origin, pathname, searchParams, hash } = new URL(address);
  expect([origin + pathname, hash, [...searchParams.keys()]]).toEqual([
    'https://crm.example.com/side',
    '#top',
    ['theme', 'uid', 'rid', 't'],
  ]);
  expect([searchParams.get('uid'), searchParams.get('rid')]).toEqual(['anna1', 'room+1&x']);
  expect(await opened(address, key)).toBe(TOKEN);
  expect(await opened(address, await newEncryptionKey())).toBeUndefined();
});

test('the token stands nowhere in it in the clear, with a key or without', async () => {
  const plain = [TOKEN, btoa(TOKEN), encodeURIComponent(TOKEN)];
  for (const key of [await newEncryptionKey(), '']) {
    const address = await frameAddress(settings('https://a.test/', key), ANNA, 'r');
    for (const form of plain) expect(decodeURIComponent(address)).not.toContain(form);
  }
});

test('without a key there is no t at all', async () => {
  const address = await frameAddress(settings('https://a.test/'), ANNA, 'r');
  expect(address).toBe('https://a.test/?uid=anna1&rid=r');
});

test('is another one each time: nobody can tell that it is the same token', async () => {
  const frame = settings('https://a.test/', await newEncryptionKey());
  expect(await frameAddress(frame, ANNA, 'r')).not.toBe(await frameAddress(frame, ANNA, 'r'));
});

test('has the form of a real server: 16 bytes, then the ciphertext with its tag, as Base64', async () => {
  const jwk = await newEncryptionKey();
  const address = await frameAddress(settings('https://a.test/', jwk), ANNA, 'r');
  const bytes = Buffer.from(new URL(address).searchParams.get('t') ?? '', 'base64');
  expect(bytes).toHaveLength(16 + TOKEN.length + 16);
  const uses: ['decrypt'] = ['decrypt'];
  const key = await webcrypto.subtle.importKey('jwk', JSON.parse(jwk), 'AES-GCM', false, uses);
  const iv = bytes.subarray(0, 16);
  const clear = await webcrypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.subarray(16));
  expect(Buffer.from(clear).toString()).toBe(TOKEN);
});

test.each([
  ['an address that is none', settings('not an address')],
  ['a key that is none', settings('https://a.test/', '{"kty":"oct"}')],
])('%s gives none', async (_what, frame) => {
  await expect(frameAddress(frame, ANNA, 'r')).rejects.toThrow();
});

test('settings that the server does not tell are off and empty', () => {
  expect(decodeFrameSettings({ settings: [] })).toEqual({ enabled: false, url: '', key: '' });
});
