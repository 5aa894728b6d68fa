import type { Clock } from '../ports/clock.ts';
import type { Outcome, Problem } from '../wire/problem.ts';
import type { QueuedMessage, Session } from './session.ts';

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
  /** One attempt. A message it settled itself counts as delivered. */
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
    running = true;
    let failures = 0;
    for (;;) {
      const message = queue.peek().find(({ failed }) => !failed);
      if (!message || disposed) break;
      // Another tab may have sent it while this one waited for its turn.
      const outcome = await alone(async () => (isQueued(message.id) ? deliver(message) : undefined));
      if (disposed || !outcome) continue;
      if (outcome.ok) {
        failures = 0;
        session.settle([message.id]);
      } else if (PASSING.includes(outcome.problem.code)) {
        await pause(outcome.retryAfterMs, retryDelayMs(failures++));
      } else {
        const { code, detail = '' } = outcome.problem;
        queue.value = queue
          .peek()
          .map((queued) => (queued.id === message.id ? { ...queued, failed: code, detail } : queued));
      }
    }
    running = false;
  }

  const isQueued = (id: string): boolean => queue.peek().some((queued) => queued.id === id);

  const pause = (orderedMs: number | undefined, delayMs: number): Promise<void> =>
    new Promise((resume) => {
      const cancel = clock.after(orderedMs ?? delayMs, done);
      if (orderedMs === undefined) hurry = done;
      function done(): void {
        cancel();
        hurry = () => {};
        resume();
      }
    });

  return {
    wake() {
      if (running) hurry();
      else if (!disposed) void drain();
    },
    dispose() {
      disposed = true;
      hurry();
    },
  };
}
