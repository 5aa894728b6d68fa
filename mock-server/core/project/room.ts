import type { Room } from '../../store/documents.ts';

/** The room as its visitor sees it: the whole document but what the receiver of webhooks answered. Dates are `Date`. */
export function toWireRoom(room: Room): Omit<Room, 'crmData'> {
  const { crmData: _crmData, ...shown } = room;
  return shown;
}

/** The room as agents see it: as {@link toWireRoom}, without the visitor's token. */
export function toAgentRoom(room: Room): Omit<Room, 'crmData' | 'v'> & { v: Omit<Room['v'], 'token'> } {
  const { v, ...shown } = toWireRoom(room);
  const { token: _token, ...visitor } = v;
  return { ...shown, v: visitor };
}
