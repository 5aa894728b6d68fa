/** Time as the widget asks for it: what the time is, and a call later. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `fn` once, `delayMs` from now; the answer cancels it. */
  after(delayMs: number, fn: () => void): () => void;
}
