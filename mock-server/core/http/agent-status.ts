import type { AgentAvailability, AgentPresence } from '../../../widget/wire/agent.ts';
import { can } from '../auth/permissions.ts';
import { isAgent, setAvailability } from '../rules/agents.ts';
import { setPresence } from '../rules/users.ts';
import type { Routes } from './app.ts';
import { lacksPermission, signedIn } from './auth.ts';
import { HttpRefusal, success } from './envelope.ts';
import { readBody } from './read-body.ts';
import { bodyOf, STRING, strict } from './validate.ts';

const checkPresence = bodyOf<{ status: AgentPresence }>(
  strict({
    'message?': STRING,
    status: { type: 'string', enum: ['online', 'away', 'busy', 'offline'] },
  }),
);
const checkAvailability = bodyOf<{ status?: AgentAvailability; agentId?: string }>({
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['available', 'not-available'] },
    agentId: STRING,
  },
  additionalProperties: false,
});

/**
 * Presence, and whether an agent takes chats.
 * @note The status message of `users.setStatus` is checked but not kept: nothing in livechat shows it.
 */
export const agentStatusRoutes: Routes = (app, context) => {
  app.post('/api/v1/users.setStatus', async (c) => {
    const { user } = await signedIn(context, c);
    const { status } = checkPresence(await readBody(c));
    await context.run((work) => setPresence(work, user._id, status));
    return success();
  });

  app.post('/api/v1/livechat/agent.status', async (c) => {
    const { user } = await signedIn(context, c);
    const { status, agentId = user._id } = checkAvailability(await readBody(c));
    if (agentId !== user._id && !can(context.store, user, 'manage-livechat-agents')) throw lacksPermission();
    const changed = await context.run((work) => {
      const agent = work.get('users', agentId);
      if (!agent || !isAgent(agent)) throw new HttpRefusal(404, 'Agent not found');
      return setAvailability(work, user, agent, status);
    });
    return success({ status: changed.statusLivechat });
  });
};
