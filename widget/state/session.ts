import { batch, effect, type Signal, signal } from '@preact/signals-core';
import type { Storage } from '../ports/storage.ts';
import { conform } from '../wire/conform.ts';
import type { Problem } from '../wire/problem.ts';

/** A message that the server has not acknowledged. */
export interface QueuedMessage {
  /** Chosen here, so that sending it twice stores it once. */
  id: string;
  text: string;
  /** Epoch ms on this machine's clock. */
  at: number;
  /** Why it was refused for good; empty while it is on its way. */
  failed: Problem['code'] | '';
  detail: string;
}

/** Who the visitor is to the server, and in which room. Changes as one. */
export interface Visit {
  /** The visitor's bearer secret, 64 hex digits; empty until the first step that needs it. */
  token: string;
  /** The server knows the visitor. */
  registered: boolean;
  /** The room that shows; empty without one. */
  rid: string;
  /** That room is closed. */
  ended: boolean;
  /** Counts changes, so that of two tabs the one that is ahead wins. */
  revision: number;
}

const SAVED = {
  token: '',
  registered: false,
  rid: '',
  ended: false,
  revision: 0,
  /** When the newest message was written that the visitor has looked at. */
  seen: 0,
  queue: [{ id: '', text: '', at: 0, failed: '' as QueuedMessage['failed'], detail: '' }],
  /** Ids of the last messages that left the queue for good: another tab may still hold them. */
  done: [''],
  draft: '',
  isOpen: false,
};
type Saved = typeof SAVED;
const DONE_KEPT = 50;

/** What outlives the page, as one JSON value. */
export interface Session {
  visit: Signal<Visit>;
  seen: Signal<number>;
  queue: Signal<QueuedMessage[]>;
  draft: Signal<string>;
  isOpen: Signal<boolean>;
  /** Set when the server wants nothing kept of an ended chat. */
  forget: Signal<boolean>;
  change(visit: Partial<Visit>): void;
  /** These messages are stored on the server, or discarded: they leave the queue of this tab and of all others. */
  settle(ids: string[]): void;
  dispose(): void;
}

/** Writes only after the visitor did something, and takes over what other tabs write. */
export function createSession(key: string, storage: Storage): Session {
  const saved = decode(storage.read(key));
  const { token, registered, rid, ended, revision } = saved;
  const visit = signal<Visit>({ token, registered, rid, ended, revision });
  const seen = signal(saved.seen);
  const queue = signal(saved.queue);
  const done = signal(saved.done);
  const draft = signal(saved.draft);
  const isOpen = signal(saved.isOpen);
  const forget = signal(false);

  const snapshot = (): Saved => {
    const all = {
      ...visit.value,
      seen: seen.value,
      queue: queue.value,
      done: done.value,
      draft: draft.value,
    };
    return { ...(forget.value ? conform(SAVED, 0) : all), isOpen: isOpen.value };
  };
  let written = JSON.stringify(snapshot());

  function write(now: Saved): void {
    const before = storage.read(key);
    const untouched = !now.isOpen && !now.registered && !now.draft && !now.queue.length && !before;
    if (untouched) return;
    written = JSON.stringify(now);
    // What another tab queued in this very moment must not be overwritten.
    const kept = forget.peek() ? [] : merge(now.queue, decode(before).queue);
    storage.write(key, JSON.stringify({ ...now, queue: kept }));
  }

  /** Messages of both, by id, without those that are done. */
  function merge(ours: QueuedMessage[], theirs: QueuedMessage[]): QueuedMessage[] {
    const mine = new Set(ours.map(({ id }) => id));
    return [...ours, ...theirs.filter(({ id }) => !mine.has(id))].filter(
      ({ id }) => !done.peek().includes(id),
    );
  }

  const stopWriting = effect(() => {
    const now = snapshot();
    if (JSON.stringify(now) !== written) write(now);
  });

  const stopListening = storage.listen(key, (json) => {
    const theirs = decode(json);
    batch(() => {
      done.value = [...new Set([...theirs.done, ...done.peek()])].slice(-DONE_KEPT);
      queue.value = merge(queue.peek(), theirs.queue);
      seen.value = Math.max(seen.peek(), theirs.seen);
      if (theirs.revision > visit.peek().revision) {
        const { token, registered, rid, ended, revision } = theirs;
        visit.value = { token, registered, rid, ended, revision };
      }
      // Not written back, or two tabs would answer each other for ever …
      written = JSON.stringify(snapshot());
    });
    // … unless the other one wrote over a message of ours.
    if (queue.peek().length > theirs.queue.length) write(snapshot());
  });

  return {
    visit,
    seen,
    queue,
    draft,
    isOpen,
    forget,
    change(changes) {
      const { revision, ...rest } = visit.peek();
      visit.value = { ...rest, ...changes, revision: revision + 1 };
    },
    settle(ids) {
      const gone = queue.peek().filter(({ id }) => ids.includes(id));
      if (!gone.length) return;
      batch(() => {
        done.value = [...done.peek(), ...gone.map(({ id }) => id)].slice(-DONE_KEPT);
        queue.value = merge(queue.peek(), []);
      });
    },
    dispose() {
      stopWriting();
      stopListening();
    },
  };
}

function decode(json: string | undefined): Saved {
  let saved: unknown;
  try {
    saved = JSON.parse(json ?? '');
  } catch {
    // Nothing stored yet, or not by us: start empty.
  }
  return conform(SAVED, saved);
}
