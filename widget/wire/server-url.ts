/** The server's address as everything below uses it: no query, no hash, no slash at the end. A path stays: the server may live under one. */
export function serverUrl(address: string): string {
  return address.replace(/[?#].*/s, '').replace(/\/+$/, '');
}

/** Where the widget keeps its one value: JSON with, among others, `rid`, `isOpen` and `queue` (see `state/session.ts`). */
export function storageKey(server: string): string {
  return `porthole:${serverUrl(server)}`;
}
