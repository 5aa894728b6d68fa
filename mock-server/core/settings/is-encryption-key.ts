/** 32 bytes as Base64url: the last character carries four bits. */
const BYTES = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/**
 * Whether a text is the JSON Web Key of an AES-GCM key of 256 bits that encrypts and decrypts: the shape that `crypto.subtle.importKey`
 * takes, told without asking it, since that would take a promise.
 * @see RFC 7518 §6.4, W3C Web Cryptography API "AES-GCM" Import Key
 */
export function isEncryptionKey(text: string): boolean {
  let key: unknown;
  try {
    key = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof key !== 'object' || key === null) return false;
  const { kty, k, alg = 'A256GCM', use = 'enc', key_ops: uses = ['encrypt', 'decrypt'] } = key as Jwk;
  return (
    kty === 'oct' &&
    typeof k === 'string' &&
    BYTES.test(k) &&
    alg === 'A256GCM' &&
    use === 'enc' &&
    Array.isArray(uses) &&
    uses.includes('encrypt') &&
    uses.includes('decrypt')
  );
}

type Jwk = Partial<Record<'kty' | 'k' | 'alg' | 'use' | 'key_ops', unknown>>;
