/**
 * Password hashes: PBKDF2-HMAC-SHA-256 over the SHA-256 hex of the password, since clients may send that digest alone.
 * WebCrypto, so the same code runs in Node and in a browser.
 */
import { toHex } from '../ids.ts';

/** Few enough for three seeded users to cost well below 100 ms at start, many enough to be no plain digest. */
export const PASSWORD_ITERATIONS = 20_000;

const SALT_BYTES = 16;
const HASH_BITS = 256;
const SCHEME = 'pbkdf2';

/** `pbkdf2$<iterations>$<salt hex>$<hash hex>`. `digest` is the SHA-256 hex of the password. */
export async function hashPassword(digest: string, iterations = PASSWORD_ITERATIONS): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return [SCHEME, iterations, toHex(salt), toHex(await derive(digest, salt, iterations))].join('$');
}

/** Whether `digest` belongs to a stored hash. A hash of another form matches nothing. */
export async function verifyPassword(digest: string, stored: string): Promise<boolean> {
  const [scheme, iterations, salt, hash] = stored.split('$');
  const rounds = Number(iterations);
  if (scheme !== SCHEME || !Number.isSafeInteger(rounds) || rounds < 1 || !salt || !hash) return false;
  return sameBytes(await derive(digest.toLowerCase(), fromHex(salt), rounds), fromHex(hash));
}

async function derive(
  digest: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(digest), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, HASH_BITS));
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Compares all bytes whatever the first ones say, so that time tells nothing. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  a.forEach((byte, at) => {
    difference |= byte ^ (b[at] ?? 0);
  });
  return difference === 0;
}
