/** Strings that outlive the page. Never throws: a storage that is full or forbidden becomes one that lasts as long as the page. */
export interface Storage {
  read(key: string): string | undefined;
  write(key: string, value: string): void;
  /** Tells what another tab wrote under `key`; the answer stops it. */
  listen(key: string, changed: (value: string) => void): () => void;
}
