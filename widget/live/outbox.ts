import type { Clock } from '../ports/clock.ts';
import type { QueuedMessage, Session } from '../state/session.ts';
import type { Outcome, Problem } from '../wire/problem.ts';

/** What passes by itself; everything else is a refusal. */
const PASSING: readonly Problem['code'][] = ['unreachable', 'cors', 'rate-limited', 'bad-answer'];

export interface Outbox {
  /** Sends what waits. During a pause between tries: tries at once, unless the server asked for the pause. */
  wake(): void;
  dispose(): void;
}

export interface OutboxDeps {
  session: Session;
  clock: Clock;
  /** One attempt. */
  deliver(message: QueuedMessage): Promise<Outcome<unknown>>;
  /** Keeps other tabs from sending meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  retryDelayMs(failures: number): number;
}

/**
 * Sends the queue in order, one at a time, each with the same id until the server has it or refuses it: without end, over
 * reloads and days. A refused one stays in the queue, marked, and does not hold up the others.
 */
export function createOutbox({ session, clock, deliver, alone, retryDelayMs }: OutboxDeps): Outbox {
  const { queue } = session;
  let running = false;
  let disposed = false;
  let hurry = (): void => {};

  async function drain(): Promise<void> {
    let failures = 0;
    for (;;) {
      const message = queue.peek().find(({ failed }) => !failed);
      if (!message || disposed) break;
      // Another tab may have sent it while this one waited for its turn.
      const outcome = await alone(async () =>
        queue.peek().includes(message) ? deliver(message) : undefined,
      );
      if (disposed || !outcome) continue;
      if (outcome.ok) {
        failures = 0;
        session.settle([message.id]);
        continue;
      }
      const { problem, retryAfterMs } = outcome;
      const { code, detail = '' } = problem;
      if (PASSING.includes(code))
        await new Promise<void>((resume) => {
          const cancel = clock.after(retryAfterMs || retryDelayMs(failures++), resume);
          if (!retryAfterMs)
            hurry = () => {
              cancel();
              resume();
            };
        });
      else
        queue.value = queue
          .peek()
          .map((queued) => (queued === message ? { ...message, failed: code, detail } : queued));
    }
    running = false;
  }

  return {
    wake() {
      hurry();
      if (running || disposed) return;
      running = true;
      void drain();
    },
    dispose() {
      disposed = true;
      hurry();
    },
  };
}
