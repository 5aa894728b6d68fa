import { toWireSubscription } from '../project/subscription.ts';
import { markRead, subscriptionOf } from '../rules/agent-rooms.ts';
import { userOf } from '../rules/users.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readBody, readQuery } from './read-body.ts';
import { BOOLEAN, bodyOf, queryOf, STRING, strict } from './validate.ts';

const checkGet = queryOf<{ updatedSince?: string | null }>(strict({ 'updatedSince?': STRING }));
const checkOne = queryOf<{ roomId: string }>(strict({ roomId: STRING }));
const checkRead = bodyOf<{ rid?: string; roomId?: string }>({
  anyOf: [
    strict({ rid: STRING, 'readThreads?': BOOLEAN }),
    strict({ roomId: STRING, 'readThreads?': BOOLEAN }),
  ],
});

/** The rooms an agent has a place in. @see Rocket.Chat `api/v1/subscriptions.ts` */
export const agentSubscriptionRoutes: Routes = (app, context) => {
  const { store } = context;

  app.get('/api/v1/subscriptions.get', async (c) => {
    const { user } = await signedIn(context, c);
    const { updatedSince } = checkGet(readQuery(c));
    const since = updatedSince ? Date.parse(updatedSince) : Number.NEGATIVE_INFINITY;
    if (Number.isNaN(since)) {
      throw new HttpRefusal(400, {
        error: 'The "updatedSince" query parameter must be a valid date.',
        errorType: 'error-updatedSince-param-invalid',
      });
    }
    const update = store
      .where('subscriptions', 'u._id', user._id)
      .filter(({ _updatedAt }) => _updatedAt.getTime() > since)
      .map((subscription) => toWireSubscription(store, subscription));
    // What was removed is not kept, so a client that asks for changes learns it from `subscriptions-changed` only.
    return success({ update, remove: [] });
  });

  app.get('/api/v1/subscriptions.getOne', async (c) => {
    const { user } = await signedIn(context, c);
    const found = subscriptionOf(store, checkOne(readQuery(c)).roomId, user._id);
    return success({ subscription: found ? toWireSubscription(store, found) : null });
  });

  app.post('/api/v1/subscriptions.read', async (c) => {
    const { user } = await signedIn(context, c);
    const { rid, roomId = '' } = checkRead(await readBody(c));
    await context.run((work) => markRead(work, userOf(work, user._id), rid ?? roomId));
    return success();
  });
};
