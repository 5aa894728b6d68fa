import type { Delivery, DeliveryState } from './delivery.ts';

/** How a state looks and what it is called. */
export const STATE_WORDS: Record<DeliveryState, [kind: string, text: string]> = {
  pending: ['warn', 'Waiting'],
  delivered: ['good', 'Delivered'],
  failed: ['bad', 'Given up'],
  cancelled: ['', 'Cancelled'],
};

/** Why there is a delivery, where it is not because something happened. */
export const CAUSE_WORDS: Record<Delivery['cause'], string> = { event: '', test: 'test', replay: 'replay' };
