/** Bytes that are turned at once: a multiple of three. */
const CHUNK = 0x6000;

/** @note Files are kept as text, which every journal takes. `String.fromCharCode(...bytes)` takes five times as long. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    let chars = '';
    for (const byte of bytes.subarray(at, at + CHUNK)) chars += String.fromCharCode(byte);
    parts.push(btoa(chars));
  }
  return parts.join('');
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
