const IV_BYTES = 16;

/** Reads a key as it stands in the settings; undefined when it is none. */
export async function readKey(jwk: string): Promise<CryptoKey | undefined> {
  try {
    const key = JSON.parse(jwk) as JsonWebKey;
    return await crypto.subtle.importKey('jwk', key, 'AES-GCM', false, ['decrypt']);
  } catch {
    return undefined;
  }
}

/** The token in `t`: Base64 of 16 bytes and what AES-GCM made of the token with these. Undefined: not with this key. */
export async function decryptToken(t: string, key: CryptoKey): Promise<string | undefined> {
  try {
    const bytes = Uint8Array.from(atob(t), (char) => char.charCodeAt(0));
    const iv = bytes.subarray(0, IV_BYTES);
    const token = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.subarray(IV_BYTES));
    return new TextDecoder().decode(token);
  } catch {
    return undefined;
  }
}
