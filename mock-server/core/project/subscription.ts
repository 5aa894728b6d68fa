import { STREAMS } from '../../../widget/wire/streams.ts';
import type { Subscription } from '../../store/documents.ts';
import type { Emission } from '../work.ts';

/** Frame that tells an agent of a change of their list of rooms. @see Rocket.Chat `listeners.module.ts` `watch.subscriptions` */
export function subscriptionEmission(
  change: 'inserted' | 'updated' | 'removed',
  subscription: Subscription,
): Emission {
  return {
    stream: STREAMS.notifyUser,
    event: `${subscription.u._id}/subscriptions-changed`,
    args: [change, subscription],
  };
}
