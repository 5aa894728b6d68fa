/** A fresh AES-GCM key of 256 bits, as the text of its JSON Web Key: a value for `Omnichannel_External_Frame_Encryption_JWK`. */
export async function newEncryptionKey(): Promise<string> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  return JSON.stringify(await crypto.subtle.exportKey('jwk', key));
}
