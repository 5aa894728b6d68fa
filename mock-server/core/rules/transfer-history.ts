import { MESSAGE_TYPES, type TransferData } from '../../../widget/wire/message.ts';
import { unreachable } from '../../../widget/wire/result.ts';
import type { Room, User } from '../../store/documents.ts';
import { subscriptionEmission } from '../project/subscription.ts';
import type { Work } from '../work.ts';
import { type Author, ROCKET_CAT, storeMessage, userAuthor, visitorAuthor } from './messages.ts';

/** Who moves a room. */
export type Mover = { kind: 'visitor' } | { kind: 'user'; user: User } | { kind: 'system' };

/**
 * Notes in the room who gave it to whom.
 * @see Rocket.Chat `lib/omnichannel/transfer.ts` `saveTransferHistory`, `Helper.ts` `normalizeTransferredByData`
 */
export function noteTransfer(
  work: Work,
  room: Room,
  by: Mover,
  data: Omit<TransferData, 'transferredBy' | 'ts' | 'previousDepartment'>,
): void {
  const author = authorOf(room, by);
  const userType = by.kind === 'visitor' ? 'visitor' : author.u._id === room.servedBy?._id ? 'agent' : 'user';
  storeMessage(work, room, {
    ...author,
    t: MESSAGE_TYPES.transferred,
    msg: '',
    groupable: false,
    transferData: {
      ...data,
      transferredBy: { ...author.u, userType },
      ts: work.now,
      ...(room.departmentId === undefined ? {} : { previousDepartment: room.departmentId }),
    },
  });
}

/** Takes everybody out of a room; who served it is said to have left. */
export function leaveRoom(work: Work, { _id: rid, servedBy }: Room): void {
  for (const subscription of work.where('subscriptions', 'rid', rid)) {
    work.remove('subscriptions', subscription._id);
    work.publish(subscriptionEmission(work, 'removed', subscription));
  }
  const room = work.get('rooms', rid);
  if (!room) return;
  const { servedBy: _served, ...unserved } = room;
  const left: Room = { ...unserved, usersCount: 1, _updatedAt: work.now };
  work.put('rooms', left);
  if (!servedBy) return;
  const user = work.get('users', servedBy._id);
  const { _id, username } = servedBy;
  storeMessage(work, left, {
    ...(user ? userAuthor(user) : { u: { _id, username } }),
    t: MESSAGE_TYPES.userLeft,
    msg: username,
    groupable: false,
  });
}

function authorOf(room: Room, by: Mover): Author {
  switch (by.kind) {
    case 'visitor':
      return visitorAuthor(room);
    case 'user':
      return userAuthor(by.user);
    case 'system':
      return ROCKET_CAT;
    default:
      return unreachable(by);
  }
}
