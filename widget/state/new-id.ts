import type { Random } from '../ports/random.ts';
import { ID_ALPHABET, ID_LENGTH } from '../wire/message.ts';

/** An id as Rocket.Chat makes them. 256 is no multiple of 55: some letters come a little more often, which costs less than one bit. */
export function newId(random: Random): string {
  return Array.from(random.bytes(ID_LENGTH), (byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('');
}

/** A visitor's token: 64 hex digits, as the official widget makes them. */
export function newToken(random: Random): string {
  return Array.from(random.bytes(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
