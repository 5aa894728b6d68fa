import type { AgentPresence } from '../../../widget/wire/agent.ts';
import { STREAMS } from '../../../widget/wire/streams.ts';
import type { User } from '../../store/documents.ts';
import { authenticate } from '../auth/authenticate.ts';
import { login } from '../auth/login.ts';
import { logout } from '../auth/logout.ts';
import type { CoreContext } from '../context.ts';
import { MeteorError } from '../meteor-error.ts';
import { setPresence, showActivity } from '../rules/users.ts';
import type { Emission } from '../work.ts';
import { removeBusinessHourMethod, saveBusinessHourMethod } from './business-hour-methods.ts';
import type { Connection } from './connection.ts';
import { isObject } from './decode-client-frame.ts';
import { facebookMethod } from './facebook-method.ts';
import { frameKeyMethod } from './frame-key-method.ts';
import { notifyRoom } from './notify-room.ts';
import { publishOwnUser, withdrawOwnUser } from './own-user.ts';
import type { Presence } from './presence.ts';
import { toLoginInput } from './to-login-input.ts';

/** What a method may do besides its answer. */
export interface MethodCall {
  context: CoreContext;
  connection: Connection;
  presence: Presence;
  params: readonly unknown[];
  /** Sends what is not stored, such as typing. */
  publish(emissions: readonly Emission[]): void;
}
/** Answers the `result`; undefined leaves it out of the frame. */
type Method = (call: MethodCall) => unknown;

const PRESENCES: readonly AgentPresence[] = ['online', 'away', 'busy', 'offline'];

/** Every method the DDP door knows. What clients do beyond these goes over REST. @see Rocket.Chat `Meteor.methods` */
export const METHODS: Record<string, Method> = {
  async login({ context, connection, presence, params: [request] }) {
    const input = toLoginInput(request);
    const peer = connection.ip === undefined ? {} : { ip: connection.ip };
    const { userId, token, expiresAt } = await login(context, input, peer);
    const before = connection.login?.userId;
    connection.login = { userId, token };
    if (before !== undefined && before !== userId) {
      withdrawOwnUser(connection, before);
      presence.left(before);
    }
    await presence.came(userId);
    const user = context.store.get('users', userId);
    if (user && before !== userId) publishOwnUser(connection, user);
    return { id: userId, token, tokenExpires: expiresAt, type: 'resume' in input ? 'resume' : 'password' };
  },

  async logout({ context, connection, presence }) {
    const ended = connection.login;
    if (!ended) return;
    delete connection.login;
    connection.endAgentSubscriptions();
    withdrawOwnUser(connection, ended.userId);
    await logout(context, ended.token);
    presence.left(ended.userId);
  },

  /** Ties the socket to a visitor, who counts as gone when it closes. The official widget draws nothing before this is answered. */
  'livechat:setUpConnection': ({ connection, params: [data] }) => {
    if (!isObject(data) || typeof data.token !== 'string') {
      throw new MeteorError('400', 'Match failed');
    }
    connection.visitorToken = data.token;
  },

  [STREAMS.notifyRoom]: async ({ context, connection, params, publish }) => {
    publish(await notifyRoom(context, connection, params));
  },

  'livechat:facebook': async ({ context, connection, params: [options] }) =>
    facebookMethod(context, await userOf(context, connection), options),
  'livechat:saveBusinessHour': async ({ context, connection, params: [data] }) =>
    saveBusinessHourMethod(context, await userOf(context, connection), data),
  'livechat:removeBusinessHour': async ({ context, connection, params }) =>
    removeBusinessHourMethod(context, await userOf(context, connection), params),
  omnichannelExternalFrameGenerateKey: async ({ context, connection }) =>
    frameKeyMethod(context, await userOf(context, connection)),

  'UserPresence:setDefaultStatus': (call) => setStatus(call, call.params[0]),
  'UserPresence:online': (call) => setActivity(call, 'online'),
  'UserPresence:away': (call) => setActivity(call, 'away'),
  'UserPresence:connect': (call) => setActivity(call, 'online'),
  /** Meteor's clients send it on their own; presence here follows the sockets. */
  'UserPresence:ping': () => {},
  setUserStatus: (call) => setStatus(call, call.params[0]),
};

async function setStatus({ context, connection }: MethodCall, status: unknown): Promise<void> {
  const user = await userOf(context, connection);
  const presence = PRESENCES.find((one) => one === status);
  if (!presence)
    throw new MeteorError('error-status-not-allowed', `The status ${String(status)} is not known`);
  await context.run((work) => setPresence(work, user._id, presence));
}

/** What a client tells by itself: somebody is at it, or is not. */
async function setActivity({ context, connection }: MethodCall, status: 'online' | 'away'): Promise<void> {
  const user = await userOf(context, connection);
  await context.run((work) => showActivity(work, user._id, status));
}

async function userOf(context: CoreContext, connection: Connection): Promise<User> {
  const user = connection.login && (await authenticate(context, connection.login));
  if (!user) throw new MeteorError('error-invalid-user', 'Invalid user');
  return user;
}
