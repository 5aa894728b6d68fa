import type { Random } from '../ports/random.ts';
import type { Rest } from '../transport/create-rest.ts';
import type { DecodedVisitor } from '../wire/decode-visitor.ts';
import { failure, type Outcome } from '../wire/problem.ts';
import type { Facts } from './facts.ts';
import { newToken } from './new-id.ts';

/** Who the visitor is to the server. */
export interface Visitor {
  /** Takes the server's word; the token may be another one than was sent. */
  adopt(guest: DecodedVisitor): void;
  /** Tells the server what the form says of the visitor. */
  register(): Promise<Outcome<unknown>>;
}

export function createVisitor(
  { visit, change, known, form, username, screen }: Facts,
  rest: Rest,
  random: Random,
): Visitor {
  const adopt = (guest: DecodedVisitor): void => {
    const { token, registered } = visit.peek();
    username.value = guest.username;
    if (guest.token !== token || !registered) change({ token: guest.token, registered: true });
  };
  return {
    adopt,
    async register() {
      // Whoever asks for it: a file that was still on its way when the visitor was forgotten, say.
      if (screen.peek() === 'consent') return failure('refused');
      if (!visit.peek().token) change({ token: known.peek().token || newToken(random) });
      const { name, email, department } = form.peek();
      const outcome = await rest.visitor({ token: visit.peek().token, name, email, department });
      if (outcome.ok) adopt(outcome.value);
      return outcome;
    },
  };
}
