import { ID_ALPHABET, ID_LENGTH } from '../../widget/wire/message.ts';

/** A 17-character id, as all others of this server. */
export function newDeliveryId(): string {
  let id = '';
  while (id.length < ID_LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(ID_LENGTH))) {
      // 55 letters: bytes from 220 up would make the first ones likelier.
      const letter = byte < 220 ? ID_ALPHABET[byte % ID_ALPHABET.length] : undefined;
      if (letter && id.length < ID_LENGTH) id += letter;
    }
  }
  return id;
}
