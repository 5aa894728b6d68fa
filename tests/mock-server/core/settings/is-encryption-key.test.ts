import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { isEncryptionKey } from '../../../../mock-server/core/settings/is-encryption-key.ts';

const K = 'x'.repeat(42);
const KEY = { kty: 'oct', k: `${K}0`, alg: 'A256GCM', key_ops: ['encrypt', 'decrypt'], ext: true };

test('a key as a browser makes it is one', async () => {
  const uses = ['encrypt', 'decrypt'] as const;
  const key = await webcrypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [...uses]);
  expect(isEncryptionKey(JSON.stringify(await webcrypto.subtle.exportKey('jwk', key)))).toBe(true);
});

test('what needs not be said may be left out', () => {
  expect(isEncryptionKey(JSON.stringify({ kty: 'oct', k: `${K}0` }))).toBe(true);
});

test.each([
  ['no JSON', 'secret'],
  ['no object', 'null'],
  ['a list', '[]'],
  ['another kind of key', JSON.stringify({ ...KEY, kty: 'RSA' })],
  ['128 bits', JSON.stringify({ ...KEY, k: 'AAAAAAAAAAAAAAAAAAAAAA', alg: 'A128GCM' })],
  ['another algorithm', JSON.stringify({ ...KEY, alg: 'A256CBC' })],
  ['a key that may only decrypt', JSON.stringify({ ...KEY, key_ops: ['decrypt'] })],
  ['a key for signatures', JSON.stringify({ ...KEY, use: 'sig' })],
  ['plain Base64', JSON.stringify({ ...KEY, k: `${'x'.repeat(40)}+/0` })],
  ['bits too many at the end', JSON.stringify({ ...KEY, k: `${K}1` })],
  ['no key', JSON.stringify({ ...KEY, k: undefined })],
])('%s is none', (_what, text) => {
  expect(isEncryptionKey(text)).toBe(false);
});
