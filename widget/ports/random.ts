export interface Random {
  /** From 0 up to, not including, 1: jitter. */
  unit(): number;
  /** Unpredictable bytes: ids and the visitor's token. */
  bytes(count: number): Uint8Array;
}
