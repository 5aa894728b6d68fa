import { toHex } from '../ids.ts';

const utf8 = new TextEncoder();

/** SHA-256 of a text, as 64 lower-case hex digits: the `digest` that clients send in place of a password. */
export async function sha256Hex(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(text))));
}
