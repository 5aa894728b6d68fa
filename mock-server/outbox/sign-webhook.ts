/**
 * Signatures by the Standard Webhooks scheme, so that a receiver can tell that a request is ours, whole, and not an old one played back.
 * @see Standard Webhooks 1.0.0, "Signature scheme" and "Webhook headers"
 */

/** Stays the same over all attempts of a delivery, so that a receiver can tell a repetition. */
export const ID_HEADER = 'webhook-id';
/** Seconds since 1970 of the attempt. */
export const TIMESTAMP_HEADER = 'webhook-timestamp';
/** `v1,` and the signature in base64; several, with a space between, while a secret is being changed for another. */
export const SIGNATURE_HEADER = 'webhook-signature';

/** What starts a secret whose rest is its bytes in base64. */
const SECRET_PREFIX = 'whsec_';

export interface Signed {
  id: string;
  /** Seconds since 1970. */
  timestamp: number;
  /** The exact text that is sent. */
  body: string;
}

/** The value of {@link SIGNATURE_HEADER}: a signature for each secret, in their order. Undefined without secrets. */
export async function signWebhook(
  { id, timestamp, body }: Signed,
  secrets: readonly string[],
): Promise<string | undefined> {
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signatures = secrets.filter(Boolean).map(async (secret) => {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', keyOf(secret), algorithm, false, ['sign']);
    const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, content));
    return `v1,${btoa(String.fromCharCode(...bytes))}`;
  });
  return signatures.length === 0 ? undefined : (await Promise.all(signatures)).join(' ');
}

/** Of `whsec_…` what the base64 says; of any other secret its own bytes, since `Livechat_secret_token` may be any text. */
function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  const encoded = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : '';
  if (encoded !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
    try {
      return Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    } catch {
      // Cut off in the middle: a text like any other.
    }
  }
  return new TextEncoder().encode(secret);
}
