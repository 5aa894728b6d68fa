import { batch } from '@preact/signals-core';
import type { Random } from '../ports/random.ts';
import type { Rest } from '../transport/create-rest.ts';
import type { DecodedVisitor } from '../wire/decode-visitor.ts';
import { failure, type Outcome } from '../wire/problem.ts';
import type { Facts } from './facts.ts';
import { newToken } from './new-id.ts';
import type { Room } from './room.ts';
import type { QueuedMessage } from './session.ts';

/** The steps from a stranger to a message in a room. */
export interface Visitor {
  /** Takes the server's word on who the visitor is; the token may be another one than was sent. */
  adopt(guest: DecodedVisitor): void;
  /** Tells the server what the form says of the visitor. */
  register(): Promise<Outcome<unknown>>;
  /** One attempt to bring a message to the server: registers the visitor and opens the room if need be. */
  deliver(message: QueuedMessage): Promise<Outcome<unknown>>;
}

export function createVisitor(
  { visit, change, known, form, busy, problem, config, username, moveText, unqueue }: Facts,
  rest: Rest,
  room: Room,
  random: Random,
): Visitor {
  function adopt(guest: DecodedVisitor): void {
    const { token, registered } = visit.peek();
    username.value = guest.username;
    if (guest.token !== token || !registered) change({ token: guest.token, registered: true });
  }

  async function register(): Promise<Outcome<unknown>> {
    if (!visit.peek().token) change({ token: known.peek().token || newToken(random) });
    const { name, email, department } = form.peek();
    const outcome = await rest.visitor({ token: visit.peek().token, name, email, department });
    if (outcome.ok) adopt(outcome.value);
    return outcome;
  }

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
    if (stored.ok) room.receive([stored.value]);
    return stored.ok ? stored : sent;
  }

  return {
    adopt,
    register,
    async deliver(message) {
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
    },
  };
}
