import type { ReadonlySignal } from '@preact/signals-core';
import type { Random } from '../ports/random.ts';
import type { Rest } from '../transport/create-rest.ts';
import type { Outcome } from '../wire/problem.ts';
import type { WireRoom } from '../wire/room.ts';
import type { WireVisitor } from '../wire/visitor.ts';
import { newToken } from './new-id.ts';
import type { FormFields, Porthole } from './porthole.ts';
import type { Session } from './session.ts';

/** The visitor on the server: registered before the first room, which then is opened. */
export interface Visitor {
  /** `guest-N`; empty until the server told. */
  readonly username: string;
  ensureToken(): string;
  /** Takes the server's word on who the visitor is; its token may be another one. */
  adopt(guest: WireVisitor): void;
  /** Tells the server what the form and the page know of the visitor. */
  register(): Promise<Outcome<WireVisitor>>;
  openRoom(): Promise<Outcome<WireRoom>>;
}

export interface VisitorDeps {
  rest: Rest;
  random: Random;
  session: Session;
  known: ReadonlySignal<Parameters<Porthole['identify']>[0]>;
  form: ReadonlySignal<FormFields>;
}

export function createVisitor({ rest, random, session, known, form }: VisitorDeps): Visitor {
  let username = '';

  const visitor: Visitor = {
    get username() {
      return username;
    },
    ensureToken() {
      if (!session.visit.peek().token) session.change({ token: newToken(random) });
      return session.visit.peek().token;
    },
    adopt(guest) {
      username = guest.username;
      const { token, registered } = session.visit.peek();
      if (guest.token !== token || !registered) session.change({ token: guest.token, registered: true });
    },
    async register() {
      const token = visitor.ensureToken();
      const { name, email, department } = { ...known.peek(), ...filled(form.peek()) };
      const outcome = await rest.visitor({
        visitor: { token, ...(name && { name }), ...(email && { email }), ...(department && { department }) },
      });
      if (outcome.ok) visitor.adopt(outcome.value);
      return outcome;
    },
    async openRoom() {
      if (!session.visit.peek().registered) {
        const registered = await visitor.register();
        if (!registered.ok) return registered;
      }
      const outcome = await rest.room(session.visit.peek().token);
      if (outcome.ok) session.change({ rid: outcome.value._id, ended: false });
      else if (outcome.reason === 'invalid-token') {
        // A server that forgot the visitor: registered anew at the next attempt.
        session.change({ registered: false });
        return { ok: false, reason: '', problem: { code: 'unreachable' } };
      }
      return outcome;
    },
  };
  return visitor;
}

function filled(fields: FormFields): Partial<FormFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}
