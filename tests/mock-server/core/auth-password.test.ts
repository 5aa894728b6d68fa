import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../../mock-server/core/auth/password.ts';
import { sha256Hex } from '../../../mock-server/core/auth/sha256-hex.ts';

describe('a password hash', () => {
  test('carries scheme, rounds and salt, and no digest', async () => {
    const digest = await sha256Hex('secret');
    expect(await hashPassword(digest, 1000)).toMatch(/^pbkdf2\$1000\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
    expect(await hashPassword(digest, 1000)).not.toBe(await hashPassword(digest, 1000));
  });

  test('fits its own password only', async () => {
    const stored = await hashPassword(await sha256Hex('secret'), 1000);
    expect(await verifyPassword(await sha256Hex('secret'), stored)).toBe(true);
    expect(await verifyPassword((await sha256Hex('secret')).toUpperCase(), stored)).toBe(true);
    expect(await verifyPassword(await sha256Hex('Secret'), stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  test.each(['', 'plain', 'pbkdf2$0$aa$bb', 'pbkdf2$x$aa$bb', 'pbkdf2$10$$', 'md5$10$aa$bb'])(
    'of an unknown form (%j) fits nothing',
    async (stored) => {
      expect(await verifyPassword(await sha256Hex('secret'), stored)).toBe(false);
    },
  );

  test('agrees with the known SHA-256 of "admin"', async () => {
    expect(await sha256Hex('admin')).toBe('8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918');
  });
});
