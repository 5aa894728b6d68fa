/** The stores put together: facts, what follows from them, and the commands. */
import { batch, computed, effect, signal, untracked } from '@preact/signals-core';
import type { Ports } from '../ports/ports.ts';
import { storageKey } from '../ports/server-url.ts';
import type { Transport } from '../transport/create-transport.ts';
import type { LivechatConfig } from '../wire/config.ts';
import { decodeConfig } from '../wire/decode-config.ts';
import type { Outcome, Problem } from '../wire/problem.ts';
import { chatMessages } from './chat-messages.ts';
import { createVisitor } from './create-visitor.ts';
import { every } from './every.ts';
import { newId } from './new-id.ts';
import { createOutbox } from './outbox.ts';
import type { Busy, FormFields, Porthole } from './porthole.ts';
import { createRoom } from './room.ts';
import { screenOf } from './screen-of.ts';
import { createSession, type Visit } from './session.ts';

/** How old the config may get while a form shows: agents come and go. */
const CONFIG_FRESH_MS = 20_000;
const PAUSE_MS = 2_000;

export interface PortholeDeps
  extends Pick<Ports, 'clock' | 'random' | 'storage' | 'page' | 'lock' | 'report'> {
  transport: Transport;
}

export function createPorthole({
  transport,
  clock,
  random,
  storage,
  page,
  lock,
  report,
}: PortholeDeps): Porthole {
  const { rest } = transport;
  const key = storageKey(transport.server);
  const session = createSession(key, storage);
  const { visit, queue, draft, isOpen } = session;
  const config = signal<LivechatConfig | undefined>(undefined);
  const loadProblem = signal<Problem | undefined>(undefined);
  const offlineSent = signal(false);
  const known = signal<Parameters<Porthole['identify']>[0]>({});
  const form = signal<FormFields>({ name: '', email: '', department: '', message: '' });
  const busy = signal<Busy>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  const visible = signal(page.isVisible());
  let askedAt = 0;
  let lastAsk = 0;
  let disposed = false;

  const visitor = createVisitor({ rest, random, session, known, form });
  const room = createRoom({
    transport,
    session,
    clock,
    report,
    username: () => visitor.username,
    doubt: () => void ask(),
  });
  const outbox = createOutbox({
    session,
    clock,
    deliver,
    alone: (work) => (lock ? lock(key, work) : work()),
    retryDelayMs: transport.retryDelayMs,
  });

  const screen = computed(() =>
    screenOf({
      config: config.value,
      loadProblem: loadProblem.value,
      visit: visit.value,
      queued: queue.value.length > 0,
      offlineSent: offlineSent.value,
      known: known.value,
    }),
  );
  const messages = chatMessages(room.received, queue, config);
  const live = computed(() => !!visit.value.rid && !visit.value.ended);
  const maxLength = computed(() => config.value?.settings.limitTextLength || undefined);

  /** Asks for the config. An answer that a later question overtook is dropped. */
  async function ask(): Promise<void> {
    const mine = ++lastAsk;
    askedAt = clock.now();
    const asked = visit.peek();
    const department = form.peek().department || known.peek().department;
    const outcome = await rest.config({ token: asked.token, ...(department && { department }) });
    if (disposed || mine !== lastAsk) return;
    if (outcome.ok) apply(outcome.value, asked);
    else loadProblem.value = outcome.problem;
  }

  /** `asked`: the visit when the question was put; what happened since, the answer cannot know. */
  function apply(next: LivechatConfig, asked: Visit): void {
    const { guest, room: open, agent, queueInfo } = next;
    batch(() => {
      const unchanged = visit.peek() === asked;
      config.value = next;
      loadProblem.value = undefined;
      if (guest) visitor.adopt(guest);
      // The server does not know the visitor (any more): neither the room.
      else if (unchanged && asked.registered) session.change({ registered: false, rid: '', ended: false });
      if (unchanged && guest) {
        if (open && !(asked.ended && open._id === asked.rid)) {
          if (open._id !== asked.rid) session.change({ rid: open._id, ended: false });
          room.setAgent(agent);
          if (!agent) room.setQueueInfo(queueInfo);
        } else if (asked.rid && !asked.ended) session.change({ ended: true });
      }
      if (!live.peek() && !queue.peek().length) moveText(next.online);
    });
  }

  /** What was typed goes along when the screen changes between chat and offline form. */
  function moveText(online: boolean): void {
    const { message } = form.peek();
    const [from, to] = online ? [message, draft.peek()] : [draft.peek(), message];
    if (!from || to || offlineSent.peek()) return;
    draft.value = online ? from : '';
    form.value = { ...form.peek(), message: online ? '' : from };
  }

  /** One attempt to bring a message to the server; opens the room first. */
  async function deliver({ id, text }: { id: string; text: string }): Promise<Outcome<unknown>> {
    if (!visit.peek().rid) {
      busy.value = 'starting';
      const opened = await visitor.openRoom();
      busy.value = undefined;
      if (!opened.ok) {
        if (opened.problem.code === 'no-agent-online') turnOffline(opened.problem);
        return opened;
      }
      if (opened.value.servedBy) void showAgent();
    }
    const { token, rid, ended } = visit.peek();
    if (ended) return { ok: false, reason: '', problem: { code: 'room-closed' } };
    const sent = await rest.message({ _id: id, token, rid, msg: text });
    if (sent.ok) room.receive([sent.value]);
    if (sent.ok || visit.peek().rid !== rid) return sent;
    const { code, detail } = sent.problem;
    if (code === 'room-closed') session.change({ ended: true });
    if (/^invalid-(token|room)$/.test(sent.reason)) {
      // Not ours, or a server that forgot us: the next attempt starts from the beginning.
      session.change({ registered: false, rid: '' });
      return { ok: false, reason: '', problem: { code: 'unreachable' } };
    }
    // A server may answer an error for a message that it has: that of a first attempt whose answer was lost.
    if (code === 'refused' || code === 'bad-answer' || (code === 'unreachable' && detail)) {
      const stored = await rest.storedMessage(id, { token, rid });
      if (stored.ok) room.receive([stored.value]);
      if (stored.ok) return stored;
    }
    return sent;
  }

  /** No agent after all: what was to be sent goes into the offline form. */
  function turnOffline(why: Problem): void {
    const current = config.peek();
    batch(() => {
      const texts = [form.peek().message, ...queue.peek().map(({ text }) => text)];
      form.value = { ...form.peek(), message: texts.filter(Boolean).join('\n') };
      session.settle(queue.peek().map(({ id }) => id));
      if (current) config.value = { ...current, online: false };
      problem.value = why;
    });
  }

  async function showAgent(): Promise<void> {
    const { rid, token } = visit.peek();
    const outcome = await rest.agent(rid, token);
    if (outcome.ok && visit.peek().rid === rid && !room.served.peek()) room.setAgent(outcome.value);
  }

  /** Runs a command: one at a time, over the server's "slow down", its failure in `problem`. */
  async function run(name: Busy, request: () => Promise<Outcome<unknown>>): Promise<boolean> {
    if (busy.peek()) return false;
    busy.value = name;
    problem.value = undefined;
    for (;;) {
      const outcome = await request();
      problem.value = outcome.ok ? undefined : outcome.problem;
      if (!disposed && !outcome.ok && outcome.problem.code === 'rate-limited') {
        await new Promise<void>((resume) => void clock.after(outcome.retryAfterMs ?? PAUSE_MS, resume));
        if (!disposed) continue;
      }
      busy.value = undefined;
      return outcome.ok;
    }
  }

  /** Leaves the ended room. */
  const leave = (): void => {
    const forgotten = session.forget.peek() && { token: '', registered: false };
    session.change({ rid: '', ended: false, ...forgotten });
  };

  const onForm = computed(() => isOpen.value && visible.value && !live.value && screen.value !== 'ended');
  const stops = [
    page.listen((event) => {
      visible.value = page.isVisible();
      if (event === 'hidden' || event === 'pagehide') return;
      outbox.wake();
      if (onForm.peek()) void ask();
    }),
    effect(() => {
      if (!onForm.value) return;
      return untracked(() => {
        if (askedAt && clock.now() - askedAt > CONFIG_FRESH_MS) void ask();
        return every(clock, CONFIG_FRESH_MS, () => void ask());
      });
    }),
    effect(() => {
      const newest = room.received.value.at(-1)?.at ?? 0;
      if (isOpen.value && visible.value && newest > session.seen.peek()) session.seen.value = newest;
    }),
    effect(() => {
      if (room.connection.value === 'connected') outbox.wake();
    }),
    effect(() => {
      session.forget.value = visit.value.ended && !!config.value?.settings.clearLocalStorageWhenChatEnded;
    }),
    effect(() => {
      if (!live.value || !config.value) return;
      untracked(reportVisit);
    }),
  ];

  /** Tells the agent which page the visitor is on. */
  let visited = '';
  function reportVisit(): void {
    const { token, rid } = visit.peek();
    const { href, title } = page.where();
    const change = config.peek()?.settings.historyMonitorType ?? 'url';
    if (visited === rid + href) return;
    visited = rid + href;
    void rest.pageVisited({ token, rid, pageInfo: { change, title, location: { href } } });
  }

  return {
    screen,
    connection: room.connection,
    config,
    departments: computed(() => {
      const offline = screen.value === 'offline';
      return (config.value?.departments ?? []).filter((department) =>
        offline ? department.showOnOfflineForm : department.showOnRegistration,
      );
    }),
    messages,
    older: room.older,
    agent: room.agent,
    queue: computed(() => ({ waiting: live.value && !room.served.value, info: room.queueInfo.value })),
    typing: computed(() => {
      const agent = room.agent.value;
      return room.typing.usernames.value.map((name) => (name === agent?.username ? agent.name : name));
    }),
    unread: computed(
      () => messages.value.filter(({ from, at }) => from === 'agent' && at > session.seen.value).length,
    ),
    busy,
    problem,
    isOpen,
    draft,
    form,
    maxLength,
    canClose: computed(() => live.value && !!config.value?.settings.visitorsCanCloseChat),

    async load(first) {
      // An end that was seen before, with the pop-up closed since: nothing to come back to.
      if (visit.peek().ended && !isOpen.peek()) leave();
      const asked = visit.peek();
      const given = decodeConfig(await first?.catch(() => undefined));
      if (disposed) return;
      askedAt = clock.now();
      if (given && (given.guest || !asked.token)) apply(given, asked);
      else await ask();
      if (visit.peek().rid) await room.sync();
      if (!disposed) outbox.wake();
    },
    retryLoad() {
      loadProblem.value = undefined;
      return ask();
    },
    setOpen(open) {
      isOpen.value = open;
    },
    async register() {
      await run('registering', visitor.register);
    },
    async sendOffline() {
      const { name, email, message, department } = form.peek();
      const body = { name, email, message, host: page.where().host, ...(department && { department }) };
      const ok = await run('sending-offline', () => rest.offlineMessage(body));
      if (!ok) return;
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
      const longest = maxLength.peek();
      problem.value = longest && text.length > longest ? { code: 'too-long' } : undefined;
      if (problem.peek()) return;
      batch(() => {
        visitor.ensureToken();
        queue.value = [...queue.peek(), { id: newId(random), text, at: clock.now(), failed: '', detail: '' }];
        draft.value = '';
      });
      room.typing.stop();
      room.link.start();
      outbox.wake();
    },
    retry(messageId) {
      batch(() => {
        if (visit.peek().ended) leave();
        queue.value = queue.peek().map((sent) => (sent.id === messageId ? { ...sent, failed: '' } : sent));
      });
      outbox.wake();
    },
    discard(messageId) {
      const dropped = queue.peek().find(({ id, failed }) => id === messageId && failed);
      if (!dropped) return;
      batch(() => {
        draft.value ||= dropped.text;
        session.settle([messageId]);
      });
    },
    typed: () => {
      if (live.peek()) room.typing.typed();
    },
    loadOlder: room.loadOlder,
    async closeChat() {
      const { token, rid } = visit.peek();
      await run('closing', async () => {
        const outcome = await rest.close({ token, rid });
        const over = outcome.ok || outcome.problem.code === 'room-closed';
        if (over && visit.peek().rid === rid) session.change({ ended: true });
        return over ? { ok: true, value: undefined } : outcome;
      });
    },
    async newChat() {
      batch(() => {
        // What could not be sent any more is kept as a draft.
        const unsent = queue.peek();
        draft.value ||= unsent.map(({ text }) => text).join('\n');
        session.settle(unsent.map(({ id }) => id));
        problem.value = undefined;
        leave();
      });
      await ask();
    },
    identify(guest) {
      const { token } = visit.peek();
      batch(() => {
        known.value = { ...known.peek(), ...guest };
        form.value = {
          ...form.peek(),
          ...(guest.name !== undefined && { name: guest.name }),
          ...(guest.email !== undefined && { email: guest.email }),
          ...(guest.department !== undefined && { department: guest.department }),
        };
        if (guest.token && guest.token !== token)
          session.change({ token: guest.token, registered: false, rid: '', ended: false });
      });
      if (visit.peek().registered) void visitor.register();
      else if (visit.peek().token !== token && config.peek()) void ask();
    },
    dispose() {
      disposed = true;
      for (const stop of stops) stop();
      outbox.dispose();
      room.dispose();
      session.dispose();
    },
  };
}
