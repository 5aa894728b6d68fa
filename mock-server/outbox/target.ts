import type { Delivery, DeliveryTarget } from '../store/documents.ts';
import type { StoreReader } from '../store/store.ts';
import type { OutboxEvent } from './outbox-event.ts';

/**
 * Somebody that deliveries go to. An event may cause one for each target; targets do not wait for each other.
 * Everything about it is asked anew when it matters, so that a changed setting holds for what is already waiting.
 */
export interface Target extends TargetPolicy {
  readonly name: DeliveryTarget;
  /** Why nothing is sent now, for whoever asks for it; undefined while the target is on. Going off cancels what waits. */
  whyOff(): string | undefined;
  /** What is sent because of an event; undefined for nothing. Asked only while the target is on. */
  toMessage(reader: StoreReader, event: OutboxEvent): TargetMessage | undefined;
  /** How a delivery is sent. Asked before each attempt, only while the target is on. */
  request(delivery: Delivery): TargetRequest;
}

/** What is sent, as it is stored. */
export interface TargetMessage {
  /** What it is, for the log. */
  event: string;
  /** Deliveries about one room leave one after the other … */
  rid?: string;
  /** … or about one visitor, where this is given. */
  visitorId?: string;
  body: string;
}

export interface TargetPolicy {
  /** Attempts of one delivery, the first included. */
  readonly maxAttempts: number;
  /** Pause between the end of an attempt and the start of the next, in ms on the server's clock. */
  retryDelayMs(): number;
  /** Whether an answer with this status is success. */
  isDelivered(status: number): boolean;
  /** Whether an attempt that was answered with this status (undefined: not answered) is made again. Never asked about success. */
  retries(status: number | undefined): boolean;
  /** How much of a good answer is kept with the room, in characters; 0 keeps none. */
  readonly keptAnswerChars: number;
}

export interface TargetRequest {
  /** May carry a user and password, which go into a header. */
  url: string;
  /** @default 'POST' */
  method?: 'POST' | 'PUT';
  /** What is sent instead of the stored text, for a target that puts its credentials there. @default the stored text */
  body?: string;
  /** Sent as `X-RocketChat-Livechat-Token`, and signed with. @default '' neither */
  secret?: string;
  /** Signs too, as long as receivers may not know the new one. @default '' */
  previousSecret?: string;
  /** Beside those that every attempt has. @default none */
  headers?: Record<string, string>;
  /** Taken out of answers that repeat them, beside the secrets and those of the URL. @default none */
  hidden?: readonly string[];
  /** Whether a redirect is followed, or an answer like any other. @default 'manual' */
  redirect?: 'manual' | 'follow';
  /** ms on the server's clock. */
  timeoutMs: number;
}
