/** What the pop-up and the part that only chats need (`widget/live`, loaded with the first chat) have to do with each other. */
import type { batch, computed, effect, Signal, signal, untracked } from '@preact/signals-core';
import type { Ports } from '../ports/ports.ts';
import type { Transport } from '../transport/create-transport.ts';
import type { Outcome } from '../wire/problem.ts';
import type { Facts } from './facts.ts';

export type { Signal };

/** The pop-up's own: a part that imports signals brings a second copy, whose signals do not know those of the first. */
export interface Signals {
  signal: typeof signal;
  computed: typeof computed;
  effect: typeof effect;
  batch: typeof batch;
  untracked: typeof untracked;
}

export interface LiveDeps extends Signals {
  facts: Facts;
  transport: Transport;
  ports: Pick<Ports, 'clock' | 'page' | 'lock' | 'report'>;
  /** Of the lock that keeps other tabs from sending at the same time. */
  lockName: string;
  /** Makes the visitor known to the server. */
  register(): Promise<Outcome<unknown>>;
  /** Something may have been missed: asks the config whether the room is open, and who serves it. */
  doubt(): Promise<void>;
}

/** The chat itself. It follows the facts (which room) and tells into them. */
export interface Live {
  /** Sends what waits. */
  wake(): void;
  /** The id of the visitor's open room, or of a new one; registers the visitor if need be. */
  openRoom(): Promise<Outcome<unknown>>;
  /** Takes in a message as the server answers it. */
  receive(message: unknown): void;
  /** The visitor types. */
  typed(): void;
  /** Reads the newest part of the history. */
  sync(): Promise<void>;
  loadOlder(): Promise<void>;
  /** Ends the chat. */
  close(): Promise<Outcome<unknown>>;
  dispose(): void;
}

/** What the part exports. */
export type CreateLive = (deps: LiveDeps) => Live;
