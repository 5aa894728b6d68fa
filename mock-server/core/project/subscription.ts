import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Subscription } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Emission } from '../work.ts';

/** What stands in a subscription beside the document. @see core-typings `ISubscription` */
export interface WireSubscription extends Subscription {
  t: 'l';
  /** Both the room's name; empty once the room is gone. */
  name: string;
  fname: string;
  alert: boolean;
  /** Nobody is mentioned in a livechat. */
  userMentions: number;
  groupMentions: number;
}

/** An agent's place in a room as they see it. Dates are `Date`. */
export function toWireSubscription(reader: StoreReader, subscription: Subscription): WireSubscription {
  const name = reader.get('rooms', subscription.rid)?.fname ?? '';
  const alert = subscription.unread > 0;
  return { ...subscription, t: 'l', name, fname: name, alert, userMentions: 0, groupMentions: 0 };
}

/** Frame that tells an agent of a change of their list of rooms. @see Rocket.Chat `listeners.module.ts` `watch.subscriptions` */
export function subscriptionEmission(
  reader: StoreReader,
  change: 'inserted' | 'updated' | 'removed',
  subscription: Subscription,
): Emission {
  return {
    stream: STREAMS.notifyUser,
    event: `${subscription.u._id}/subscriptions-changed`,
    args: [change, toWireSubscription(reader, subscription)],
  };
}
