import type { Clock } from '../ports/clock.ts';
import type { Signal, Signals } from '../state/live.ts';

/** At most one "typing" goes out in this time. @see Rocket.Chat livechat widget, `Composer` */
const THROTTLE_MS = 4_500;
/** After this long without a key the visitor has stopped. */
const STOP_MS = 5_000;
/** An agent whose "stopped" got lost has stopped after this long. */
const FORGET_MS = 15_000;

export interface Typing {
  /** Of those who type now. */
  usernames: Signal<string[]>;
  heard(username: string, active: boolean): void;
  typed(): void;
  stop(): void;
  /** Nobody types any more: the room is left. */
  clear(): void;
}

/** Typing in both directions. `tell` sends to the agent that the visitor began or stopped. */
export function createTyping(
  { signal }: Pick<Signals, 'signal'>,
  clock: Clock,
  tell: (active: boolean) => void,
): Typing {
  const usernames = signal<string[]>([]);
  const timers = new Map<string, () => void>();
  let toldAt = 0;
  let cancelStop: (() => void) | undefined;

  const typing: Typing = {
    usernames,
    heard(username, active) {
      timers.get(username)?.();
      if (active)
        timers.set(
          username,
          clock.after(FORGET_MS, () => typing.heard(username, false)),
        );
      else if (!timers.delete(username)) return;
      usernames.value = [...timers.keys()];
    },
    typed() {
      cancelStop?.();
      cancelStop = clock.after(STOP_MS, typing.stop);
      if (clock.now() - toldAt < THROTTLE_MS) return;
      toldAt = clock.now();
      tell(true);
    },
    stop() {
      if (!cancelStop) return;
      cancelStop();
      cancelStop = undefined;
      toldAt = 0;
      tell(false);
    },
    clear() {
      typing.stop();
      for (const username of usernames.peek()) typing.heard(username, false);
    },
  };
  return typing;
}
