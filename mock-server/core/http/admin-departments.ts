import type { Department, User } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { isInDepartment } from '../ddp/may-see-room.ts';
import {
  type DepartmentAgentInput,
  type DepartmentInput,
  departmentOf,
  removeDepartment,
  saveDepartment,
} from '../rules/departments.ts';
import type { Routes } from './app.ts';
import { signedIn } from './auth.ts';
import { success } from './envelope.ts';
import { type Paging, pageOf } from './page.ts';
import { readBody, readQuery } from './read-body.ts';
import { BOOLEAN, bodyOf, listOf, NUMBER, open, PAGING, queryOf, STRING, strict } from './validate.ts';

interface DepartmentBody {
  department: DepartmentInput;
  agents?: DepartmentAgentInput[] | null;
}
const DEPARTMENT = {
  name: STRING,
  email: STRING,
  enabled: BOOLEAN,
  showOnRegistration: BOOLEAN,
  showOnOfflineForm: BOOLEAN,
  'description?': STRING,
  'requestTagBeforeClosingChat?': BOOLEAN,
  'chatClosingTags?': listOf(STRING),
  'fallbackForwardDepartment?': STRING,
  'departmentsAllowedToForward?': listOf(STRING),
  'allowReceiveForwardOffline?': BOOLEAN,
  'offlineMessageChannelName?': STRING,
  'abandonedRoomsCloseCustomMessage?': STRING,
  'waitingQueueMessage?': STRING,
  'maxNumberSimultaneousChat?': { ...NUMBER, minimum: 0 },
  'visitorInactivityTimeoutInSeconds?': { type: 'integer', minimum: 0 },
};
const KNOWN = new Set(Object.keys(DEPARTMENT).map((name) => name.replace('?', '')));
const checkDepartment = bodyOf<DepartmentBody>(
  strict({
    department: open(DEPARTMENT),
    'agents?': listOf(strict({ agentId: STRING, 'username?': STRING, 'count?': NUMBER, 'order?': NUMBER })),
    // Units are part of the enterprise edition: taken and left.
    'departmentUnit?': strict({ '_id?': STRING }),
  }),
);
const FLAG = { type: 'string', enum: ['true', 'false'] };
interface ListQuery extends Paging {
  text?: string | null;
  onlyMyDepartments?: string | null;
  enabled?: string | null;
  excludeDepartmentId?: string | null;
  showArchived?: string | null;
}
const checkList = queryOf<ListQuery>(
  strict({
    ...PAGING,
    'text?': STRING,
    'onlyMyDepartments?': FLAG,
    'enabled?': FLAG,
    'excludeDepartmentId?': STRING,
    'showArchived?': FLAG,
  }),
);
const checkOne = queryOf<{ includeAgents?: string | null; onlyMyDepartments?: string | null }>(
  strict({ 'includeAgents?': FLAG, 'onlyMyDepartments?': FLAG }),
);

/** @see Rocket.Chat `api/v1/omnichannel/department.ts` */
export const adminDepartmentRoutes: Routes = (app, context) => {
  const { store } = context;

  app.get('/api/v1/livechat/department', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const query = checkList(readQuery(c));
    const found = departmentsFor(store, user, query).filter(
      ({ archived }) => query.showArchived === 'true' || !archived,
    );
    const { items, counts } = pageOf(found, query);
    return success({ departments: items, ...counts });
  });

  app.get('/api/v1/livechat/departments/archived', async (c) => {
    const { user } = await signedIn(context, c, 'view-l-room');
    const query = checkList(readQuery(c));
    const found = departmentsFor(store, user, query).filter(({ archived }) => archived);
    const { items, counts } = pageOf(found, query);
    return success({ departments: items, ...counts });
  });

  app.get('/api/v1/livechat/department/:_id', async (c) => {
    await signedIn(context, c, 'view-l-room');
    const { includeAgents } = checkOne(readQuery(c));
    const _id = c.req.param('_id');
    const department = store.get('departments', _id) ?? null;
    const agents = includeAgents === 'false' ? {} : { agents: agentsOf(store, _id) };
    return success({ department, ...agents });
  });

  app.post('/api/v1/livechat/department', async (c) => {
    await signedIn(context, c, 'manage-livechat-departments');
    return success(await save(undefined, checkDepartment(await readBody(c))));
  });

  app.put('/api/v1/livechat/department/:_id', async (c) => {
    await signedIn(context, c, 'manage-livechat-departments');
    return success(await save(c.req.param('_id'), checkDepartment(await readBody(c))));
  });

  app.delete('/api/v1/livechat/department/:_id', async (c) => {
    await signedIn(context, c, 'manage-livechat-departments');
    await context.run((work) => removeDepartment(work, c.req.param('_id')));
    return success();
  });

  const save = (id: string | undefined, { department, agents }: DepartmentBody) =>
    context.run((work) => {
      // A server keeps what else it is told; here nothing would read it.
      const known = Object.entries(department).filter(([key]) => KNOWN.has(key));
      const input = Object.fromEntries(known) as unknown as DepartmentInput;
      const { _id } = saveDepartment(work, id, input, agents ?? undefined);
      return { department: departmentOf(work, _id), agents: agentsOf(work, _id) };
    });
};

function departmentsFor(reader: StoreReader, user: User, query: ListQuery): Department[] {
  const { text, onlyMyDepartments, enabled, excludeDepartmentId } = query;
  const part = text?.toLowerCase() ?? '';
  return [...reader.all('departments')].filter(
    (department) =>
      department.name.toLowerCase().includes(part) &&
      (onlyMyDepartments !== 'true' || isInDepartment(reader, user, department._id)) &&
      (!enabled || department.enabled === (enabled === 'true')) &&
      department._id !== excludeDepartmentId,
  );
}

function agentsOf(reader: StoreReader, departmentId: string) {
  return reader
    .where('departmentAgents', 'departmentId', departmentId)
    .sort((a, b) => a.order - b.order || (a.username < b.username ? -1 : 1));
}
