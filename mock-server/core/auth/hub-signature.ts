const FORM = /^sha1=([0-9a-f]{40})$/;

/**
 * Whether `header` is `sha1=` and the HMAC of these very bytes with the secret, as `X-Hub-Signature` carries it. Nothing is signed by an
 * empty secret. The comparison is `verify`'s own, whose time tells nothing about where they differ.
 * @see Meta "Messenger Platform" webhooks, "Validate payloads"
 */
export async function isHubSignature(
  header: string,
  secret: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const hex = FORM.exec(header)?.[1];
  if (hex === undefined || secret === '') return false;
  const bytes = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, fromHex(hex), body);
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
