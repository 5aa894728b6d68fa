import { settleAbandonedRoom } from '../rules/abandoned-rooms.ts';
import type { Job } from './job.ts';

const ORDER = 'omnichannel.predictedVisitorAbandonmentAt';

/**
 * Visitors who left an agent without an answer for too long.
 * @note To the second; a real server looks once a minute.
 */
export const abandonedRoomsJob: Job = {
  name: 'abandoned rooms',
  dueAt: (facts) => facts.earliest('rooms', ORDER)?.omnichannel?.predictedVisitorAbandonmentAt?.getTime(),
  async run({ store, run }) {
    for (let before: string | undefined; ; ) {
      const room = store.earliest('rooms', ORDER);
      // The one that is still there is not due.
      if (!room || room._id === before) return;
      before = room._id;
      await run((work) => settleAbandonedRoom(work, room._id));
    }
  },
};
