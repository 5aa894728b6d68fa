/** @see meteor `Random.id`: no letters that look alike */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz';

/** 17 characters: an id that a client may choose for its message, so that sending it twice stores it once. */
export function randomId(): string {
  let id = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(17))) id += ALPHABET[byte % ALPHABET.length];
  return id;
}
