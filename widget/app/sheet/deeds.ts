import type { Outcome } from '../../wire/problem.ts';
import type { Given } from '../given.ts';

/** What the visitor can have done. Each answers what came of it. */
export function createDeeds({ batch, porthole, transport }: Pick<Given, 'batch' | 'porthole' | 'transport'>) {
  const { rest, server, ports } = transport;
  const { facts, closeChat, identify, retryLoad } = porthole;
  const { visit, live, known, form, queue, settle, change } = facts;
  const done = () => true;
  const yes: Outcome<true> = { ok: true, value: true };

  return {
    transcript(email: string): Promise<Outcome<unknown>> {
      const { token, rid } = visit.peek();
      return rest.call('transcript', done, { token, rid, email });
    },

    /** Of the open chat, or where the next one goes. */
    async department(department: string): Promise<Outcome<unknown>> {
      const { token, rid } = visit.peek();
      if (!live.peek()) {
        await identify({ department });
        await retryLoad();
        return yes;
      }
      const outcome = await rest.call('visitor/department.transfer', done, { token, rid, department });
      if (outcome.ok) form.value = { ...form.peek(), department };
      // Rocket.Chat's code for "nobody there" is another one here.
      return !outcome.ok && /no-agents/.test(outcome.reason)
        ? { ...outcome, problem: { code: 'no-agent-online' } }
        : outcome;
    },

    /** Removes the visitor on the server, then every trace in this browser; the other tabs follow. Nothing goes here that is kept there. */
    async forget(): Promise<Outcome<unknown>> {
      // A server removes nobody who has an open chat, as it is set by default.
      if (live.peek()) await closeChat();
      const { token, registered } = visit.peek();
      const outcome = registered ? await rest.call(`visitor/${token}`, done, {}, {}, 'DELETE') : yes;
      // Removed before: by an agent, or with an answer that was lost.
      if (!outcome.ok && outcome.reason !== 'invalid-token') return outcome;
      batch(() => {
        settle(queue.peek().map(({ id }) => id));
        known.value = { businessUnit: known.peek().businessUnit ?? '' };
        facts.seen.value = 0;
        change({ token: '', registered: false, rid: '', ended: false, agreed: false });
      });
      ports.storage.write(`porthole-sound:${server}:rung`, '');
      return yes;
    },
  };
}
