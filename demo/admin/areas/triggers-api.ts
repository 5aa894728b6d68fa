import { type Json, numberOf, recordOf, recordsOf, textOf } from '../../kit/decode/fields.ts';
import type { RecordsApi } from '../state/create-records.ts';

export const CONDITIONS = [
  ['time-on-site', 'the visitor has been on the site for so many seconds'],
  ['page-url', 'the address of the page matches'],
  ['chat-opened-by-visitor', 'the visitor opens the chat'],
  ['after-guest-registration', 'the visitor has registered'],
] as const;
export type ConditionName = (typeof CONDITIONS)[number][0];

export interface ConditionDraft {
  name: ConditionName;
  value: string;
}
export interface ActionDraft {
  name: 'send-message' | 'use-external-service';
  /** Who says it: the agent whose turn it is, or a name. */
  sender: 'queue' | 'custom';
  as: string;
  msg: string;
  serviceUrl: string;
  /** Milliseconds, as typed. */
  serviceTimeout: string;
  serviceFallbackMessage: string;
}
export interface TriggerDraft {
  name: string;
  description: string;
  enabled: boolean;
  runOnce: boolean;
  conditions: readonly ConditionDraft[];
  actions: readonly ActionDraft[];
}

export const NEW_CONDITION: ConditionDraft = { name: 'time-on-site', value: '10' };
export const NEW_ACTION: ActionDraft = {
  name: 'send-message',
  sender: 'queue',
  as: '',
  msg: '',
  serviceUrl: '',
  serviceTimeout: '10000',
  serviceFallbackMessage: '',
};

/** Whether the condition is about a value. */
export const hasValue = (name: ConditionName): boolean => name === 'time-on-site' || name === 'page-url';

export const triggersApi: RecordsApi<TriggerDraft> = {
  async list(rest) {
    const outcome = await rest.get('livechat/triggers', { count: '0' });
    if (!outcome.ok) return outcome;
    const list = recordsOf(outcome.value, 'triggers').flatMap((trigger) => {
      const id = textOf(trigger, '_id');
      return id === undefined ? [] : [{ id, draft: toDraft(trigger) }];
    });
    return { ok: true, value: list };
  },
  save: (rest, id, { conditions, actions, ...draft }) =>
    rest.post('livechat/triggers', {
      ...(id === undefined ? {} : { _id: id }),
      ...draft,
      conditions: conditions.map(({ name, value }) => ({ name, value: hasValue(name) ? value : null })),
      actions: actions.map(toAction),
    }),
  remove: (rest, id) => rest.raw('DELETE', `/api/v1/livechat/triggers/${id}`),
};

function toDraft(trigger: Json): TriggerDraft {
  return {
    name: textOf(trigger, 'name') ?? '',
    description: textOf(trigger, 'description') ?? '',
    enabled: trigger.enabled === true,
    runOnce: trigger.runOnce === true,
    conditions: recordsOf(trigger, 'conditions').map((condition) => ({
      name: CONDITIONS.find(([name]) => name === condition.name)?.[0] ?? 'time-on-site',
      value: textOf(condition, 'value') ?? '',
    })),
    actions: recordsOf(trigger, 'actions').map((action) => {
      const params = recordOf(action, 'params') ?? {};
      return {
        name: action.name === 'use-external-service' ? action.name : 'send-message',
        sender: params.sender === 'custom' ? 'custom' : 'queue',
        as: textOf(params, 'name') ?? '',
        msg: textOf(params, 'msg') ?? '',
        serviceUrl: textOf(params, 'serviceUrl') ?? '',
        serviceTimeout: String(numberOf(params, 'serviceTimeout') ?? NEW_ACTION.serviceTimeout),
        serviceFallbackMessage: textOf(params, 'serviceFallbackMessage') ?? '',
      };
    }),
  };
}

function toAction({ name, sender, as, msg, ...service }: ActionDraft): object {
  const who = { sender, ...(sender === 'custom' ? { name: as } : {}) };
  const { serviceUrl, serviceTimeout, serviceFallbackMessage } = service;
  return name === 'send-message'
    ? { name, params: { ...who, msg } }
    : {
        name,
        params: { ...who, serviceUrl, serviceTimeout: Number(serviceTimeout), serviceFallbackMessage },
      };
}

/** What is wrong with a trigger that the server would take. */
export function checkTrigger({ name, conditions, actions }: TriggerDraft): string | undefined {
  if (name.trim() === '') return 'A trigger needs a name.';
  for (const condition of conditions) {
    const problem = checkCondition(condition);
    if (problem !== undefined) return problem;
  }
  if (actions.some((action) => action.name === 'send-message' && action.msg.trim() === '')) {
    return 'The message is empty.';
  }
  if (actions.some((action) => action.sender === 'custom' && action.as.trim() === '')) {
    return 'Who says it? The name is empty.';
  }
  const asked = actions.find((action) => action.name === 'use-external-service');
  return asked && !URL.canParse(asked.serviceUrl) ? 'The address of the service is none.' : undefined;
}

function checkCondition({ name, value }: ConditionDraft): string | undefined {
  if (name === 'time-on-site') {
    return value.trim() !== '' && Number(value) >= 0 ? undefined : 'The time on the site must be seconds.';
  }
  if (name !== 'page-url') return undefined;
  if (value.trim() === '') return 'What must the address of the page match?';
  try {
    new RegExp(value);
    return undefined;
  } catch {
    return 'What the address must match is no regular expression.';
  }
}
