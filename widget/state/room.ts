/** The open room: its messages, agent and queue, as the socket and the history tell them. */
import {
  batch,
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from '@preact/signals-core';
import type { Clock } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import type { Connection } from '../transport/create-connection.ts';
import type { Transport } from '../transport/create-transport.ts';
import type { QueueInfo } from '../wire/config.ts';
import { conform } from '../wire/conform.ts';
import type { DecodedAgent } from '../wire/decode-agent.ts';
import { decodeLivechatRoomEvent } from '../wire/decode-livechat-room-event.ts';
import { decodeMessage, type ReceivedMessage } from '../wire/decode-message.ts';
import type { MESSAGE_TYPES } from '../wire/message.ts';
import type { StreamName, USER_TYPING } from '../wire/streams.ts';
import type { Facts } from './facts.ts';
import { createMessageList } from './message-list.ts';
import type { AgentView, ConnectionState } from './porthole.ts';
import { createTyping, type Typing } from './typing.ts';

/** How many messages are read after a gap, and how many older ones at a time. */
const NEWEST = 50;
const OLDER = 20;

const CLOSED: (typeof MESSAGE_TYPES)['closed'] = 'livechat-close';
const TYPING: typeof USER_TYPING = 'user-typing';
const NOTIFY: StreamName = 'stream-notify-room';
const INFO: StreamName = 'stream-livechat-room';
const MESSAGES: StreamName = 'stream-room-messages';

export interface Room {
  link: Connection;
  connection: ReadonlySignal<ConnectionState>;
  received: ReadonlySignal<ReceivedMessage[]>;
  older: ReadonlySignal<'none' | 'some' | 'loading'>;
  /** The last attempt to read the history failed. */
  stale: ReadonlySignal<boolean>;
  agent: ReadonlySignal<AgentView | undefined>;
  /** Somebody serves the room, even if the server hides who. */
  served: ReadonlySignal<boolean>;
  queueInfo: Signal<QueueInfo | undefined>;
  typing: Typing;
  /** Takes in messages, from wherever they came. */
  receive(messages: ReceivedMessage[]): void;
  setAgent(agent: DecodedAgent | undefined): void;
  /** Reads the newest part of the history into the list. */
  sync(): Promise<void>;
  loadOlder(): Promise<void>;
  dispose(): void;
}

export interface RoomDeps {
  transport: Transport;
  facts: Facts;
  clock: Clock;
  report: Ports['report'];
  /** Something may have been missed: asks the config whether the room is open, and who serves it. */
  doubt(): void;
}

export function createRoom({ transport, facts, clock, report, doubt }: RoomDeps): Room {
  const { rest, server } = transport;
  const { visit, change, settle, username } = facts;
  const list = createMessageList();
  const connection = signal<ConnectionState>('idle');
  const agent = signal<AgentView | undefined>(undefined);
  const served = signal(false);
  const queueInfo = signal<QueueInfo | undefined>(undefined);
  const older = signal<'none' | 'some' | 'loading'>('none');
  const stale = signal(false);
  const rid = computed(() => visit.value.rid);
  const liveRid = computed(() => (visit.value.ended ? '' : rid.value));
  /** Counts readings of the history: the one begun last says whether something is missing, and one begun earlier comes too late. */
  let syncs = 0;
  let taken = 0;
  /** What was there when readings began to fail: all that came since, live, may stand behind a hole. */
  let known: Set<string> | undefined;

  const link = transport.connect({
    state(state) {
      connection.value = state;
    },
    subscribed() {
      void room.sync();
      doubt();
    },
    refused: doubt,
  });
  const typing = createTyping(clock, (active) => {
    const { token, rid } = visit.peek();
    link.call(NOTIFY, [`${rid}/user-activity`, username.peek(), active ? [TYPING] : [], { token }]);
  });

  function enter(live: string): () => void {
    const { token } = visit.peek();
    const options = { useCollection: false, args: [{ token, visitorToken: token }] };
    const stops = [
      link.subscribe(NOTIFY, `${live}/deleteMessage`, options, ([message]) =>
        list.remove(conform({ _id: '' }, message)._id),
      ),
      link.subscribe(NOTIFY, `${live}/user-activity`, options, (args) => {
        const [who = '', what] = conform<string[]>([''], args.flat());
        if (who && who !== username.peek()) typing.heard(who, what === TYPING);
      }),
      link.subscribe(INFO, live, options, ([event]) => {
        const told = decodeLivechatRoomEvent(event);
        // An answer that is on its way was given before this.
        change({});
        if (told?.type === 'agentData') room.setAgent(told.data);
        else if (told?.type === 'queueData') queueInfo.value = told.data;
        else if (told && agent.value) agent.value = { ...agent.value, status: told.status };
      }),
      link.subscribe(MESSAGES, live, options, ([message]) => {
        const decoded = decodeMessage(message);
        if (decoded) room.receive([decoded]);
        else report('message', message);
      }),
    ];
    link.start();
    return () => {
      typing.clear();
      for (const stop of stops) stop();
      link.stop();
    };
  }

  const room: Room = {
    link,
    connection,
    received: list.all,
    older,
    stale,
    agent,
    served,
    queueInfo,
    typing,
    receive(messages) {
      const here = messages.filter((message) => message.rid === rid.peek());
      batch(() => {
        list.merge(here);
        settle(here.map(({ id }) => id));
        for (const { type, author } of here) {
          typing.heard(author.username, false);
          if (type === CLOSED && liveRid.peek()) change({ ended: true });
        }
      });
    },
    setAgent(told) {
      served.value = !!told;
      agent.value = told?.username
        ? { ...told, avatarUrl: `${server}/avatar/${encodeURIComponent(told.username)}` }
        : undefined;
    },
    async sync() {
      const { token, rid: asked } = visit.peek();
      if (!asked) return;
      const mine = ++syncs;
      known ??= new Set(list.all.peek().map(({ id }) => id));
      const had = known;
      const outcome = await rest.history(asked, { token, limit: NEWEST, offset: 0 });
      if (rid.peek() !== asked) return;
      if (mine === syncs) {
        stale.value = !outcome.ok;
        if (outcome.ok) known = undefined;
      }
      if (!outcome.ok || mine < taken) return;
      taken = mine;
      const page = outcome.value;
      const last = page.at(-1);
      // Does the page reach down to what we had? If not, the list starts anew with it, and the rest is older messages.
      const joined = !!last && had.has(last.id);
      batch(() => {
        room.receive(page);
        // What we had and the server tells no more, within what it told, is deleted there.
        list.keep(
          ({ id, at }) => !had.has(id) || page.some((told) => told.id === id) || (joined && at <= last.at),
        );
        if (!joined) older.value = page.length < NEWEST ? 'none' : 'some';
      });
    },
    async loadOlder() {
      if (older.peek() !== 'some') return;
      older.value = 'loading';
      const { token, rid: asked } = visit.peek();
      const outcome = await rest.history(asked, { token, limit: OLDER, offset: list.all.peek().length });
      if (asked !== rid.peek()) return;
      batch(() => {
        older.value = outcome.ok && outcome.value.length < OLDER ? 'none' : 'some';
        if (outcome.ok) room.receive(outcome.value);
      });
    },
    dispose() {
      for (const stop of stops) stop();
      link.stop();
    },
  };

  const stops = [
    // Another room: nothing of the last one stays.
    effect(() => {
      rid.value;
      untracked(() => {
        list.clear();
        room.setAgent(undefined);
        queueInfo.value = undefined;
        older.value = 'none';
        stale.value = false;
        known = undefined;
      });
    }),
    effect(() => {
      const live = liveRid.value;
      return live ? untracked(() => enter(live)) : undefined;
    }),
  ];
  return room;
}
