const IV_BYTES = 16;

/**
 * A token as a frame gets it: Base64 of 16 random bytes and what AES-GCM makes of the token with these and the key.
 * Rejects when `jwk` is no such key.
 * @see Rocket.Chat `livechat/client/externalFrame/crypto.ts`
 */
export async function encryptToken(token: string, jwk: string): Promise<string> {
  const key = await crypto.subtle.importKey('jwk', JSON.parse(jwk) as JsonWebKey, 'AES-GCM', false, [
    'encrypt',
  ]);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(token));
  return btoa(String.fromCharCode(...iv, ...new Uint8Array(sealed)));
}
