import type { EpochMs } from '../ports/clock.ts';
import { COLLECTIONS } from '../store/documents.ts';
import type { StoreReader } from '../store/store.ts';

/**
 * The latest time that any stored document names as past, 0 for an empty store. A server that ran with a fast clock left times ahead of real time; a
 * clock that starts behind them would put new messages before old ones.
 */
export function newestTime(store: StoreReader): EpochMs {
  let newest = 0;
  for (const name of COLLECTIONS) {
    for (const doc of store.all(name)) {
      const { _updatedAt, ts, createdAt } = doc as { _updatedAt?: Date; ts?: Date; createdAt?: Date };
      for (const date of [_updatedAt, ts, createdAt]) newest = Math.max(newest, date?.getTime() ?? 0);
    }
  }
  return newest;
}
