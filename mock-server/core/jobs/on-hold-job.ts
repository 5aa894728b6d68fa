import { closeOnHold } from '../rules/on-hold.ts';
import type { Job } from './job.ts';

const ORDER = 'omnichannel.onHoldSince';

/** Chats that were on hold for longer than `Livechat_auto_close_on_hold_chats_timeout`. */
export const onHoldJob: Job = {
  name: 'chats on hold',
  dueAt(facts) {
    const seconds = facts.setting('Livechat_auto_close_on_hold_chats_timeout');
    const since = facts.earliest('rooms', ORDER)?.omnichannel?.onHoldSince;
    return since && seconds > 0 ? since.getTime() + seconds * 1000 : undefined;
  },
  async run({ store, run }) {
    for (let before: string | undefined; ; ) {
      const room = store.earliest('rooms', ORDER);
      // The one that is still there is not due.
      if (!room || room._id === before) return;
      before = room._id;
      await run((work) => closeOnHold(work, room._id));
    }
  },
};
