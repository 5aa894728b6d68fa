export interface OwnTyping {
  /** A key was pressed. */
  typed(): void;
  /** Sent, or emptied. */
  stop(): void;
  dispose(): void;
}

/** Told again after this long while typing goes on, and taken back after as much silence, in ms. */
const AGAIN_MS = 4000;
const SILENCE_MS = 5000;

/** Tells the other side that somebody types, and that they stopped, without a frame at each key. */
export function createOwnTyping(tell: (typing: boolean) => void): OwnTyping {
  let toldAt: number | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(silence);
    if (toldAt === undefined) return;
    toldAt = undefined;
    tell(false);
  }

  return {
    typed() {
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MS);
      const now = Date.now();
      if (toldAt !== undefined && now - toldAt < AGAIN_MS) return;
      toldAt = now;
      tell(true);
    },
    stop,
    dispose: () => clearTimeout(silence),
  };
}
