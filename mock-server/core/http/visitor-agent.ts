import { externalAgent } from '../external-agent.ts';
import { PlainError } from '../plain-error.ts';
import { toWireAgent } from '../project/agent.ts';
import { findDepartment } from '../rules/find-department.ts';
import { openRoomOf, roomOfVisitor } from '../rules/rooms.ts';
import { nextAgent } from '../rules/routing/next-agent.ts';
import { visitorOf } from '../rules/visitors.ts';
import type { Routes } from './app.ts';
import { success } from './envelope.ts';
import { readQuery } from './read-body.ts';
import { queryOf, STRING, strict } from './validate.ts';

const nextQuery = queryOf<{ department?: string | null }>(strict({ 'department?': STRING }));

/** `livechat/agent.info` and `livechat/agent.next`: the agent a visitor has, or would get. */
export const visitorAgentRoutes: Routes = (app, context) => {
  const { run, store } = context;
  app.get('/api/v1/livechat/agent.info/:rid/:token', async (c) => {
    const agent = await run((work) => {
      const { rid, token } = c.req.param();
      visitorOf(work, token);
      const { servedBy } = roomOfVisitor(work, rid, token);
      const user = servedBy && work.get('users', servedBy._id);
      if (!user) throw new PlainError('invalid-agent');
      return toWireAgent(work, user);
    });
    return success({ agent });
  });

  // Counts as the agent's turn, and takes any token, as on a real server.
  app.get('/api/v1/livechat/agent.next/:token', async (c) => {
    const { department } = nextQuery(readQuery(c));
    const id = department ? (findDepartment(store, department)?._id ?? department) : undefined;
    const isExternal = context.setting('Livechat_Routing_Method') === 'External';
    const asks = isExternal && !openRoomOf(store, c.req.param('token'));
    const chosen = asks ? await externalAgent(context, { department: id }) : undefined;
    const answer = await run((work) => {
      if (openRoomOf(work, c.req.param('token'))) return {};
      const user = isExternal ? chosen && work.get('users', chosen._id) : nextAgent(work, id);
      if (!user) throw new PlainError('agent-not-found');
      return { agent: toWireAgent(work, user) };
    });
    return success(answer);
  });
};
