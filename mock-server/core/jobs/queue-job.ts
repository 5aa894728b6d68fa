import type { User } from '../../store/documents.ts';
import { askExternal } from '../external-agent.ts';
import { waitingInquiries } from '../rules/inquiries.ts';
import { moveQueue, movesByItself } from '../rules/routing/move-queue.ts';
import { queueHeads } from '../rules/routing/queue-heads.ts';
import type { Job } from './job.ts';

/** As on a real server, where a delay below 1 counts as this. */
const USUAL_DELAY_S = 5;

/** Moves the queue every `Omnichannel_queue_delay_timeout` seconds for as long as somebody waits. */
export const queueJob: Job = {
  name: 'queue',
  dueAt(facts) {
    if (!movesByItself(facts)) return undefined;
    const waiting = waitingInquiries(facts);
    if (waiting.length === 0) return undefined;
    const since = Math.min(...waiting.map(({ queuedAt, ts }) => (queuedAt ?? ts).getTime()));
    const seconds = facts.setting('Omnichannel_queue_delay_timeout');
    const delayMs = (seconds < 1 ? USUAL_DELAY_S : seconds) * 1000;
    return Math.max(since, facts.ranAt ?? since) + delayMs;
  },
  async run(context) {
    const { store, setting, run } = context;
    const chosen = new Map<string, User>();
    if (setting('Livechat_Routing_Method') === 'External') {
      for (const { _id, department } of queueHeads(store)) {
        const agent = await askExternal(context, { department });
        if (agent) chosen.set(_id, agent);
      }
    }
    await run((work) => {
      // The settings may have changed while another server was asked.
      if (movesByItself(work)) moveQueue(work, chosen);
    });
  },
};
