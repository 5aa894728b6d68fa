import type { Message, Room } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Work } from '../work.ts';

/** `rid` of pages that were visited before there was a room. */
export const NO_ROOM = '';

/** Pages a visitor was on while there was no room, oldest first. */
export function pagesWithoutRoom(reader: StoreReader, token: string): Message[] {
  return reader.where('messages', 'navigation.token', token).filter(({ rid }) => rid === NO_ROOM);
}

/** Moves the pages seen before into a new room, in front of what is said there. */
export function attachPages(work: Work, room: Room): void {
  for (const page of pagesWithoutRoom(work, room.v.token)) {
    work.put('messages', { ...page, rid: room._id, seq: 0, _updatedAt: work.now });
  }
}
