/** The stores put together: facts, what follows from them, and the commands. */
import { batch, computed, effect, signal, untracked } from '@preact/signals-core';
import type { Ports } from '../ports/ports.ts';
import type { Transport } from '../transport/create-transport.ts';
import { decodeConfig, type WidgetConfig } from '../wire/decode-config.ts';
import { failure, type Outcome, type Problem } from '../wire/problem.ts';
import { storageKey } from '../wire/server-url.ts';
import { chatMessages } from './chat-messages.ts';
import { newId, newToken } from './new-id.ts';
import { createOutbox } from './outbox.ts';
import type { Busy, FormFields, Porthole } from './porthole.ts';
import { createRoom } from './room.ts';
import { type Known, screenOf } from './screen-of.ts';
import { createSession, type Visit } from './session.ts';

/** Between two questions where no socket tells: whether agents came or left while a form shows, and all while there is no link. */
const ASK_EVERY_MS = 10_000;
/** Until a command is tried again that the server put off without saying for how long. */
const PAUSE_MS = 2_000;

export interface PortholeDeps
  extends Pick<Ports, 'clock' | 'random' | 'storage' | 'page' | 'lock' | 'report'> {
  transport: Transport;
}

export function createPorthole(deps: PortholeDeps): Porthole {
  const { transport, clock, random, storage, page, lock, report } = deps;
  const { rest } = transport;
  const key = storageKey(transport.server);
  const session = createSession(key, storage);
  const { visit, queue, draft, isOpen, change } = session;
  const config = signal<WidgetConfig | undefined>(undefined);
  const loadProblem = signal<Problem | undefined>(undefined);
  const offlineSent = signal(false);
  const known = signal<Known>({});
  const form = signal<FormFields>({ name: '', email: '', department: '', message: '' });
  const busy = signal<Busy>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  const visible = signal(page.isVisible());
  let username = '';
  let visited = '';
  let askedAt = 0;
  let disposed = false;

  const room = createRoom({ transport, session, clock, report, username: () => username, doubt: ask });
  const outbox = createOutbox({
    session,
    clock,
    deliver,
    alone: (work) => lock(key, work),
    retryDelayMs: transport.retryDelayMs,
  });

  const screen = computed(() =>
    screenOf(
      config.value,
      loadProblem.value,
      visit.value,
      queue.value.length > 0,
      offlineSent.value,
      known.value,
    ),
  );
  const messages = chatMessages(room.received, queue, config);
  const live = computed(() => !!visit.value.rid && !visit.value.ended);
  const maxLength = computed(() => config.value?.settings.limitTextLength || undefined);
  const onForm = computed(() => isOpen.value && visible.value && !visit.value.rid);
  const deaf = computed(() => live.value && (room.connection.value !== 'connected' || room.stale.value));

  async function ask(): Promise<void> {
    askedAt = clock.now();
    const asked = visit.peek();
    const outcome = await rest.config({
      token: asked.token || known.peek().token || '',
      department: form.peek().department,
    });
    if (disposed) return;
    if (outcome.ok) apply(outcome.value, asked);
    else loadProblem.value = outcome.problem;
  }

  /** `asked`: the visit when the question was put. What happened since, the answer cannot know. */
  function apply(
    { config: next, visitor }: NonNullable<ReturnType<typeof decodeConfig>>,
    asked: Visit,
  ): void {
    const { guest, rid, agent, queueInfo } = visitor;
    batch(() => {
      config.value = next;
      loadProblem.value = undefined;
      if (visit.peek() === asked) {
        if (guest) adopt(guest);
        if (!guest && asked.registered) change({ registered: false, rid: '', ended: false });
        else if (rid && rid !== asked.rid) change({ rid, ended: false });
        else if (!rid && live.peek()) change({ ended: true });
        if (live.peek()) {
          room.setAgent(agent);
          room.queueInfo.value = queueInfo;
        }
      }
      moveText(next.online);
    });
  }

  /** Takes the server's word on who the visitor is. */
  function adopt(guest: { token: string; username: string }): void {
    const { token, registered } = visit.peek();
    username = guest.username;
    if (guest.token !== token || !registered) change({ token: guest.token, registered: true });
  }

  /** What was typed goes along when the screen changes between chat and offline form. */
  function moveText(online: boolean): void {
    const { message } = form.peek();
    if (
      visit.peek().rid ||
      queue.peek().length ||
      (online ? draft.peek() || !message : message || !draft.peek())
    )
      return;
    form.value = { ...form.peek(), message: draft.peek() };
    draft.value = message;
  }

  /** What could not be sent becomes a draft again. */
  function unqueue(): void {
    const unsent = queue.peek();
    draft.value = [draft.peek(), ...unsent.map(({ text }) => text)].filter(Boolean).join('\n');
    session.settle(unsent.map(({ id }) => id));
  }

  async function register(): Promise<Outcome<unknown>> {
    if (!visit.peek().token) change({ token: known.peek().token || newToken(random) });
    const { name, email, department } = form.peek();
    const outcome = await rest.visitor({
      token: visit.peek().token,
      ...(name && { name }),
      ...(email && { email }),
      ...(department && { department }),
    });
    if (outcome.ok) adopt(outcome.value);
    return outcome;
  }

  /** One attempt to bring a message to the server: registers the visitor and opens the room if need be. */
  async function deliver({ id, text }: { id: string; text: string }): Promise<Outcome<unknown>> {
    const outcome = visit.peek().ended ? failure('room-closed') : await attempt();
    if (outcome.ok) return outcome;
    if (/^invalid-(token|room)$/.test(outcome.reason)) {
      // A server that forgot the visitor or the room: the next attempt starts from the beginning.
      change({ registered: false, rid: '' });
      return failure('unreachable');
    }
    const { code } = outcome.problem;
    if (code === 'room-closed') change({ ended: true });
    if (code === 'no-agent-online')
      batch(() => {
        unqueue();
        if (config.value) config.value = { ...config.value, online: false };
        moveText(false);
        problem.value = outcome.problem;
      });
    return outcome;

    async function attempt(): Promise<Outcome<unknown>> {
      if (!visit.peek().rid) {
        busy.value = 'starting';
        const opened = await open();
        busy.value = undefined;
        if (!opened.ok) return opened;
      }
      const { token, rid } = visit.peek();
      const sent = await rest.message({ _id: id, token, rid, msg: text });
      // A server may answer an error for a message that it has: that of a first attempt whose answer was lost.
      const stored =
        sent.ok || (!sent.problem.detail && sent.problem.code !== 'bad-answer')
          ? sent
          : await rest.storedMessage(id, { token, rid });
      if (stored.ok) room.receive([stored.value]);
      return stored.ok ? stored : sent;
    }

    async function open(): Promise<Outcome<unknown>> {
      if (!visit.peek().registered) {
        const registered = await register();
        if (!registered.ok) return registered;
      }
      const opened = await rest.room(visit.peek().token);
      if (opened.ok) change({ rid: opened.value, ended: false });
      return opened;
    }
  }

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
      if (event === 'pagehide') room.link.rest();
      else if (visible.peek()) {
        room.link.probe();
        outbox.wake();
        if (onForm.peek()) void ask();
      }
    }),
    effect(() => {
      if (!onForm.value && !deaf.value) return;
      if (askedAt && clock.now() - askedAt > ASK_EVERY_MS) void ask();
      let cancel: () => void;
      const next = (): void => {
        cancel = clock.after(ASK_EVERY_MS, () => {
          next();
          void ask();
          void room.sync();
        });
      };
      next();
      return () => cancel();
    }),
    effect(() => {
      const newest = room.received.value.at(-1)?.at ?? 0;
      if (isOpen.value && visible.value && newest > session.seen.peek()) session.seen.value = newest;
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
      const { ended, token } = visit.peek();
      // An end that was seen, with the pop-up closed since, or of which nothing may be kept: nothing to come back to.
      if (ended && !(isOpen.peek() && token)) change({ rid: '', ended: false });
      const asked = visit.peek();
      askedAt = clock.now();
      const given = decodeConfig(await first?.catch(() => undefined));
      if (given && (given.visitor.guest || !token)) apply(given, asked);
      else await ask();
      if (disposed) return;
      outbox.wake();
      await room.sync();
    },
    retryLoad() {
      loadProblem.value = undefined;
      return ask();
    },
    setOpen(open) {
      isOpen.value = open;
    },
    async register() {
      await run('registering', register);
    },
    async sendOffline() {
      const { department, ...fields } = form.peek();
      const body = { ...fields, department: department || undefined, host: page.where().host };
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
        session.settle([messageId]);
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
        unqueue();
        problem.value = undefined;
        change({ rid: '', ended: false });
      });
      return ask();
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
      if (visit.peek().registered) void register();
      else if (token && config.peek()) void ask();
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
