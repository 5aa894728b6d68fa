import type { LiveDeps } from '../state/live.ts';
import type { QueuedMessage } from '../state/session.ts';
import type { ChatRest } from '../transport/create-chat-rest.ts';
import type { ReceivedMessage } from '../wire/decode-message.ts';
import { type Failure, failure, type Outcome } from '../wire/problem.ts';

/** Brings the visitor, the room and messages to the server. */
export interface Delivery {
  /** Registers the visitor and opens the room, unless there is one. */
  openRoom(): Promise<Outcome<unknown>>;
  /** One attempt with a message. */
  deliver(message: QueuedMessage): Promise<Outcome<unknown>>;
}

export function createDeliver(
  { facts, register, batch }: LiveDeps,
  rest: ChatRest,
  receive: (messages: ReceivedMessage[]) => void,
): Delivery {
  const { visit, change, known, busy, problem, config, moveText, unqueue } = facts;

  async function openRoom(): Promise<Outcome<unknown>> {
    if (visit.peek().rid) return { ok: true, value: true };
    busy.value = 'starting';
    const opened = await askRoom();
    busy.value = undefined;
    return opened.ok ? opened : failed(opened);
  }

  async function askRoom(): Promise<Outcome<unknown>> {
    const registered = visit.peek().registered || (await register());
    if (registered !== true && !registered.ok) return registered;
    const opened = await rest.room(visit.peek().token, known.peek().agentId);
    if (opened.ok) change({ rid: opened.value, ended: false });
    return opened;
  }

  async function deliver({ id, text }: QueuedMessage): Promise<Outcome<unknown>> {
    const opened = await openRoom();
    if (!opened.ok) return opened;
    const { token, rid, ended } = visit.peek();
    if (ended) return failure('room-closed');
    const sent = await rest.message({ _id: id, token, rid, msg: text });
    // A server may answer an error for a message that it has: that of a first attempt whose answer was lost.
    const unclear = !sent.ok && (sent.problem.detail || sent.problem.code === 'bad-answer');
    const stored = unclear ? await rest.storedMessage(id, { token, rid }) : sent;
    if (stored.ok) receive([stored.value]);
    return stored.ok || sent.ok ? stored : failed(sent);
  }

  function failed(outcome: Failure): Failure {
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
  }

  return { openRoom, deliver };
}
