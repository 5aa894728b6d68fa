import { PRESENCE_GRACE_MS, userGone } from '../rules/user-connections.ts';
import type { Job } from './job.ts';

/** Users whose last socket closed and who did not come back. */
export const presenceJob: Job = {
  name: 'presence',
  dueAt(facts) {
    const since = facts.earliest('users', 'disconnectedAt')?.disconnectedAt;
    return since && since.getTime() + PRESENCE_GRACE_MS;
  },
  async run({ store, run }) {
    for (let before: string | undefined; ; ) {
      const user = store.earliest('users', 'disconnectedAt');
      // The one that is still there is not due.
      if (!user || user._id === before) return;
      before = user._id;
      await run((work) => userGone(work, user._id));
    }
  },
};
