/** The stores put together: facts, what follows from them, and the commands. */
import { batch, computed, effect, signal, untracked } from '@preact/signals-core';
import type { Ports } from '../ports/ports.ts';
import type { Transport } from '../transport/create-transport.ts';
import type { Outcome } from '../wire/problem.ts';
import { storageKey } from '../wire/server-url.ts';
import { createConfigWatch } from './config-watch.ts';
import { createFacts, type Facts } from './facts.ts';
import { forgetWhenGone } from './forget-when-gone.ts';
import type { CreateLive, Live } from './live.ts';
import { newId } from './new-id.ts';
import type { Busy, ChatMessage, Porthole } from './porthole.ts';
import { maySend } from './screen-of.ts';
import { createSession } from './session.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** Until a command is tried again that the server put off without saying for how long. */
const PAUSE_MS = 2_000;

export interface PortholeDeps
  extends Pick<Ports, 'clock' | 'random' | 'storage' | 'page' | 'lock' | 'report'> {
  transport: Transport;
  /** Loads `widget/live`; rejects when it cannot be had. */
  loadLive(): Promise<CreateLive>;
}

/** With what parts need beyond the views; `chat` loads the chat itself when first asked for. */
export type PortholeParts = Porthole & { facts: Facts; visitor: Visitor; chat(): Promise<Live> };

export function createPorthole(deps: PortholeDeps): PortholeParts {
  const { transport, clock, random, page } = deps;
  const { rest, server } = transport;
  const key = storageKey(server);
  const facts = createFacts(createSession(key, deps.storage), page);
  const { visit, queue, draft, isOpen, change, settle, connection, received, live, roomId } = facts;
  const { config, loadProblem, offlineSent, known, form, busy, problem, visible, screen } = facts;
  let disposed = false;

  const visitor = createVisitor(facts, rest, random);
  const watch = createConfigWatch(facts, rest, clock, visitor);
  const maxLength = computed(() => config.value?.settings.limitTextLength || undefined);

  /** Runs a command: one at a time, over the server's "slow down", its failure in `problem`. */
  async function run(name: Busy, request: () => Promise<Outcome<unknown>>): Promise<boolean> {
    if (busy.peek()) return false;
    busy.value = name;
    problem.value = undefined;
    for (;;) {
      const outcome = await request();
      problem.value = outcome.ok ? undefined : outcome.problem;
      if (outcome.ok || disposed || outcome.problem.code !== 'rate-limited') {
        busy.value = undefined;
        return outcome.ok;
      }
      await new Promise<void>((resume) => void clock.after(outcome.retryAfterMs || PAUSE_MS, resume));
    }
  }

  let chat: Live | undefined;
  let loading: Promise<Live> | undefined;
  let hurry = (): void => {};
  /** What only a chat needs is loaded when there is one; until that is had, messages wait. */
  const startChat = (): Promise<Live> => {
    loading ??= load();
    return loading;
  };
  const wake = (): void => void startChat().then((chat) => chat.wake());
  async function load(): Promise<Live> {
    for (let failures = 0; !disposed; failures++) {
      const createLive = await deps.loadLive().catch(() => undefined);
      if (createLive && !disposed) {
        connection.value = 'idle';
        chat = createLive({
          facts,
          transport,
          ports: deps,
          lockName: key,
          register: visitor.register,
          doubt: watch.ask,
          signal,
          computed,
          effect,
          batch,
          untracked,
        });
        return chat;
      }
      connection.value = 'waiting';
      await new Promise<void>((resume) => {
        hurry = resume;
        clock.after(transport.retryDelayMs(failures), resume);
      });
    }
    return new Promise(() => {});
  }

  // An end that was seen, with the pop-up closed since, or of which nothing may be kept: nothing to come back to.
  const { ended, token } = visit.peek();
  if (ended && !(isOpen.peek() && token)) change({ rid: '', ended: false });

  const stops = [
    forgetWhenGone(facts),
    page.listen(() => {
      // Before: a form that comes into view asks by itself.
      watch.nudge();
      visible.value = page.isVisible();
      if (visible.peek()) hurry();
    }),
    effect(() => {
      if (roomId.value) void startChat();
    }),
  ];

  return {
    ...facts,
    facts,
    visitor,
    chat: startChat,
    departments: computed(() =>
      (config.value?.departments ?? []).filter(
        (department) => department[screen.value === 'offline' ? 'showOnOfflineForm' : 'showOnRegistration'],
      ),
    ),
    // What was said before, what the server has, then what is on its way.
    messages: computed(() => [
      ...facts.greetings.value,
      ...received.value,
      ...queue.value.map(
        ({ id, text, at, failed, detail }): ChatMessage => ({
          id,
          text,
          at,
          from: 'visitor',
          author: undefined,
          system: undefined,
          state: failed ? 'failed' : 'sending',
          problem: failed ? { code: failed, detail } : undefined,
          edited: false,
        }),
      ),
    ]),
    queue: facts.queued,
    problem: computed(() => (config.value ? problem.value : loadProblem.value)),
    maxLength,
    canClose: computed(() => live.value && !!config.value?.settings.visitorsCanCloseChat),

    async load(first) {
      await watch.start(first);
      if (queue.peek().length && maySend(config.peek(), visit.peek())) wake();
      if (loading) await (await loading).sync();
    },
    retryLoad() {
      loadProblem.value = undefined;
      return watch.ask();
    },
    setOpen(open) {
      batch(() => {
        isOpen.value = open;
        // "Sent" has been read: who opens again wants to write.
        if (!open) offlineSent.value = false;
      });
    },
    agree() {
      change({ agreed: true });
      if (queue.peek().length) wake();
      // Perhaps the page has named them.
      return watch.ask();
    },
    async register() {
      await run('registering', visitor.register);
    },
    async sendOffline() {
      const body = { ...form.peek(), host: page.where().host };
      if (await run('sending-offline', () => rest.offlineMessage(body)))
        batch(() => {
          offlineSent.value = true;
          form.value = { ...form.peek(), message: '' };
        });
    },
    newOfflineMessage() {
      offlineSent.value = false;
    },
    send() {
      const text = draft.peek().trim();
      if (!text || visit.peek().ended) return;
      const tooLong = text.length > (maxLength.peek() ?? text.length);
      problem.value = tooLong ? { code: 'too-long' } : undefined;
      if (tooLong) return;
      batch(() => {
        queue.value = [...queue.peek(), { id: newId(random), text, at: clock.now(), failed: '', detail: '' }];
        draft.value = '';
      });
      wake();
    },
    retry(messageId) {
      batch(() => {
        if (visit.peek().ended) change({ rid: '', ended: false });
        queue.value = queue.peek().map((sent) => (sent.id === messageId ? { ...sent, failed: '' } : sent));
      });
      wake();
    },
    discard(messageId) {
      const dropped = queue.peek().find(({ id, failed }) => id === messageId && failed);
      if (!dropped) return;
      batch(() => {
        draft.value ||= dropped.text;
        settle([messageId]);
      });
    },
    async typed() {
      (await startChat()).typed();
    },
    async loadOlder() {
      await chat?.loadOlder();
    },
    async closeChat() {
      await run('closing', async () => (await startChat()).close());
    },
    newChat() {
      batch(() => {
        facts.unqueue();
        problem.value = undefined;
        change({ rid: '', ended: false });
      });
      return watch.ask();
    },
    async identify(guest) {
      const { token, ...fields } = guest;
      const before = visit.peek();
      batch(() => {
        known.value = { ...known.peek(), ...guest };
        form.value = { ...form.peek(), ...fields };
        if (token && before.token && token !== before.token)
          change({ token, registered: false, rid: '', ended: false, agreed: false });
      });
      await facts.cleared();
      if (visit.peek().registered) void visitor.register();
      else if (token) void watch.ask();
    },
    dispose() {
      disposed = true;
      for (const stop of stops) stop();
      chat?.dispose();
      watch.dispose();
      facts.dispose();
    },
  };
}
