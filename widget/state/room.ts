/** The open room: its messages, agent and queue, kept right by the socket and, where none can be had, by asking. */
import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals-core';
import type { Ports } from '../ports/ports.ts';
import type { Connection } from '../transport/create-connection.ts';
import type { Transport } from '../transport/create-transport.ts';
import type { WireAgent } from '../wire/agent.ts';
import type { QueueInfo } from '../wire/config.ts';
import { isRecord } from '../wire/conform.ts';
import { decodeLivechatRoomEvent } from '../wire/decode-livechat-room-event.ts';
import { decodeMessage, type ReceivedMessage } from '../wire/decode-message.ts';
import { MESSAGE_TYPES } from '../wire/message.ts';
import { ROOM_EVENTS, STREAMS, USER_TYPING } from '../wire/streams.ts';
import { every } from './every.ts';
import { createMessageList } from './message-list.ts';
import type { AgentView, ConnectionState } from './porthole.ts';
import type { Session } from './session.ts';
import { createTyping, type Typing } from './typing.ts';

const PAGE = 20;
/** So many pages are read to close a gap; a longer one starts the list anew. */
const GAP_PAGES = 5;
/** Between two questions while there is no socket: a server allows 10 calls a minute by default. */
const POLL_MS = 7_000;

export interface Room {
  link: Connection;
  connection: ReadonlySignal<ConnectionState>;
  received: ReadonlySignal<ReceivedMessage[]>;
  older: ReadonlySignal<'none' | 'some' | 'loading'>;
  agent: ReadonlySignal<AgentView | undefined>;
  served: ReadonlySignal<boolean>;
  queueInfo: ReadonlySignal<QueueInfo | undefined>;
  typing: Typing;
  /** Takes in messages, from wherever they came. */
  receive(messages: ReceivedMessage[]): void;
  setAgent(agent: WireAgent | undefined): void;
  setQueueInfo(info: QueueInfo | undefined): void;
  /** Reads the newest part of the history into the list. */
  sync(): Promise<void>;
  loadOlder(): Promise<void>;
  dispose(): void;
}

export interface RoomDeps extends Pick<Ports, 'clock' | 'report'> {
  transport: Transport;
  session: Session;
  /** The visitor's `guest-N`. */
  username(): string;
  /** The room may be closed: asks the config. */
  doubt(): void;
}

export function createRoom({ transport, session, clock, report, username, doubt }: RoomDeps): Room {
  const { rest, server } = transport;
  const list = createMessageList();
  const connection = signal<ConnectionState>('idle');
  const agent = signal<AgentView | undefined>(undefined);
  const served = signal(false);
  const queueInfo = signal<QueueInfo | undefined>(undefined);
  const hasOlder = signal(false);
  const loadingOlder = signal(false);
  const rid = computed(() => session.visit.value.rid);
  const liveRid = computed(() => (session.visit.value.ended ? '' : rid.value));

  const link = transport.connect({
    state(state) {
      epoch++;
      connection.value = state;
    },
    subscribed() {
      coveredIn = epoch;
      void room.sync();
    },
    refused: doubt,
  });
  const typing = createTyping(clock, (active) => {
    const { token, rid } = session.visit.peek();
    const activity = active ? [USER_TYPING] : [];
    link.call(STREAMS.notifyRoom, [`${rid}/${ROOM_EVENTS.userActivity}`, username(), activity, { token }]);
  });

  let syncing: Promise<void> | undefined;
  let again = false;
  let failures = 0;
  let cancelRetry = (): void => {};

  /** Ids of messages before which nothing is missing: of finished fills, and of the stream since. */
  const anchored = new Set<string>();
  /** Counts changes of the link; the one in which all subscriptions were answered, and the one since whose fill nothing is missing. */
  let epoch = 0;
  let coveredIn = -1;
  let completeIn = -1;

  /**
   * Reads pages back from the newest until one meets what is anchored.
   * @returns how long to wait before it is worth another try, undefined when done
   */
  async function fill(): Promise<number | undefined> {
    const { token, rid: asked } = session.visit.peek();
    if (!asked) return;
    const startedIn = epoch;
    const known = new Set(list.all.peek().map(({ id }) => id));
    const found = new Set<string>();
    let oldest = Number.POSITIVE_INFINITY;
    for (let page = 1; ; page++) {
      const outcome = await rest.history(asked, { token, limit: PAGE, offset: (page - 1) * PAGE });
      if (rid.peek() !== asked) return;
      if (!outcome.ok) return outcome.retryAfterMs ?? transport.retryDelayMs(failures++);
      failures = 0;
      room.receive(outcome.value);
      for (const { id, at } of outcome.value) {
        found.add(id);
        oldest = Math.min(oldest, at);
      }
      const whole = outcome.value.length < PAGE;
      const met = outcome.value.some(({ id }) => anchored.has(id));
      const anew = !met && (!anchored.size || page === GAP_PAGES);
      if (!whole && !met && !anew) continue;
      if (whole || anew) hasOlder.value = !whole;
      // What we had and the server tells no more is deleted there. Before the pages just read nothing is known, unless the list starts anew.
      list.keep(({ id, at }) => found.has(id) || !known.has(id) || (met && !whole && at <= oldest));
      for (const id of found) anchored.add(id);
      if (coveredIn === startedIn) completeIn = startedIn;
      return;
    }
  }

  function enter(live: string): () => void {
    const { token } = session.visit.peek();
    const options = { useCollection: false, args: [{ token, visitorToken: token }] };
    const stops = [
      link.subscribe(STREAMS.notifyRoom, `${live}/${ROOM_EVENTS.deleteMessage}`, options, ([message]) => {
        if (isRecord(message)) list.remove(String(message._id));
      }),
      link.subscribe(STREAMS.notifyRoom, `${live}/${ROOM_EVENTS.userActivity}`, options, ([who, what]) => {
        if (who !== username() && typeof who === 'string' && Array.isArray(what))
          typing.heard(who, what.includes(USER_TYPING));
      }),
      link.subscribe(STREAMS.livechatRoom, live, options, ([event]) => {
        const decoded = decodeLivechatRoomEvent(event);
        if (decoded?.type === 'agentData') room.setAgent(decoded.data);
        else if (decoded?.type === 'queueData') queueInfo.value = decoded.data;
        else if (decoded && agent.value) agent.value = { ...agent.value, status: decoded.status };
      }),
      link.subscribe(STREAMS.roomMessages, live, options, ([message]) => {
        const decoded = decodeMessage(message);
        if (!decoded) return report('message', message);
        if (completeIn === epoch) anchored.add(decoded.id);
        room.receive([decoded]);
      }),
    ];
    link.start();
    return () => {
      for (const stop of stops) stop();
      link.stop();
      typing.clear();
    };
  }

  const room: Room = {
    link,
    connection,
    received: list.all,
    older: computed(() => (loadingOlder.value ? 'loading' : hasOlder.value ? 'some' : 'none')),
    agent,
    served,
    queueInfo,
    typing,
    receive(messages) {
      const here = messages.filter((message) => message.rid === rid.peek());
      batch(() => {
        list.merge(here);
        session.settle(here.map(({ id }) => id));
        for (const { type, author } of here) {
          typing.heard(author.username, false);
          if (type === MESSAGE_TYPES.closed && !session.visit.peek().ended) session.change({ ended: true });
        }
      });
    },
    setAgent(data) {
      batch(() => {
        served.value = !!data;
        agent.value =
          data && 'username' in data
            ? {
                username: data.username,
                name: data.name ?? data.username,
                avatarUrl: `${server}/avatar/${encodeURIComponent(data.username)}`,
                status: data.status,
              }
            : undefined;
        if (data) queueInfo.value = undefined;
      });
    },
    setQueueInfo(info) {
      queueInfo.value = info;
    },
    sync() {
      if (syncing) again = true;
      syncing ??= (async () => {
        let waitMs: number | undefined;
        do {
          again = false;
          waitMs = await fill();
        } while (again && waitMs === undefined);
        syncing = undefined;
        cancelRetry();
        if (waitMs !== undefined) cancelRetry = clock.after(waitMs, () => void room.sync());
      })();
      return syncing;
    },
    async loadOlder() {
      if (loadingOlder.peek() || !hasOlder.peek()) return;
      loadingOlder.value = true;
      const { token, rid: asked } = session.visit.peek();
      const outcome = await rest.history(asked, { token, limit: PAGE, offset: list.all.peek().length });
      batch(() => {
        loadingOlder.value = false;
        if (!outcome.ok || asked !== rid.peek()) return;
        hasOlder.value = outcome.value.length === PAGE;
        room.receive(outcome.value);
      });
    },
    dispose() {
      for (const stop of stops) stop();
      cancelRetry();
      typing.clear();
      link.dispose();
    },
  };

  const stops = [
    // Another room: nothing of the last one stays.
    effect(() => {
      rid.value;
      untracked(() => {
        cancelRetry();
        list.clear();
        anchored.clear();
        typing.clear();
        room.setAgent(undefined);
        queueInfo.value = undefined;
        hasOlder.value = false;
      });
    }),
    effect(() => {
      const live = liveRid.value;
      return live ? untracked(() => enter(live)) : undefined;
    }),
    effect(() => {
      if (!liveRid.value || connection.value === 'connected') return;
      return every(clock, POLL_MS, () => {
        void room.sync();
        doubt();
      });
    }),
  ];
  return room;
}
