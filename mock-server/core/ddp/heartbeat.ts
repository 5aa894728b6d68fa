import type { Clock } from '../../ports/clock.ts';

/** Silence of the client before the server pings, in ms. */
export const PING_AFTER_MS = 30_000;
/** Silence after that ping before the socket is given up, in ms. */
export const DEAD_AFTER_MS = 30_000;

export interface Heartbeat {
  /** The client said something. */
  heard(): void;
  stop(): void;
}

/** Finds links that died without a word. One timer a socket: it looks at the time of the last frame when it fires, frames do not re-arm it. */
export function createHeartbeat(clock: Clock, on: { ping(): void; dead(): void }): Heartbeat {
  let heardAt = clock.now();
  let pingedAt: number | undefined;
  let cancel = clock.after(PING_AFTER_MS, look);

  function look(): void {
    const silence = clock.now() - heardAt;
    if (pingedAt !== undefined && pingedAt >= heardAt && silence >= PING_AFTER_MS) {
      const left = pingedAt + DEAD_AFTER_MS - clock.now();
      if (left <= 0) on.dead();
      else cancel = clock.after(left, look);
      return;
    }
    if (silence < PING_AFTER_MS) {
      cancel = clock.after(PING_AFTER_MS - silence, look);
      return;
    }
    pingedAt = clock.now();
    cancel = clock.after(DEAD_AFTER_MS, look);
    on.ping();
  }

  return {
    heard() {
      heardAt = clock.now();
      pingedAt = undefined;
    },
    stop: () => cancel(),
  };
}
