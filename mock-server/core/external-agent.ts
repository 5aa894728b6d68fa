import type { User } from '../store/documents.ts';
import type { CoreContext } from './context.ts';
import { MeteorError } from './meteor-error.ts';
import { findDepartment } from './rules/find-department.ts';
import { isOnline } from './rules/online.ts';
import { openRoomOf } from './rules/rooms.ts';
import { isFree } from './rules/routing/next-agent.ts';
import { preferredAgent } from './rules/routing/preferred-agent.ts';
import { findVisitor } from './rules/visitors.ts';

/** Times that the other server is asked at once: the first answer that names somebody who is there wins. */
const TRIES = 10;
/** Longest wait for it, on the server's clock. */
const TIMEOUT_MS = 10_000;

export interface Question {
  department?: string | undefined;
  /** Agent who is not to get it. */
  notTo?: string | undefined;
}

/**
 * Asks the server at `Livechat_External_Queue_URL` who is to get a chat: `GET ?departmentId&ignoreAgentId`, answered `{username}`.
 * Follows no redirect, since the token would go along. Why it could not be asked is told to whoever runs this server.
 * @returns undefined: it could not be asked, or named nobody who can take a chat now
 * @see Rocket.Chat `livechat/server/lib/routing/External.ts`
 */
export async function askExternal(
  { store, clock, setting, fetch, onFailure }: CoreContext,
  { department, notTo }: Question,
): Promise<User | undefined> {
  const address = setting('Livechat_External_Queue_URL');
  const failed = (error: unknown): void => onFailure(error, 'external routing');
  if (!URL.canParse(address)) {
    failed(new Error('Livechat_External_Queue_URL is empty'));
    return undefined;
  }
  const url = new URL(address);
  if (department !== undefined) url.searchParams.set('departmentId', department);
  if (notTo !== undefined) url.searchParams.set('ignoreAgentId', notTo);
  const headers = {
    'User-Agent': 'RocketChat Server',
    Accept: 'application/json',
    'X-RocketChat-Secret-Token': setting('Livechat_External_Queue_Token'),
  };
  const late = new AbortController();
  const cancel = clock.after(TIMEOUT_MS, () => late.abort(new Error(`${url.origin} did not answer in time`)));
  const one = async (): Promise<unknown> => {
    const response = await fetch(url, { headers, redirect: 'error', signal: late.signal });
    if (!response.ok) throw new Error(`${url.origin} answered ${response.status}`);
    return response.json();
  };
  const answers = await Promise.allSettled(Array.from({ length: TRIES }, one));
  cancel();
  for (const answer of answers) {
    const name = answer.status === 'fulfilled' && usernameOf(answer.value);
    const [user] = name ? store.where('users', 'username', name) : [];
    if (user && user._id !== notTo && isFree({ ...store, setting }, user, department)) return user;
  }
  const refusal = answers.find(({ status }) => status === 'rejected');
  if (refusal?.status === 'rejected') failed(refusal.reason);
  return undefined;
}

/**
 * Whom another server chooses for the chat that a visitor is about to open; undefined where it is not to be asked: another routing
 * method, the waiting queue (which asks itself), a chat that is open already, somebody who comes first anyway.
 * @throws MeteorError `no-agent-online`: it named nobody who is there, and chats are not accepted without
 */
export async function externalAgentFor(
  context: CoreContext,
  token: string,
  wanted: User | undefined,
): Promise<User | undefined> {
  const { store, setting } = context;
  const facts = { ...store, setting };
  if (setting('Livechat_Routing_Method') !== 'External' || setting('Livechat_waiting_queue'))
    return undefined;
  const visitor = findVisitor(store, token);
  if (!visitor || openRoomOf(store, token) || !setting('Livechat_enabled')) return undefined;
  if (preferredAgent(facts, visitor, wanted) || !isOnline(facts, visitor.department)) return undefined;
  return externalAgent(context, { department: visitor.department });
}

/**
 * Whom another server chooses for a chat that goes to another department; undefined where it is not to be asked.
 * @throws MeteorError `no-agent-online`
 */
export async function externalAgentForTransfer(
  context: CoreContext,
  rid: string,
  idOrName: string,
): Promise<User | undefined> {
  const { store, setting } = context;
  if (setting('Livechat_Routing_Method') !== 'External' || setting('Livechat_waiting_queue'))
    return undefined;
  const room = store.get('rooms', rid);
  const department = findDepartment(store, idOrName);
  if (!room?.open || !department?.enabled || department._id === room.departmentId) return undefined;
  return externalAgent(context, { department: department._id, notTo: room.servedBy?._id });
}

/** As {@link askExternal}, for somebody who cannot wait. @throws MeteorError `no-agent-online` */
export async function externalAgent(context: CoreContext, question: Question): Promise<User | undefined> {
  const agent = await askExternal(context, question);
  if (agent || context.setting('Livechat_accept_chats_with_no_agents')) return agent;
  throw new MeteorError('no-agent-online', 'Sorry, no online agents');
}

function usernameOf(answer: unknown): string | undefined {
  const { username } = Object(answer) as { username?: unknown };
  return typeof username === 'string' && username !== '' ? username : undefined;
}
