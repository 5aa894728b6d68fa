import { MeteorError } from '../meteor-error.ts';
import { inquiryEmissions } from '../project/inquiry.ts';
import { subscriptionEmission } from '../project/subscription.ts';
import type { Work } from '../work.ts';
import { removeFilesOfRoom } from './files.ts';

/** Removes a room with everything in it. Whoever has it on the screen sees it go. */
export function removeRoom(work: Work, rid: string): void {
  for (const { _id } of work.where('messages', 'rid', rid)) work.remove('messages', _id);
  for (const subscription of work.where('subscriptions', 'rid', rid)) {
    work.remove('subscriptions', subscription._id);
    work.publish(subscriptionEmission(work, 'removed', subscription));
  }
  for (const inquiry of work.where('inquiries', 'rid', rid)) {
    work.remove('inquiries', inquiry._id);
    for (const emission of inquiryEmissions('removed', inquiry)) work.publish(emission);
  }
  removeFilesOfRoom(work, rid);
  work.remove('rooms', rid);
}

/**
 * @throws MeteorError `error-invalid-room`
 * @see Rocket.Chat `lib/omnichannel/rooms.ts` `removeOmnichannelRoom`
 */
export function deleteRoom(work: Work, rid: string): void {
  if (!work.get('rooms', rid)) throw new MeteorError('error-invalid-room', 'Invalid room');
  removeRoom(work, rid);
}

/** Removes the rooms that are closed, of these departments where any are named. @returns how many */
export function removeClosedRooms(work: Work, departmentIds: readonly string[] = []): number {
  const closed = [...work.all('rooms')].filter(
    ({ open, departmentId }) =>
      !open &&
      (departmentIds.length === 0 || (departmentId !== undefined && departmentIds.includes(departmentId))),
  );
  for (const { _id } of closed) removeRoom(work, _id);
  return closed.length;
}
