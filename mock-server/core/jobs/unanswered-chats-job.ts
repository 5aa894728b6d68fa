import { askExternal } from '../external-agent.ts';
import { firstUnanswered, isUnanswered, passOnUnanswered } from '../rules/routing/pass-on-unanswered.ts';
import type { Job } from './job.ts';

/** Chats that their agents do not answer go to others after `Livechat_auto_transfer_chat_timeout`. */
export const unansweredChatsJob: Job = {
  name: 'unanswered chats',
  dueAt: (facts) => firstUnanswered(facts)?.autoTransferAt?.getTime(),
  async run(context) {
    const { store, setting, clock, run } = context;
    for (;;) {
      const room = firstUnanswered({ ...store, setting });
      if (!room?.autoTransferAt || room.autoTransferAt.getTime() > clock.now()) return;
      const asks = setting('Livechat_Routing_Method') === 'External' && isUnanswered(room);
      const question = { department: room.departmentId, notTo: room.servedBy?._id };
      const chosen = asks ? await askExternal(context, question) : undefined;
      await run((work) => passOnUnanswered(work, room._id, chosen && work.get('users', chosen._id)));
    }
  },
};
