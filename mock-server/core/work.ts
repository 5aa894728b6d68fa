import type { StreamName } from '../../widget/wire/streams.ts';
import type { Tx } from '../store/store.ts';
import type { DomainEvent } from './events.ts';
import type { SettingValues } from './settings/definitions.ts';

/**
 * What a rule gets: the open transaction, the time, ids, settings, and two ways to tell the world. A rule is a plain synchronous
 * function `(work, input) → output` that throws `MeteorError` to refuse; nothing of a refused rule stays.
 */
export interface Work extends Tx {
  /** The time of this transaction. */
  readonly now: Date;
  /** 17 characters. */
  newId(): string;
  /** 24 hex digits. */
  newHexId(): string;
  /** The stored value, else the default. */
  setting<K extends keyof SettingValues>(id: K): SettingValues[K];
  /** Sends a frame to the subscribers of a stream, once the transaction is durable. */
  publish(emission: Emission): void;
  /** Tells what happened. See `DomainEvent`. */
  raise(event: DomainEvent): void;
}

/** One event on a stream. Dates inside `args` are `Date`; they leave as EJSON. */
export interface Emission {
  stream: StreamName;
  /** Event name, e.g. the room id. */
  event: string;
  args: readonly unknown[];
  /** Connection that caused it and does not hear of it. */
  except?: string;
}
