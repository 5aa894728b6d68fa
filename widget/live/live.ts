/**
 * The part of the pop-up that only visitors need who really chat: connection, room, outbox. Loaded with the first chat, or when one
 * is to be resumed. It imports nothing that the pop-up has an instance of: signals come as an argument.
 */
import type { CreateLive } from '../state/live.ts';
import { createChatRest } from '../transport/create-chat-rest.ts';
import { decodeMessage } from '../wire/decode-message.ts';
import { createDeliver } from './deliver.ts';
import { createOutbox } from './outbox.ts';
import { createRoom } from './room.ts';

/** Between two looks at where the page is. */
const LOOK_EVERY_MS = 1_000;

export const createLive: CreateLive = (deps) => {
  const { facts, transport, ports, lockName, effect, untracked } = deps;
  const { page, clock, lock } = ports;
  const { visit, roomId, live, change, config, draft } = facts;
  const { isOpen, visible, seen, received, unread, connection } = facts;
  const rest = createChatRest(transport.rest.call, ports.report);
  const room = createRoom(deps, rest);
  const { link, typing } = room;
  const { openRoom, deliver } = createDeliver(deps, rest, room.receive);
  const outbox = createOutbox({
    session: facts,
    clock,
    deliver,
    alone: (work) => lock(lockName, work),
    retryDelayMs: transport.retryDelayMs,
  });
  let visited = '';

  const stops = [
    page.listen((event) => {
      // An open socket keeps the page out of the back/forward cache, and comes back dead.
      if (event === 'pagehide') link.suspend();
      else if (page.isVisible()) {
        link.probe();
        outbox.wake();
      }
    }),
    effect(() => {
      if (connection.value === 'connected') untracked(outbox.wake);
    }),
    effect(() => {
      if (!draft.value) untracked(typing.stop);
    }),
    effect(() => {
      const newest = received.value.at(-1)?.at ?? 0;
      if (isOpen.value && visible.value && newest > seen.peek()) seen.value = newest;
    }),
    effect(() => {
      unread.value = received.value.filter(({ from, at }) => from === 'agent' && at > seen.value).length;
    }),
    effect(() => {
      const { ended, token } = visit.value;
      if (ended && token && config.value?.settings.clearLocalStorageWhenChatEnded)
        change({ token: '', registered: false, agreed: false });
    }),
    // Tells the agent which page the visitor is on. Nobody says when a single-page site changes its own.
    effect(() => {
      const { token } = visit.value;
      const rid = live.value ? roomId.value : '';
      const change = config.value?.settings.historyMonitorType;
      let cancel = () => {};
      const look = () => {
        cancel = clock.after(LOOK_EVERY_MS, look);
        const { href, title } = page.where();
        const here = rid + (change === 'title' ? title : href);
        if (visited === here) return;
        visited = here;
        void rest.pageVisited({ token, rid, pageInfo: { change: change ?? '', title, location: { href } } });
      };
      if (rid && change) look();
      return () => cancel();
    }),
  ];

  return {
    openRoom,
    receive(message) {
      const decoded = decodeMessage(message);
      if (decoded) room.receive([decoded]);
    },
    wake: outbox.wake,
    sync: room.sync,
    loadOlder: room.loadOlder,
    typed() {
      if (live.peek()) typing.typed();
    },
    async close() {
      const { token, rid } = visit.peek();
      const outcome = await rest.close({ token, rid });
      if (!outcome.ok && outcome.problem.code !== 'room-closed') return outcome;
      if (visit.peek().rid === rid) change({ ended: true });
      return { ok: true, value: rid };
    },
    dispose() {
      for (const stop of stops) stop();
      outbox.dispose();
      room.dispose();
    },
  };
};
