import { unreachable } from '../../../widget/wire/result.ts';
import type { Room } from '../../store/documents.ts';
import type { Work } from '../work.ts';
import { inactivityTimeout } from './abandonment.ts';
import { closeRoom } from './closing.ts';
import { ROCKET_CAT } from './messages.ts';
import { placeOnHold } from './on-hold.ts';

/**
 * Does with a room whose visitor fell silent what `Livechat_abandoned_rooms_action` says. Does nothing when the visitor came back.
 * @note There is no "back to the queue" among the actions of Rocket.Chat, so there is none here.
 * @see Rocket.Chat `livechat-enterprise/server/lib/VisitorInactivityMonitor.ts`
 */
export function settleAbandonedRoom(work: Work, rid: string): void {
  const room = work.get('rooms', rid);
  const due = room?.omnichannel?.predictedVisitorAbandonmentAt;
  if (!room || !due || due > work.now) return;
  const action = work.setting('Livechat_abandoned_rooms_action');
  switch (action) {
    case 'close':
      closeRoom(work, { room, closer: { kind: 'system' }, comment: closingWords(work, room) });
      return;
    case 'on-hold':
      placeOnHold(
        work,
        room,
        ROCKET_CAT,
        `The chat was automatically placed On Hold because ${reason(work, room)}`,
      );
      return;
    case 'none':
      return;
    default:
      unreachable(action);
  }
}

function closingWords(work: Work, room: Room): string {
  const department = room.departmentId === undefined ? undefined : work.get('departments', room.departmentId);
  return (
    department?.abandonedRoomsCloseCustomMessage ||
    work.setting('Livechat_abandoned_rooms_closed_custom_message') ||
    `The chat was automatically closed because ${reason(work, room)}`
  );
}

/** @see Rocket.Chat `en.i18n.json` `Omnichannel_chat_closed_due_to_inactivity`, `Omnichannel_On_Hold_due_to_inactivity` */
function reason(work: Work, room: Room): string {
  const guest = room.v.name ?? room.v.username;
  return `we haven't received any reply from ${guest} in ${inactivityTimeout(work, room)} seconds`;
}
