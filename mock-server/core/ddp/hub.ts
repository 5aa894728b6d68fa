import type { Emission } from '../work.ts';
import type { Connection } from './connection.ts';
import { encodeEjson } from './ejson.ts';
import { withoutVisitorTokens } from './without-visitor-tokens.ts';

export interface Subscription {
  /** Chosen by the client; unique on its connection. */
  id: string;
  connection: Connection;
  stream: string;
  event: string;
  /** Who listens. Only visitors may see a visitor's token, and only ever their own. */
  audience: 'visitor' | 'agent';
}

/** Who subscribed to what. Keyed by stream and event, because a client may subscribe to the same event several times (W113 does, 3 times). */
export interface Hub {
  add(subscription: Subscription): void;
  remove(subscription: Subscription): void;
  /** One `changed` frame for each subscription, not for each connection. */
  publish(emission: Emission): void;
  /** Subscriptions in all. */
  size(): number;
}

export function createHub(): Hub {
  const byEvent = new Map<string, Set<Subscription>>();
  const keyOf = (stream: string, event: string): string => `${stream}\n${event}`;

  return {
    add(subscription) {
      const key = keyOf(subscription.stream, subscription.event);
      const known = byEvent.get(key);
      if (known) known.add(subscription);
      else byEvent.set(key, new Set([subscription]));
    },
    remove(subscription) {
      const key = keyOf(subscription.stream, subscription.event);
      const known = byEvent.get(key);
      known?.delete(subscription);
      if (known?.size === 0) byEvent.delete(key);
    },
    publish({ stream, event, args, except }) {
      const texts = new Map<Subscription['audience'], string>();
      const textFor = (audience: Subscription['audience']): string => {
        const known = texts.get(audience);
        if (known !== undefined) return known;
        const text = encodeEjson({
          msg: 'changed',
          collection: stream,
          id: 'id',
          fields: { eventName: event, args: audience === 'agent' ? withoutVisitorTokens(args) : args },
        });
        texts.set(audience, text);
        return text;
      };
      for (const { connection, audience } of byEvent.get(keyOf(stream, event)) ?? []) {
        if (connection.id !== except) connection.sendText(textFor(audience));
      }
    },
    size: () => [...byEvent.values()].reduce((sum, set) => sum + set.size, 0),
  };
}
