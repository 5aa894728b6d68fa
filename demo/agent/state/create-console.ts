import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { createDdp, type DdpState } from '../../kit/ddp/create-ddp.ts';
import { OWN_NEWS, QUEUE } from '../../kit/ddp/streams.ts';
import type { Credentials, Outcome, Problem } from '../../kit/rest.ts';
import type { AgentApi, Me } from '../agent-api.ts';
import type { AgentLoad } from '../model/agent-load.ts';
import type { ChatRoom } from '../model/chat-room.ts';
import type { QueueSettings } from '../model/queue-settings.ts';
import type { QueuedChat } from '../model/queued-chat.ts';
import type { Colleague } from '../routing-api.ts';
import { type Conversation, createConversation } from './create-conversation.ts';

/** Everything an agent sees once logged in. */
export interface AgentConsole {
  readonly connection: ReadonlySignal<DdpState>;
  readonly available: ReadonlySignal<boolean>;
  readonly queue: ReadonlySignal<QueuedChat[]>;
  /** Open chats and those that ended while they were in view, newest first. */
  readonly conversations: ReadonlySignal<Conversation[]>;
  readonly selected: ReadonlySignal<Conversation | undefined>;
  readonly unread: ReadonlySignal<number>;
  readonly loaded: ReadonlySignal<boolean>;
  readonly departments: ReadonlySignal<ReadonlyMap<string, string>>;
  /** Why the last command, or getting the lists, failed. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** What is under way: `availability`, or the inquiry that is being taken. */
  readonly busy: ReadonlySignal<string | undefined>;
  setAvailable(available: boolean): Promise<void>;
  /** Nobody is at the console, or somebody is again. */
  setIdle(isIdle: boolean): Promise<void>;
  take(inquiryId: string): Promise<void>;
  select(rid: string | undefined): void;
  /** Takes a chat that is over out of the list. */
  dismiss(rid: string): void;
  refresh(): Promise<void>;
  readonly queueSettings: ReadonlySignal<QueueSettings>;
  /** Asks the settings of the queue, of which nobody tells. */
  look(): Promise<void>;
  /** Whether chats may be given to chosen agents and departments. */
  mayForward(): Promise<boolean>;
  /** Other agents who take chats now. */
  colleagues(): Promise<Colleague[]>;
  /** Who has how many chats; undefined when that could not be asked. */
  loads(): Promise<AgentLoad[] | undefined>;
  retryConnection(): void;
  dispose(): void;
}

export interface ConsoleOptions {
  server: string;
  credentials: Credentials;
  api: AgentApi;
  me: Me;
  onVisitorMessage(): void;
  onExpired(): void;
}

/** Changes come in bursts (an inquiry changes several times while it is taken): the lists are asked for once they are over. */
const BURST_MS = 60;

export function createConsole(options: ConsoleOptions): AgentConsole {
  const { server, credentials, api, me, onVisitorMessage, onExpired } = options;
  const ddp = createDdp({
    url: `${server.replace(/^http/, 'ws')}/websocket`,
    resume: credentials.authToken,
  });
  const available = signal(me.available);
  const queue = signal<QueuedChat[]>([]);
  const conversations = signal<Conversation[]>([]);
  const selectedRid = signal<string>();
  const loaded = signal(false);
  const departments = signal<ReadonlyMap<string, string>>(new Map());
  const problem = signal<Problem>();
  const busy = signal<string>();
  const queueSettings = signal<QueueSettings>({ mostShown: 0, showsLoads: false });
  const selected = computed(() =>
    conversations.value.find((one) => one.room.value.rid === selectedRid.value),
  );
  let burst: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    const [waiting, rooms] = await Promise.all([api.queue(), api.openRooms()]);
    batch(() => {
      if (waiting.ok) queue.value = waiting.value;
      if (rooms.ok) show(rooms.value.filter(({ open }) => open));
      const failed = [waiting, rooms].find((outcome) => !outcome.ok);
      if (failed && !failed.ok) problem.value = failed.problem;
      else if (!loaded.value) problem.value = undefined;
      loaded.value = loaded.value || (waiting.ok && rooms.ok);
    });
  }

  /** Brings the conversations in line with the open rooms: new ones come first, those that are gone are over. */
  function show(rooms: ChatRoom[]): void {
    const byRid = new Map(rooms.map((room) => [room.rid, room]));
    for (const { room, update } of conversations.value) {
      const news = byRid.get(room.value.rid);
      byRid.delete(room.value.rid);
      if (news) update(news);
      else if (room.value.open) update({ ...room.value, open: false });
    }
    if (byRid.size === 0) return;
    const ports = { api, ddp, me, onVisitorMessage };
    const fresh = [...byRid.values()].map((room) => createConversation(room, ports));
    conversations.value = [...fresh, ...conversations.value].sort(
      (a, b) => (b.room.value.since ?? 0) - (a.room.value.since ?? 0),
    );
  }

  async function showAvailability(): Promise<void> {
    const now = await api.me();
    if (now.ok && busy.peek() !== 'availability') available.value = now.value.available;
  }

  function refreshSoon(): void {
    clearTimeout(burst);
    burst = setTimeout(() => void refresh(), BURST_MS);
  }

  async function command(name: string, run: () => Promise<Outcome<unknown>>): Promise<boolean> {
    batch(() => {
      problem.value = undefined;
      busy.value = name;
    });
    const outcome = await run();
    batch(() => {
      busy.value = undefined;
      if (!outcome.ok) problem.value = outcome.problem;
    });
    return outcome.ok;
  }

  async function listen(): Promise<void> {
    const [all, own] = await Promise.all([api.departments(), api.ownDepartments()]);
    if (all.ok) departments.value = new Map(all.value.map(({ id, name }) => [id, name]));
    const queues = (own.ok ? own.value : []).map(({ id }) => `department/${id}`);
    const events = ['public', `agent/${me.id}`, ...queues];
    for (const event of events) ddp.subscribe(QUEUE, event, refreshSoon);
  }

  ddp.subscribe(OWN_NEWS, `${me.id}/subscriptions-changed`, refreshSoon);
  ddp.subscribe(OWN_NEWS, `${me.id}/rooms-changed`, refreshSoon);
  // Business hours and administrators switch agents too.
  ddp.subscribe(OWN_NEWS, `${me.id}/userData`, () => void showAvailability());
  void listen();
  void refresh();
  const stop = [
    effect(() => {
      // The first time nothing can have been missed; later everything may have.
      if (ddp.readyCount.value < 2) return;
      untracked(() => {
        void refresh();
        void showAvailability();
        for (const conversation of conversations.value) void conversation.refresh();
      });
    }),
    effect(() => {
      if (ddp.state.value === 'refused') onExpired();
    }),
  ];

  return {
    connection: ddp.state,
    available,
    queue,
    conversations,
    selected,
    unread: computed(() => conversations.value.reduce((sum, one) => sum + one.unread.value, 0)),
    loaded,
    departments,
    problem,
    busy,
    async setAvailable(wanted) {
      const done = await command('availability', async () => {
        // Present first, or the server would count the agent as offline for a moment.
        const presence = wanted ? await api.setPresence('online') : undefined;
        if (presence && !presence.ok) return presence;
        return api.setAvailability(wanted ? 'available' : 'not-available');
      });
      if (done) available.value = wanted;
      if (done && !wanted) await api.setPresence('away');
      refreshSoon();
    },
    async setIdle(isIdle) {
      // Who takes no chats is away already.
      if (available.value) await api.setPresence(isIdle ? 'away' : 'online');
    },
    async take(inquiryId) {
      const rid = queue.value.find((one) => one.inquiryId === inquiryId)?.rid;
      const done = await command(inquiryId, () => api.take(inquiryId));
      await refresh();
      if (done && rid !== undefined) selectedRid.value = rid;
    },
    select(rid) {
      selectedRid.value = rid;
    },
    dismiss(rid) {
      const gone = conversations.value.find(({ room }) => room.value.rid === rid && !room.value.open);
      if (!gone) return;
      gone.dispose();
      conversations.value = conversations.value.filter((one) => one !== gone);
    },
    refresh,
    queueSettings,
    async look() {
      const outcome = await api.queueSettings();
      if (!outcome.ok) return;
      const { mostShown, showsLoads } = queueSettings.value;
      const { value } = outcome;
      if (value.mostShown !== mostShown || value.showsLoads !== showsLoads) queueSettings.value = value;
    },
    async mayForward() {
      const outcome = await api.mayForward();
      return outcome.ok && outcome.value;
    },
    async colleagues() {
      const outcome = await api.colleagues();
      return outcome.ok ? outcome.value.filter(({ id }) => id !== me.id) : [];
    },
    async loads() {
      const outcome = await api.loads();
      return outcome.ok ? outcome.value : undefined;
    },
    retryConnection: () => ddp.retryNow(),
    dispose() {
      for (const end of stop) end();
      clearTimeout(burst);
      for (const conversation of conversations.value) conversation.dispose();
      ddp.close();
    },
  };
}
