/** Where an answer differs from the official description on purpose, and why. A deviation that is no more is found by its test. */
export interface Deviation {
  /** `METHOD pattern`, below `/api/v1/`. */
  call: string;
  /** What the check says of it. */
  problem: RegExp;
  why: string;
}

const OLD_KEY = 'a key more, from which older clients read the text';
const PROJECTED = 'the types name the whole record, a server sends this much of it';

/** Of the schemas. */
export const SCHEMA_DEVIATIONS: Deviation[] = [
  { call: 'POST livechat/offline.message', problem: /must NOT have additional properties/, why: OLD_KEY },
  {
    call: 'POST livechat/upload/:rid',
    problem: /must NOT have additional properties/,
    why: 'a server says `reason` here, not `error`',
  },
];

/** What the records lack in livechat, also on a server: added before the check, so that it goes on. */
export const FILLED: Record<string, object> = {
  // The creator of a channel; a livechat room has a visitor, `v`.
  IRoom: { u: { _id: 'nobody' } },
};

/** Keys that the types always have, and why they may be missing. */
export const LEFT_OUT: Record<string, string> = {
  u: 'the creator of a channel; a livechat room has a visitor, `v`',
  token: 'the visitor’s bearer token is not shown to agents',
  livechatData: 'there once a field is set, as on a server',
  priorityWeight: 'of the enterprise edition',
  estimatedWaitingTimeQueue: 'of the enterprise edition',
  lastRoutingTime: 'there once the agent got a chat, on a server',
  offlineMessageChannelName: 'there when the department has one, as on a server',
};

/** An agent's place in a department. */
const PLACE = [
  'POST livechat/department',
  'GET livechat/department/:_id',
  'PUT livechat/department/:_id',
  'GET livechat/department/:_id/agents',
  'GET livechat/agents/:uid/departments',
];

/** Of the types, which are wider or narrower than what a server sends. */
export const TYPE_DEVIATIONS: Deviation[] = [
  { call: 'GET livechat/config', problem: /missing the following/, why: PROJECTED },
  { call: 'GET livechat/agent.info/:rid/:token', problem: /missing the following/, why: PROJECTED },
  { call: 'GET livechat/agent.next/:token', problem: /missing the following/, why: PROJECTED },
  { call: 'GET livechat/inquiries.list', problem: /missing the following/, why: PROJECTED },
  { call: 'GET livechat/visitors.search', problem: /missing the following/, why: PROJECTED },
  { call: 'GET livechat/visitors.autocomplete', problem: /missing the following/, why: PROJECTED },
  { call: 'GET livechat/department.autocomplete', problem: /missing the following/, why: PROJECTED },
  ...PLACE.map((call) => ({
    call,
    problem: /Property '_updatedAt' is missing/,
    why: 'when the place of an agent changed is not kept',
  })),
  { call: 'GET settings.public', problem: /missing the following/, why: PROJECTED },
  {
    call: 'POST livechat/inquiries.take',
    problem: /'inquiry' is missing/,
    why: 'a server answers without it',
  },
  {
    call: 'POST chat.postMessage',
    problem: /'string' is not assignable/,
    why: 'a server sends the id of the room as `channel`',
  },
];

/** Of what is refused: `problem` is about lines such as `token = null: … instead of …`. */
export const REFUSAL_DEVIATIONS: Deviation[] = [
  { call: 'POST login', problem: /^/, why: 'the schema takes any object for a user; here it has a name' },
  {
    call: 'POST livechat/custom-fields.save',
    problem: /^without customFieldData: /,
    why: 'without it there is nothing to save',
  },
  {
    call: 'POST livechat/visitor.status',
    problem: /^status = null: /,
    why: 'the schema takes any text for a status; here it is one',
  },
];
