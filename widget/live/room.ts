/** The open room: its messages, agent and queue, as the socket, the history and the config tell them. */
import type { Live, LiveDeps } from '../state/live.ts';
import type { ChatRest } from '../transport/create-chat-rest.ts';
import { type Connection, createConnection } from '../transport/create-connection.ts';
import { conform } from '../wire/conform.ts';
import { type DecodedAgent, decodeAgent } from '../wire/decode-agent.ts';
import { decodeLivechatRoomEvent } from '../wire/decode-livechat-room-event.ts';
import { decodeMessage, type ReceivedMessage } from '../wire/decode-message.ts';
import { decodeQueueInfo } from '../wire/decode-queue-info.ts';
import type { MESSAGE_TYPES } from '../wire/message.ts';
import type { StreamName, USER_TYPING } from '../wire/streams.ts';
import { chatMessages } from './chat-messages.ts';
import { createMessageList } from './message-list.ts';
import { createTyping, type Typing } from './typing.ts';

/** How many messages are read after a gap, and how many older ones at a time. */
const NEWEST = 50;
const OLDER = 20;
/** Between two looks at config and history while no socket tells. A server allows 10 calls a minute by default. */
const DEAF_EVERY_MS = 10_000;

const CLOSED: (typeof MESSAGE_TYPES)['closed'] = 'livechat-close';
const TYPING: typeof USER_TYPING = 'user-typing';
const NOTIFY: StreamName = 'stream-notify-room';
const INFO: StreamName = 'stream-livechat-room';
const MESSAGES: StreamName = 'stream-room-messages';

export interface Room extends Pick<Live, 'sync' | 'loadOlder' | 'dispose'> {
  link: Connection;
  typing: Typing;
  /** Takes in messages, from wherever they came. */
  receive(messages: ReceivedMessage[]): void;
}

export function createRoom(deps: LiveDeps, rest: ChatRest): Room {
  const { facts, transport, ports, doubt, signal, computed, effect, batch, untracked } = deps;
  const { server } = transport;
  const { visit, roomId, live, change, settle, username, config, told } = facts;
  const { connection, received, older, agent, queued, typing: names } = facts;
  const list = createMessageList(deps);
  const { all } = list;
  /** The last attempt to read the history failed. */
  const stale = signal(false);
  /** Somebody serves the room, even if the server hides who. */
  const served = signal(false);
  const deaf = computed(() => live.value && (connection.value !== 'connected' || stale.value));
  const queueInfo = signal<ReturnType<typeof decodeQueueInfo>>(undefined);
  /** Counts readings of the history: the one begun last says whether something is missing, and one begun earlier comes too late. */
  let syncs = 0;
  let taken = 0;
  /** How often the list began anew. */
  let starts = 0;
  /**
   * Up to this time, epoch ms of the server, nothing is missing between the oldest message of the list and the newest. What the visitor
   * wrote since, and what came live over a new socket, may stand behind a hole until the history was read again.
   */
  let whole = 0;
  /** All subscriptions of this socket are answered. */
  let hearing = false;
  /** So they were when the history was last read: what comes live joins on. */
  let joins = false;
  let shown = '';
  let read: unknown;

  const link = createConnection(`${server.replace(/^http/, 'ws')}/websocket`, transport.ports, {
    state(state) {
      hearing = joins = false;
      connection.value = state;
    },
    subscribed() {
      hearing = true;
      void room.sync();
      void doubt();
    },
    refused: () => void doubt(),
  });
  const typing = createTyping(deps, ports.clock, (active) => {
    const { token, rid } = visit.peek();
    link.call(NOTIFY, [`${rid}/user-activity`, username.peek(), active ? [TYPING] : [], { token }]);
  });

  function setAgent(told: DecodedAgent | undefined): void {
    served.value = !!told;
    // Whoever is served has left the queue; should they come back to it, their place will be told.
    if (told) queueInfo.value = undefined;
    agent.value = told?.username
      ? { ...told, avatarUrl: `${server}/avatar/${encodeURIComponent(told.username)}` }
      : undefined;
  }

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
        // What changes nothing here is no reason to doubt an answer that is on its way, which may tell who serves.
        if (!told || (told.type === 'agentStatus' && !agent.value)) return;
        // Else it was given before this.
        change({});
        if (told.type === 'agentData') setAgent(told.data);
        else if (told.type === 'queueData') queueInfo.value = told.data;
        else if (agent.value) agent.value = { ...agent.value, status: told.status };
      }),
      link.subscribe(MESSAGES, live, options, ([message]) => {
        const decoded = decodeMessage(message);
        if (decoded) {
          if (joins && decoded.at > whole) whole = decoded.at;
          room.receive([decoded]);
        } else ports.report('message', message);
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
    typing,
    receive(messages) {
      const here = messages.filter((message) => message.rid === roomId.peek());
      batch(() => {
        list.merge(here);
        settle(here.map(({ id }) => id));
        for (const { type, author } of here) {
          typing.heard(author.username, false);
          if (type === CLOSED && live.peek()) change({ ended: true });
        }
      });
    },
    async sync() {
      const { token, rid: asked } = visit.peek();
      if (!asked) return;
      const mine = ++syncs;
      const heard = hearing;
      const had = new Set(all.peek().map(({ id }) => id));
      const outcome = await rest.history(asked, { token, limit: NEWEST, offset: 0 });
      if (roomId.peek() !== asked) return;
      if (mine === syncs) {
        stale.value = !outcome.ok;
        joins ||= outcome.ok && heard && hearing;
      }
      if (!outcome.ok || mine < taken) return;
      taken = mine;
      const page = outcome.value;
      const newest = page[0]?.at ?? 0;
      const last = page.at(-1);
      // Does the page reach down to what we had? If not, the list starts anew with it, and the rest is older messages.
      const joined = !!last && last.at <= whole && had.has(last.id);
      if (newest > whole) whole = newest;
      batch(() => {
        room.receive(page);
        // Besides the page stays what came since it was asked for, and what lies below it, if that is joined. The rest is deleted on the
        // server, or stands before a hole: with it the count of older messages would be wrong.
        list.keep(
          ({ id, at }) =>
            page.some((told) => told.id === id) ||
            (at >= newest && !had.has(id)) ||
            (joined && at <= last.at),
        );
        if (joined) return;
        starts++;
        older.value = page.length < NEWEST ? 'none' : 'some';
      });
    },
    async loadOlder() {
      if (older.peek() !== 'some') return;
      older.value = 'loading';
      const { token, rid: asked } = visit.peek();
      const mine = starts;
      const outcome = await rest.history(asked, { token, limit: OLDER, offset: all.peek().length });
      // Counted from a list that is no more.
      if (mine !== starts) return;
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
    effect(() => {
      const here = roomId.value;
      const news = told.value;
      untracked(() =>
        batch(() => {
          // Another room: nothing of the last one stays.
          if (here !== shown) {
            shown = here;
            starts++;
            list.clear();
            setAgent(undefined);
            queueInfo.value = undefined;
            older.value = 'none';
            stale.value = false;
            whole = 0;
          }
          if (news === read) return;
          read = news;
          setAgent(decodeAgent(news?.agent));
          queueInfo.value = decodeQueueInfo(news?.queueInfo);
        }),
      );
    }),
    effect(() => {
      received.value = chatMessages(all.value, config.value);
    }),
    effect(() => {
      queued.value = { waiting: live.value && !served.value, info: queueInfo.value };
    }),
    effect(() => {
      const { value } = agent;
      names.value = typing.usernames.value.map((name) => (value?.username === name ? value.name : name));
    }),
    effect(() => {
      const open = live.value && roomId.value;
      return open ? untracked(() => enter(open)) : undefined;
    }),
    effect(() => {
      if (!deaf.value) return;
      let cancel: () => void;
      const again = (): void => {
        cancel = ports.clock.after(DEAF_EVERY_MS, () => {
          again();
          void doubt();
          void room.sync();
        });
      };
      again();
      return () => cancel();
    }),
  ];
  return room;
}
