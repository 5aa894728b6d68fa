import type { DeliveryState, TargetName } from './delivery.ts';

/** Which deliveries are looked for; what is undefined may be anything. */
export interface DeliveryFilter {
  target?: TargetName | undefined;
  state?: DeliveryState | undefined;
  /** What is sent, e.g. `LivechatSession`. */
  event?: string | undefined;
}

/** Everything that is sent, by any server. @see `docs/webhooks.md` */
export const EVENTS = [
  'LivechatSession',
  'LivechatOfflineMessage',
  'LivechatSessionStart',
  'LivechatSessionQueued',
  'LivechatSessionTaken',
  'LivechatSessionForwarded',
  'LivechatEdit',
  'Message',
  'LeadCapture',
  'RDStationConversion',
  'FacebookReply',
] as const;

export const isFiltered = ({ target, state, event }: DeliveryFilter): boolean =>
  target !== undefined || state !== undefined || event !== undefined;

/** Where a page of the log is, newest first. Pages begin with 1. */
export function deliveriesPath(filter: DeliveryFilter, page: number, size: number): string {
  const query = new URLSearchParams({
    _sort: 'createdAt',
    _order: 'desc',
    _page: String(page),
    _limit: String(size),
  });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  return `/db/deliveries?${query}`;
}
