import type { CoreContext } from '../context.ts';
import { MeteorError } from '../meteor-error.ts';
import { authoriseSubscription, isStream } from './authorise-subscription.ts';
import type { Connection } from './connection.ts';
import { NotFound, toDdpError } from './ddp-error.ts';
import type { Hub, Subscription } from './hub.ts';
import { toStreamCall } from './stream-call.ts';

/** Most subscriptions of one connection. The official widget holds six. */
export const MAX_SUBSCRIPTIONS = 200;

/** The subscriptions of one connection. */
export interface Subscriptions {
  /** Answers `ready`, or `nosub` with the reason. An id already in use is ignored: clients send it again after connecting. */
  subscribe(id: string, stream: string, params: readonly unknown[]): Promise<void>;
  /** Answers `nosub`, for an id that is unknown too: clients unsubscribe what an earlier socket had. */
  unsubscribe(id: string): void;
  /** Drops what was allowed to an agent, with a `nosub` each. */
  endAgents(): void;
  endAll(): void;
}

export function createSubscriptions(context: CoreContext, hub: Hub, connection: Connection): Subscriptions {
  const byId = new Map<string, Subscription>();

  function end(subscription: Subscription): void {
    hub.remove(subscription);
    byId.delete(subscription.id);
  }

  async function allow(stream: string, params: readonly unknown[]) {
    if (byId.size >= MAX_SUBSCRIPTIONS) {
      throw new MeteorError(
        'error-too-many-subscriptions',
        `A connection may hold ${MAX_SUBSCRIPTIONS} subscriptions; end some first`,
      );
    }
    if (!isStream(stream)) throw new NotFound(`Subscription '${stream}' not found`);
    const call = toStreamCall(params);
    return { call, audience: await authoriseSubscription(context, connection, stream, call) };
  }

  return {
    async subscribe(id, stream, params) {
      if (byId.has(id)) return;
      try {
        const { call, audience } = await allow(stream, params);
        const subscription: Subscription = { id, connection, stream, event: call.event, audience };
        byId.set(id, subscription);
        hub.add(subscription);
        if (call.useCollection) {
          const fields = { eventName: call.event };
          connection.send({ msg: 'added', collection: stream, id: 'id', fields });
        }
        connection.send({ msg: 'ready', subs: [id] });
      } catch (error) {
        const report = (unexpected: unknown): void => context.onFailure(unexpected, `DDP sub ${stream}`);
        connection.send({ msg: 'nosub', id, error: toDdpError(error, report) });
      }
    },
    unsubscribe(id) {
      const subscription = byId.get(id);
      if (subscription) end(subscription);
      connection.send({ msg: 'nosub', id });
    },
    endAgents() {
      for (const subscription of [...byId.values()]) {
        if (subscription.audience !== 'agent') continue;
        end(subscription);
        connection.send({ msg: 'nosub', id: subscription.id });
      }
    },
    endAll() {
      for (const subscription of [...byId.values()]) end(subscription);
    },
  };
}
