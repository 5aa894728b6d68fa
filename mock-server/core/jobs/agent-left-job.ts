import { leaveDue, leaverSettled, roomsServedBy, settleRoomOfLeaver } from '../rules/agent-left.ts';
import type { Job } from './job.ts';

/** Chats of agents who stopped taking chats and did not come back. */
export const agentLeftJob: Job = {
  name: 'agents who left',
  dueAt: (facts) => leaveDue(facts, facts.earliest('users', 'leftAt')),
  async run({ store, clock, setting, run, onFailure }) {
    for (let before: string | undefined; ; ) {
      const agent = store.earliest('users', 'leftAt');
      const due = leaveDue({ setting }, agent);
      // The one that is still there came back and left again.
      if (!agent || due === undefined || due > clock.now() || agent._id === before) return;
      before = agent._id;
      // One by one: a chat that cannot be given on keeps no other from it.
      for (const { _id } of roomsServedBy(store, agent._id)) {
        try {
          await run((work) => settleRoomOfLeaver(work, _id, agent._id));
        } catch (error) {
          onFailure(error, 'a chat of an agent who left');
        }
      }
      await run((work) => leaverSettled(work, agent._id));
    }
  },
};
