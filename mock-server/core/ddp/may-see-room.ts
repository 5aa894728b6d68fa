import type { Room, User } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { can } from '../auth/permissions.ts';

/**
 * Whether a user may read along in a room: managers all of them; agents those they serve or served, and those that wait in a queue
 * that is theirs (no department, or one they belong to).
 * @see Rocket.Chat `canAccessRoom` validators for livechat
 */
export function maySeeRoom(reader: StoreReader, user: User, room: Room): boolean {
  if (!can(reader, user, 'view-l-room')) return false;
  if (can(reader, user, 'view-livechat-rooms')) return true;
  if (room.servedBy?._id === user._id) return true;
  if (reader.where('subscriptions', 'rid', room._id).some(({ u }) => u._id === user._id)) return true;
  if (room.servedBy || !room.open) return false;
  return room.departmentId === undefined || isInDepartment(reader, user, room.departmentId);
}

export function isInDepartment(reader: StoreReader, user: User, departmentId: string): boolean {
  return reader
    .where('departmentAgents', 'agentId', user._id)
    .some((membership) => membership.departmentId === departmentId);
}
