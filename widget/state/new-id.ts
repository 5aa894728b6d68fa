import type { Random } from '../ports/random.ts';
import { ID_LENGTH } from '../wire/message.ts';

/** An id of a message: as long as Rocket.Chat's own, of digits and small letters. 256 is no multiple of 36, which costs next to nothing. */
export function newId(random: Random): string {
  return Array.from(random.bytes(ID_LENGTH), (byte) => (byte % 36).toString(36)).join('');
}

/** A visitor's token: 64 hex digits, as the official widget makes them. */
export function newToken(random: Random): string {
  return Array.from(random.bytes(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
