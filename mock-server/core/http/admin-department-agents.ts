import type { User } from '../../store/documents.ts';
import { isInDepartment } from '../ddp/may-see-room.ts';
import { PlainError } from '../plain-error.ts';
import { saveAgentInfo } from '../rules/agents-save.ts';
import {
  archiveDepartment,
  changeAgents,
  type DepartmentAgentInput,
  unarchiveDepartment,
} from '../rules/departments.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { readSelector } from './read-selector.ts';
import { BOOLEAN, bodyOf, listOf, NUMBER, open, PAGING, queryOf, STRING, strict } from './validate.ts';

const checkPage = queryOf<Paging>(strict({ ...PAGING }));
const AGENT = { agentId: STRING, username: STRING, 'name?': STRING, 'count?': NUMBER, 'order?': NUMBER };
const checkAgents = bodyOf<{ upsert: DepartmentAgentInput[]; remove: { agentId: string }[] }>(
  strict({
    upsert: listOf(strict(AGENT)),
    remove: listOf(
      strict({
        ...AGENT,
        'departmentEnabled?': BOOLEAN,
        'departmentId?': STRING,
        '_id?': STRING,
        '_updatedAt?': STRING,
      }),
    ),
  }),
);
interface Suggestion {
  selector: string;
  onlyMyDepartments: string;
  showArchived?: string | null;
}
const checkSuggestion = queryOf<Suggestion>(
  strict({ selector: STRING, onlyMyDepartments: STRING, 'showArchived?': STRING }),
);
const checkOfAgent = queryOf<{ enabledDepartmentsOnly?: string | null }>(
  strict({ 'enabledDepartmentsOnly?': STRING }),
);
interface AgentInfo {
  agentId: string;
  agentData: { maxNumberSimultaneousChat?: number };
  agentDepartments: string[];
}
const checkInfo = bodyOf<AgentInfo>(
  strict({
    agentId: STRING,
    agentData: open({ 'maxNumberSimultaneousChat?': { ...NUMBER, minimum: 0 } }),
    agentDepartments: listOf(STRING),
  }),
);

/** Who is in which department, and departments as suggestions. @see Rocket.Chat `api/v1/omnichannel/{departments,agent,agentDepartments}.ts` */
export const adminDepartmentAgentRoutes: Routes = (app, context) => {
  const { store } = context;

  app.get('/api/v1/livechat/department/:_id/agents', async (c) => {
    await signedIn(context, c, 'view-l-room');
    const agents = store
      .where('departmentAgents', 'departmentId', c.req.param('_id'))
      .sort((a, b) => (a.username < b.username ? -1 : 1));
    const { items, counts } = pageOf(agents, checkPage(readQuery(c)));
    return success({ agents: items, ...counts });
  });

  app.post('/api/v1/livechat/department/:_id/agents', async (c) => {
    await signedIn(context, c, 'manage-livechat-departments');
    const agents = checkAgents(await readBody(c));
    await context.run((work) => changeAgents(work, c.req.param('_id'), agents));
    return success();
  });

  app.post('/api/v1/livechat/department/:_id/archive', async (c) => {
    await signedIn(context, c, 'manage-livechat-departments');
    await context.run((work) => archiveDepartment(work, c.req.param('_id')));
    return success();
  });

  app.post('/api/v1/livechat/department/:_id/unarchive', async (c) => {
    await signedIn(context, c, 'manage-livechat-departments');
    await context.run((work) => unarchiveDepartment(work, c.req.param('_id')));
    return success();
  });

  app.get('/api/v1/livechat/department.autocomplete', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const { selector, ...query } = checkSuggestion(readQuery(c));
    return success({ items: suggestions(user, selector, query) });
  });

  app.get('/api/v1/livechat/department.listByIds', async (c) => {
    await signedIn(context, c, 'view-l-room');
    const { ids } = readQuery(c);
    if (ids === undefined) throw new PlainError("The 'ids' param is required");
    if (!Array.isArray(ids) && !new URL(c.req.url).searchParams.has('ids[]')) {
      throw new PlainError("The 'ids' param must be an array");
    }
    const departments = [...store.all('departments')].filter(({ _id }) => [ids].flat().includes(_id));
    return success({ departments });
  });

  app.get('/api/v1/livechat/department/isDepartmentCreationAvailable', async (c) => {
    await signedIn(context, c, 'manage-livechat-departments');
    // The limit of one is the community edition's.
    return success({ isDepartmentCreationAvailable: true });
  });

  app.get('/api/v1/livechat/agents/:agentId/departments', async (c) => {
    await signedIn(context, c, 'view-l-room');
    const { enabledDepartmentsOnly } = checkOfAgent(readQuery(c));
    const departments = store
      .where('departmentAgents', 'agentId', c.req.param('agentId'))
      .filter(({ departmentEnabled }) => enabledDepartmentsOnly !== 'true' || departmentEnabled)
      .map((place) => ({
        ...place,
        departmentName: store.get('departments', place.departmentId)?.name ?? '',
      }));
    return success({ departments });
  });

  app.post('/api/v1/livechat/agents.saveInfo', async (c) => {
    await signedIn(context, c, 'manage-livechat-agents');
    const { agentId, agentData, agentDepartments } = checkInfo(await readBody(c));
    await context.run((work) => saveAgentInfo(work, agentId, agentDepartments, agentData));
    return success();
  });

  function suggestions(user: User, selector: string, query: Omit<Suggestion, 'selector'>) {
    const { term, exceptions } = readSelector(selector);
    return [...store.all('departments')]
      .filter(
        ({ _id, name, archived }) =>
          name.toLowerCase().includes(term) &&
          !exceptions.includes(_id) &&
          (query.showArchived === 'true' || !archived) &&
          (query.onlyMyDepartments !== 'true' || isInDepartment(store, user, _id)),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ _id, name }) => ({ _id, name }));
  }
};
