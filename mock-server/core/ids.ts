import { ID_ALPHABET, ID_LENGTH } from '../../widget/wire/message.ts';

/** A 17-character id. @see meteor `Random.id` */
export function newId(length = ID_LENGTH): string {
  let id = '';
  while (id.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      // 55 letters: bytes from 220 up would make the first ones likelier.
      const letter = byte < 220 ? ID_ALPHABET[byte % ID_ALPHABET.length] : undefined;
      if (letter && id.length < length) id += letter;
    }
  }
  return id;
}

/** A 24-digit hex id, as MongoDB's ObjectId. */
export function newHexId(bytes = 12): string {
  return toHex(crypto.getRandomValues(new Uint8Array(bytes)));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
