import { type Json, recordOf, recordsOf, textOf, textsOf } from '../kit/decode/fields.ts';
import type { Outcome, Rest } from '../kit/rest.ts';
import { type AgentLoad, decodeAgentLoad } from './model/agent-load.ts';
import type { PassTarget } from './model/pass-target.ts';
import { decodeQueueSettings, QUEUE_SETTING_IDS, type QueueSettings } from './model/queue-settings.ts';

export interface Colleague {
  id: string;
  name: string;
}

/** The part of an agent's API that is about where chats go. */
export interface RoutingApi {
  queueSettings(): Promise<Outcome<QueueSettings>>;
  /** Whether this agent may give chats to others, which by default only managers may. */
  mayForward(): Promise<Outcome<boolean>>;
  /** Agents who take chats now. */
  colleagues(): Promise<Outcome<Colleague[]>>;
  /** Gives a chat to somebody else, or back into the queue. The queue takes no comment. */
  pass(rid: string, target: PassTarget, comment: string): Promise<Outcome<unknown>>;
  /** Who has how many chats. */
  loads(): Promise<Outcome<AgentLoad[]>>;
}

const FORWARD = 'transfer-livechat-guest';
const PAGE = { count: '100' };

export function createRoutingApi(rest: Rest): RoutingApi {
  return {
    async queueSettings() {
      const [settings, routing] = await Promise.all([
        rest.get('settings.public', { _id: QUEUE_SETTING_IDS }),
        rest.get('livechat/config/routing'),
      ]);
      if (!routing.ok) return routing;
      const linked = recordOf(routing.value, 'config')?.showQueueLink === true;
      return mapped(settings, (body) => decodeQueueSettings(body, linked));
    },
    async mayForward() {
      const [me, all] = await Promise.all([rest.get('me'), rest.get('permissions.listAll')]);
      if (!me.ok) return me;
      const roles = textsOf(me.value, 'roles');
      return mapped(all, (body) =>
        recordsOf(body, 'update').some(
          (one) => one._id === FORWARD && textsOf(one, 'roles').some((role) => roles.includes(role)),
        ),
      );
    },
    colleagues: async () =>
      mapped(await rest.get('livechat/users/agent', { ...PAGE, onlyAvailable: 'true' }), (body) =>
        recordsOf(body, 'users').flatMap((user) => {
          const id = textOf(user, '_id');
          const name = textOf(user, 'name') ?? textOf(user, 'username');
          return id === undefined || name === undefined ? [] : [{ id, name }];
        }),
      ),
    pass(roomId, target, comment) {
      const said = comment === '' ? {} : { comment };
      switch (target.to) {
        case 'queue':
          return rest.post('livechat/inquiries.returnAsInquiry', { roomId });
        case 'department':
          return rest.post('livechat/room.forward', { roomId, departmentId: target.id, ...said });
        case 'agent':
          return rest.post('livechat/room.forward', { roomId, userId: target.id, ...said });
      }
    },
    loads: async () =>
      mapped(await rest.get('livechat/queue', { ...PAGE, includeOfflineAgents: 'true' }), (body) =>
        recordsOf(body, 'queue')
          .map(decodeAgentLoad)
          .filter((load) => load !== undefined),
      ),
  };
}

function mapped<T>(outcome: Outcome<Json>, map: (value: Json) => T): Outcome<T> {
  return outcome.ok ? { ok: true, value: map(outcome.value) } : outcome;
}
