import type { LiveDeps } from '../state/live.ts';
import type { QueuedMessage } from '../state/session.ts';
import type { ChatRest } from '../transport/create-chat-rest.ts';
import type { ReceivedMessage } from '../wire/decode-message.ts';
import { failure, type Outcome } from '../wire/problem.ts';

/** One attempt to bring a message to the server: registers the visitor and opens the room if need be. */
export function createDeliver(
  { facts, register, batch }: LiveDeps,
  rest: ChatRest,
  receive: (messages: ReceivedMessage[]) => void,
): (message: QueuedMessage) => Promise<Outcome<unknown>> {
  const { visit, change, known, busy, problem, config, moveText, unqueue } = facts;

  async function openRoom(): Promise<Outcome<unknown>> {
    const registered = visit.peek().registered || (await register());
    if (registered !== true && !registered.ok) return registered;
    const opened = await rest.room(visit.peek().token, known.peek().agentId);
    if (opened.ok) change({ rid: opened.value, ended: false });
    return opened;
  }

  async function attempt({ id, text }: QueuedMessage): Promise<Outcome<unknown>> {
    if (!visit.peek().rid) {
      busy.value = 'starting';
      const opened = await openRoom();
      busy.value = undefined;
      if (!opened.ok) return opened;
    }
    const { token, rid, ended } = visit.peek();
    if (ended) return failure('room-closed');
    const sent = await rest.message({ _id: id, token, rid, msg: text });
    // A server may answer an error for a message that it has: that of a first attempt whose answer was lost.
    const unclear = !sent.ok && (sent.problem.detail || sent.problem.code === 'bad-answer');
    const stored = unclear ? await rest.storedMessage(id, { token, rid }) : sent;
    if (stored.ok) receive([stored.value]);
    return stored.ok ? stored : sent;
  }

  return async (message) => {
    const outcome = await attempt(message);
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
  };
}
