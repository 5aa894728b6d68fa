import type { DocumentedWebhook, LivechatSessionWebhook } from '../../widget/wire/webhooks.ts';
import type { Webhook8x } from '../../widget/wire/webhooks-8x.ts';
import type { Delivery } from '../store/documents.ts';
import type { StoreReader } from '../store/store.ts';
import type { OutboxEvent } from './outbox-event.ts';
import type { OutboxSettings } from './outbox-options.ts';

/** A payload, and the room it is about. */
export interface Webhook {
  payload: DocumentedWebhook | Webhook8x;
  rid?: string;
}

/**
 * Everything that a server decides about its webhooks: what is sent when, and how often it is tried. One object, so that nothing else has to
 * know which one is spoken.
 */
export interface Dialect {
  /** The webhook that an event causes; undefined when it causes none, or its switch is off. */
  toWebhook(reader: StoreReader, event: OutboxEvent, settings: OutboxSettings): Webhook | undefined;
  /** What a test-send sends. */
  sample(now: Date): Omit<LivechatSessionWebhook, 'code'>;
  policy: DialectPolicy;
  /** Whether an attempt that was answered with this status (undefined: not answered) is made again. Never asked about 200. */
  retries(status: number | undefined): boolean;
  /** Whether a redirect is followed, or an answer like any other. */
  redirect: 'manual' | 'follow';
  /** Headers besides the type of the content, the id and the token of a secret that is not empty. */
  headers(cause: Delivery['cause'], settings: OutboxSettings): Record<string, string>;
  /** How much of a 200 answer is kept with the room, in characters; 0 keeps none. */
  keptAnswerChars: number;
}

export interface DialectPolicy {
  /** Attempts of one delivery, the first included. */
  maxAttempts: number;
  /** Pause between the end of an attempt and the start of the next, in ms on the server's clock. */
  retryDelayMs(settings: OutboxSettings): number;
}
