import { batch, effect, type Signal, signal } from '@preact/signals-core';
import type { Storage } from '../ports/storage.ts';
import { conform, parse } from '../wire/conform.ts';
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
  /** To what the server asks agreement to before anything is sent. */
  agreed: boolean;
  /** Counts changes, so that of two tabs the one that is ahead wins. */
  revision: number;
}

const SAVED = {
  visit: { token: '', registered: false, rid: '', ended: false, agreed: false, revision: 0 },
  /** When the newest message was written that the visitor has looked at; 1: none of these, but a greeting they closed. */
  seen: 0,
  queue: [{ id: '', text: '', at: 0, failed: '' as QueuedMessage['failed'], detail: '' }],
  /** Ids of the last messages that left the queue for good: another tab may still hold them. */
  done: [''],
  draft: '',
  isOpen: false,
  /** Ids of triggers that have spoken and shall not again. */
  greeted: [''],
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
  greeted: Signal<string[]>;
  change(visit: Partial<Visit>): void;
  /** These messages are stored on the server, or discarded: they leave the queue of this tab and of all others. */
  settle(ids: string[]): void;
  dispose(): void;
}

/** Writes only after the visitor did something, or the page registered them, and takes over what other tabs write. */
export function createSession(key: string, storage: Storage): Session {
  // One signal for each saved value.
  const state = Object.fromEntries(
    Object.entries(decode(storage.read(key))).map(([name, value]) => [name, signal(value)]),
  ) as unknown as { [name in keyof Saved]: Signal<Saved[name]> };
  const { visit, seen, queue, done, greeted } = state;
  let written = '';

  const snapshot = () =>
    Object.fromEntries(Object.entries(state).map(([name, { value }]) => [name, value])) as Saved;

  /** What is in one of both queues and, as far as either tab knows, not done. */
  function merge(theirs: Saved): Pick<Saved, 'queue' | 'done'> {
    const ours = queue.peek();
    const both = [...new Set([...theirs.done, ...done.peek()])];
    const added = theirs.queue.filter(({ id }) => !ours.some((own) => own.id === id));
    return {
      queue: [...ours, ...added].filter(({ id }) => !both.includes(id)),
      done: both.slice(-DONE_KEPT),
    };
  }

  function write(): void {
    const now = snapshot();
    const json = JSON.stringify(now);
    const before = storage.read(key);
    const touched =
      before ||
      now.isOpen ||
      now.draft ||
      now.queue.length ||
      now.visit.registered ||
      now.visit.agreed ||
      now.seen;
    if (!touched || json === written) return;
    written = json;
    // What another tab queued or settled in this very moment must not be overwritten.
    storage.write(key, JSON.stringify({ ...now, ...merge(decode(before)) }));
  }

  const stopListening = storage.listen(key, (json) => {
    const theirs = decode(json);
    batch(() => {
      const both = merge(theirs);
      queue.value = both.queue;
      done.value = both.done;
      seen.value = Math.max(seen.peek(), theirs.seen);
      greeted.value = [...new Set([...greeted.peek(), ...theirs.greeted])];
      if (theirs.visit.revision > visit.peek().revision) visit.value = theirs.visit;
      // Not written back, or two tabs would answer each other for ever, unless the other one wrote over a message of this one.
      written = both.queue.length > theirs.queue.length ? '' : JSON.stringify(snapshot());
    });
    write();
  });

  written = JSON.stringify(snapshot());
  const stopWriting = effect(write);

  return {
    ...state,
    change(changes) {
      visit.value = { ...visit.peek(), ...changes, revision: visit.peek().revision + 1 };
    },
    settle(ids) {
      const gone = queue.peek().filter(({ id }) => ids.includes(id));
      if (!gone.length) return;
      batch(() => {
        queue.value = queue.peek().filter((queued) => !gone.includes(queued));
        done.value = [...done.peek(), ...gone.map(({ id }) => id)].slice(-DONE_KEPT);
      });
    },
    dispose() {
      stopWriting();
      stopListening();
    },
  };
}

/** Nothing stored yet, or not by us: all empty. */
const decode = (json = ''): Saved => conform(SAVED, parse(json));
