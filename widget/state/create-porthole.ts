/** The stores put together: facts, what follows from them, and the commands. */
import { batch, computed, effect, untracked } from '@preact/signals-core';
import type { Ports } from '../ports/ports.ts';
import type { Transport } from '../transport/create-transport.ts';
import type { Outcome } from '../wire/problem.ts';
import { storageKey } from '../wire/server-url.ts';
import { chatMessages } from './chat-messages.ts';
import { createConfigWatch } from './config-watch.ts';
import { createFacts, type Facts } from './facts.ts';
import { newId } from './new-id.ts';
import { createOutbox } from './outbox.ts';
import type { Busy, Porthole } from './porthole.ts';
import { createRoom } from './room.ts';
import { createSession } from './session.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** Until a command is tried again that the server put off without saying for how long. */
const PAUSE_MS = 2_000;

export interface PortholeDeps
  extends Pick<Ports, 'clock' | 'random' | 'storage' | 'page' | 'lock' | 'report'> {
  transport: Transport;
}

/** With what the page's API needs beyond the views. */
export type PortholeParts = Porthole & { facts: Facts; visitor: Visitor };

export function createPorthole(deps: PortholeDeps): PortholeParts {
  const { transport, clock, random, storage, page, lock, report } = deps;
  const { rest, server } = transport;
  const key = storageKey(server);
  const facts = createFacts(createSession(key, storage), page);
  const { visit, queue, draft, seen, isOpen, change, settle } = facts;
  const { config, loadProblem, offlineSent, known, form, busy, problem, visible, screen, live } = facts;
  let visited = '';
  let disposed = false;

  const room = createRoom({ transport, facts, clock, report, doubt: () => void watch.ask() });
  const visitor = createVisitor(facts, rest, room, random);
  const watch = createConfigWatch(facts, rest, clock, room, visitor);
  const outbox = createOutbox({
    session: facts,
    clock,
    deliver: visitor.deliver,
    alone: (work) => lock(key, work),
    retryDelayMs: transport.retryDelayMs,
  });
  const messages = chatMessages(room.received, queue, config);
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

  const stops = [
    page.listen((event) => {
      visible.value = page.isVisible();
      // An open socket keeps the page out of the back/forward cache, and comes back dead.
      if (event === 'pagehide') room.link.suspend();
      else if (visible.peek()) {
        room.link.probe();
        outbox.wake();
        watch.nudge();
      }
    }),
    effect(() => {
      const newest = room.received.value.at(-1)?.at ?? 0;
      if (isOpen.value && visible.value && newest > seen.peek()) seen.value = newest;
    }),
    effect(() => {
      if (room.connection.value === 'connected') untracked(outbox.wake);
    }),
    effect(() => {
      const { ended, token } = visit.value;
      if (ended && token && config.value?.settings.clearLocalStorageWhenChatEnded)
        change({ token: '', registered: false });
    }),
    // Tells the agent which page the visitor is on.
    effect(() => {
      const { token, rid } = visit.value;
      const { href, title } = page.where();
      if (!live.value || !config.value || visited === rid + href) return;
      visited = rid + href;
      const change = config.value.settings.historyMonitorType;
      void rest.pageVisited({ token, rid, pageInfo: { change, title, location: { href } } });
    }),
  ];

  return {
    facts,
    visitor,
    screen,
    connection: room.connection,
    config,
    departments: computed(() =>
      (config.value?.departments ?? []).filter(
        (department) => department[screen.value === 'offline' ? 'showOnOfflineForm' : 'showOnRegistration'],
      ),
    ),
    messages,
    older: room.older,
    agent: room.agent,
    queue: computed(() => ({ waiting: live.value && !room.served.value, info: room.queueInfo.value })),
    typing: computed(() =>
      room.typing.usernames.value.map((name) =>
        room.agent.value?.username === name ? room.agent.value.name : name,
      ),
    ),
    unread: computed(
      () => messages.value.filter(({ from, at }) => from === 'agent' && at > seen.value).length,
    ),
    busy,
    problem: computed(() => (config.value ? problem.value : loadProblem.value)),
    roomId: computed(() => visit.value.rid),
    isOpen,
    draft,
    form,
    maxLength,
    canClose: computed(() => live.value && !!config.value?.settings.visitorsCanCloseChat),

    async load(first) {
      const { ended, token } = visit.peek();
      // An end that was seen, with the pop-up closed since, or of which nothing may be kept: nothing to come back to.
      if (ended && !(isOpen.peek() && token)) change({ rid: '', ended: false });
      await watch.start(first);
      if (disposed) return;
      outbox.wake();
      await room.sync();
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
      room.typing.stop();
      outbox.wake();
    },
    retry(messageId) {
      batch(() => {
        if (visit.peek().ended) change({ rid: '', ended: false });
        queue.value = queue.peek().map((sent) => (sent.id === messageId ? { ...sent, failed: '' } : sent));
      });
      outbox.wake();
    },
    discard(messageId) {
      const dropped = queue.peek().find(({ id, failed }) => id === messageId && failed);
      if (!dropped) return;
      batch(() => {
        draft.value ||= dropped.text;
        settle([messageId]);
      });
    },
    typed() {
      if (live.peek()) room.typing.typed();
    },
    loadOlder: room.loadOlder,
    async closeChat() {
      const { token, rid } = visit.peek();
      await run('closing', async () => {
        const outcome = await rest.close({ token, rid });
        if (!outcome.ok && outcome.problem.code !== 'room-closed') return outcome;
        if (visit.peek().rid === rid) change({ ended: true });
        return { ok: true, value: rid };
      });
    },
    newChat() {
      batch(() => {
        facts.unqueue();
        problem.value = undefined;
        change({ rid: '', ended: false });
      });
      return watch.ask();
    },
    identify(guest) {
      const { token, ...fields } = guest;
      const before = visit.peek();
      batch(() => {
        known.value = { ...known.peek(), ...guest };
        form.value = { ...form.peek(), ...fields };
        if (token && before.token && token !== before.token)
          change({ token, registered: false, rid: '', ended: false });
      });
      if (visit.peek().registered) void visitor.register();
      else if (token && config.peek()) void watch.ask();
    },
    dispose() {
      disposed = true;
      for (const stop of stops) stop();
      outbox.dispose();
      room.dispose();
      watch.dispose();
      facts.dispose();
    },
  };
}
