import type { Delivery, DeliveryTarget } from '../store/documents.ts';
import type { Tx } from '../store/store.ts';
import type { OutboxEvent } from './outbox-event.ts';

/** What is on its way out to webhook and other targets: stored with the change that caused them, sent, tried again, kept with every attempt. */
export interface Outbox {
  /** Stores the deliveries that `event` causes, inside the transaction that made it true. None for targets that are off. */
  record(tx: Tx, event: OutboxEvent): void;
  /** Starts sending, what an earlier run left pending included. */
  start(): void;
  /** Why nothing goes to a target now, in words for whoever asks; undefined while it is on. */
  whyOff(target: DeliveryTarget): string | undefined;
  /** Sends the same body again as a new delivery with attempts of its own. Undefined: no such delivery. */
  replay(id: string): Promise<Delivery | undefined>;
  /**
   * Sends again what was given up of what came at `since` or later: each dead letter once, since its replay, if that fails too, is a dead
   * letter of its own. Answers the new deliveries, oldest first. Leaves out targets that are off, and all but `only`.
   */
  replayFailed(since: Date, only?: DeliveryTarget): Promise<Delivery[]>;
  /** Sends the fixed sample session to the webhook once, without retries; answers the delivery after its attempt. */
  test(): Promise<Delivery>;
  /** Ends timers, waits for attempts under way (at most `graceMs` real time), leaves the rest pending in the store. */
  stop(graceMs?: number): Promise<void>;
}
