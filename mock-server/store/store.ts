/**
 * The store: all documents in memory behind indexes, each change written through to a journal before it is acknowledged.
 *
 * ```
 *   rule ── tx.put/remove ──▶ memory ──(batch)──▶ journal.write ──▶ settled() resolves ──▶ reply, frames
 * ```
 * A transaction is synchronous and all-or-nothing. When the journal refuses a batch, every transaction of the batch is undone and
 * `settled()` rejects with `StoreUnavailable`, so memory never runs ahead of what was acknowledged.
 */
import type { CollectionName, Collections } from './documents.ts';

export interface StoreReader {
  get<N extends CollectionName>(name: N, id: string): Collections[N] | undefined;
  /** All documents, oldest first. */
  all<N extends CollectionName>(name: N): Iterable<Collections[N]>;
  /** Documents whose indexed `field` has this value, oldest first. Throws when the field has no index. */
  where<N extends CollectionName>(name: N, field: IndexedField<N>, value: string): Collections[N][];
  /** The document with the earliest date in this ordered `field`. Throws when the field has no order. */
  earliest<N extends CollectionName>(name: N, field: OrderedField<N>): Collections[N] | undefined;
  count(name: CollectionName): number;
}

export interface Tx extends StoreReader {
  /** Inserts or replaces by `_id`. A replaced document keeps its place in the order. */
  put<N extends CollectionName>(name: N, doc: Collections[N]): void;
  remove(name: CollectionName, id: string): void;
}

export interface Store extends StoreReader {
  /** Runs `change` at once. If it throws, nothing of it stays, and the error goes to the caller. Must not be nested. */
  transaction<T>(change: (tx: Tx) => T): T;
  /**
   * Resolves when everything applied so far is durable; rejects with {@link StoreUnavailable} when it could not be made so.
   * Ask in the same turn as the transaction it is about: a later turn may find the batch already gone.
   */
  settled(): Promise<void>;
  /** Writes what is left and releases the file. */
  close(): Promise<void>;
}

/** The journal refused a batch: disk full, file gone. The change was undone and the request may be tried again. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super(`the change could not be stored: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'StoreUnavailable';
  }
}

/** Where batches go. Memory-only stores have none. */
export interface Journal {
  /** Returns once the batch is durable as a whole; throws when none of it was written. */
  write(batch: readonly Change[]): void;
  /** Every document, oldest first. */
  load(): Iterable<{ name: CollectionName; doc: Collections[CollectionName] }>;
  close(): void;
}

export type Change =
  | { kind: 'put'; name: CollectionName; id: string; doc: Collections[CollectionName] }
  | { kind: 'remove'; name: CollectionName; id: string };

/** Fields that can be looked up without a scan. A dotted path reaches into the document. */
export const INDEXES = {
  settings: [],
  users: ['username'],
  loginTokens: ['userId'],
  departments: ['name'],
  departmentAgents: ['departmentId', 'agentId'],
  customFields: [],
  visitors: ['token', 'phone.0.phoneNumber', 'visitorEmails.0.address', 'facebook.key'],
  rooms: ['v.token', 'v._id', 'servedBy._id'],
  inquiries: ['rid', 'status'],
  messages: ['rid', 'navigation.token'],
  subscriptions: ['rid', 'u._id'],
  files: ['rid'],
  offlineMessages: [],
  deliveries: ['state', 'rid', 'visitorId'],
  triggers: [],
  permissions: [],
  businessHours: ['type'],
} as const satisfies Record<CollectionName, readonly string[]>;
export type IndexedField<N extends CollectionName> = (typeof INDEXES)[N][number];

/** Dates by which documents are kept in order, so that whatever is due first is found at once. Only documents that have them take part. */
export const ORDERS = {
  users: ['disconnectedAt', 'leftAt'],
  rooms: ['omnichannel.predictedVisitorAbandonmentAt', 'omnichannel.onHoldSince', 'autoTransferAt'],
  inquiries: ['told.at'],
} as const satisfies Partial<Record<CollectionName, readonly string[]>>;
export type OrderedField<N extends CollectionName> = N extends keyof typeof ORDERS
  ? (typeof ORDERS)[N][number]
  : never;
