import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Page } from '../ports/page.ts';
import type { VisitorPart, WidgetConfig } from '../wire/decode-config.ts';
import type { Problem } from '../wire/problem.ts';
import type { Busy, ChatMessage, FormFields, PortholeState, Screen } from './porthole.ts';
import { type Known, maySend, screenOf } from './screen-of.ts';
import type { Session } from './session.ts';

type Told<Key extends keyof PortholeState> = Signal<PortholeState[Key]['value']>;

/** What is true now: the session, and what lasts only as long as the page. All else follows. */
export interface Facts extends Session {
  config: Signal<WidgetConfig | undefined>;
  /** Why the config could not be had. */
  loadProblem: Signal<Problem | undefined>;
  offlineSent: Signal<boolean>;
  /** What the page said of its visitor. */
  known: Signal<Known>;
  form: Signal<FormFields>;
  busy: Signal<Busy>;
  problem: Signal<Problem | undefined>;
  /** The page is in front. */
  visible: Signal<boolean>;
  /** `guest-N`; empty until the server told. */
  username: Signal<string>;
  /** What the config last told of the open room. */
  told: Signal<VisitorPart | undefined>;
  screen: ReadonlySignal<Screen>;
  /** The room that shows; empty without one. */
  roomId: ReadonlySignal<string>;
  /** It is open. */
  live: ReadonlySignal<boolean>;

  // What the chat tells (`live.ts`).
  connection: Told<'connection'>;
  /** What the server has. */
  received: Signal<ChatMessage[]>;
  older: Told<'older'>;
  agent: Told<'agent'>;
  queued: Told<'queue'>;
  typing: Told<'typing'>;
  unread: Told<'unread'>;
  /** What triggers said before there was a chat (`app/triggers`). Only the visitor has it. */
  greetings: Signal<ChatMessage[]>;
  /** As the page loaded. */
  before: { open: boolean; registered: boolean };

  /** The server knows the visitor, and may be told more of them. */
  mayTell: ReadonlySignal<boolean>;
  /** Resolves when something of the visitor may be sent: there is a config, and the agreement that it may ask for. */
  cleared(): Promise<void>;
  /** What was typed goes along when the screen changes between chat and offline form. */
  moveText(online: boolean): void;
  /** What could not be sent becomes a draft again. */
  unqueue(): void;
}

export const NOBODY: FormFields = { name: '', email: '', department: '', message: '' };

export function createFacts(session: Session, page: Page): Facts {
  const { visit, queue, draft, settle } = session;
  const config: Facts['config'] = signal();
  const loadProblem: Facts['problem'] = signal();
  const offlineSent = signal(false);
  const known = signal<Known>({});
  const form = signal(NOBODY);
  const roomId = computed(() => visit.value.rid);
  return {
    ...session,
    config,
    loadProblem,
    offlineSent,
    known,
    form,
    busy: signal(),
    problem: signal(),
    visible: signal(page.isVisible()),
    username: signal(''),
    told: signal(),
    screen: computed(() =>
      screenOf(
        config.value,
        loadProblem.value,
        visit.value,
        queue.value.length > 0,
        offlineSent.value,
        known.value,
      ),
    ),
    roomId,
    live: computed(() => !!roomId.value && !visit.value.ended),
    connection: signal('idle'),
    received: signal([]),
    older: signal('none'),
    agent: signal(),
    queued: signal({ waiting: false, info: undefined }),
    typing: signal([]),
    unread: signal(0),
    greetings: signal([]),
    before: { open: session.isOpen.peek(), registered: visit.peek().registered },
    mayTell: computed(
      () =>
        visit.value.registered && !!config.value && (!!roomId.value || maySend(config.value, visit.value)),
    ),
    cleared: () =>
      new Promise((resolve) => {
        const stop = effect(() => {
          if (!maySend(config.value, visit.value)) return;
          resolve();
          queueMicrotask(() => stop());
        });
      }),
    moveText(online) {
      const { message } = form.peek();
      const [from, to] = online ? [message, draft.peek()] : [draft.peek(), message];
      if (!from || to || visit.peek().rid || queue.peek().length) return;
      form.value = { ...form.peek(), message: online ? '' : from };
      draft.value = online ? from : '';
    },
    unqueue() {
      const unsent = queue.peek();
      batch(() => {
        draft.value = [draft.peek(), ...unsent.map(({ text }) => text)].filter(Boolean).join('\n');
        settle(unsent.map(({ id }) => id));
      });
    },
  };
}
