import { isRecord, type Json, numberOf, recordOf, recordsOf, textOf } from '../../kit/decode/fields.ts';
import { timeOf } from '../../kit/decode/time-of.ts';

/** One try to deliver a webhook. */
export interface Attempt {
  number: number;
  at: number | undefined;
  latencyMs: number;
  /** HTTP status; absent when there was no answer. */
  status: number | undefined;
  /** Start of the answer, or why there was none. */
  words: string;
}

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** To whom, and what they are called here. */
export const TARGETS = { webhook: 'Webhook', 'rd-station': 'RD Station', facebook: 'Facebook' } as const;
export type TargetName = keyof typeof TARGETS;

export function isTarget(value: unknown): value is TargetName {
  return typeof value === 'string' && Object.hasOwn(TARGETS, value);
}

export interface Delivery {
  id: string;
  target: TargetName;
  /** Type of the payload, e.g. `LivechatSession`. */
  event: string;
  state: DeliveryState;
  cause: 'event' | 'test' | 'replay';
  /** The text that is sent; a target may add its credentials to it. */
  body: string;
  /** The visitor it told of was forgotten: there is nothing left to send. */
  isEmptied: boolean;
  createdAt: number | undefined;
  attempts: Attempt[];
  maxAttempts: number;
  /** On the server's clock. */
  nextAttemptAt: number | undefined;
}

const CAUSES = ['event', 'test', 'replay'] as const;

/** Reads a document of `/db/deliveries`; undefined when it is not one. */
export function decodeDelivery(value: unknown): Delivery | undefined {
  if (!isRecord(value)) return undefined;
  const id = textOf(value, '_id');
  const event = textOf(value, 'event');
  const body = textOf(value, 'body');
  const state = DELIVERY_STATES.find((one) => one === value.state);
  if (id === undefined || event === undefined || body === undefined || !state) return undefined;
  return {
    id,
    target: isTarget(value.target) ? value.target : 'webhook',
    event,
    state,
    body,
    isEmptied: body === '',
    cause: CAUSES.find((one) => one === value.cause) ?? 'event',
    createdAt: timeOf(value, 'createdAt'),
    attempts: recordsOf(value, 'attempts').map(decodeAttempt),
    maxAttempts: numberOf(value, 'maxAttempts') ?? 0,
    nextAttemptAt: timeOf(value, 'nextAttemptAt'),
  };
}

function decodeAttempt(attempt: Json): Attempt {
  const error = recordOf(attempt, 'error');
  return {
    number: numberOf(attempt, 'number') ?? 0,
    at: timeOf(attempt, 'startedAt'),
    latencyMs: numberOf(attempt, 'latencyMs') ?? 0,
    status: numberOf(attempt, 'status'),
    words: textOf(attempt, 'responseStart') ?? (error && textOf(error, 'message')) ?? '',
  };
}
