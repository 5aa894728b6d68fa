import fc from 'fast-check';
import { MeteorError } from '../../../../../mock-server/core/meteor-error.ts';
import { PlainError } from '../../../../../mock-server/core/plain-error.ts';
import { closeRoom } from '../../../../../mock-server/core/rules/closing.ts';
import { takeInquiry } from '../../../../../mock-server/core/rules/inquiries.ts';
import { openRoom } from '../../../../../mock-server/core/rules/rooms.ts';
import { moveQueue } from '../../../../../mock-server/core/rules/routing/move-queue.ts';
import { transferToDepartment } from '../../../../../mock-server/core/rules/routing-transfer.ts';
import { changeUser } from '../../../../../mock-server/core/rules/users.ts';
import type { SettingId, SettingValue } from '../../../../../mock-server/core/settings/definitions.ts';
import type { Inquiry, Room, User } from '../../../../../mock-server/store/documents.ts';
import { createRules } from '../create-rules.ts';

export const METHODS = ['Auto_Selection', 'Load_Balancing', 'Load_Rotation', 'Manual_Selection'] as const;

const limit = fc.constantFrom(0, 0, 1, 2, 3);
const state = fc.record({
  status: fc.constantFrom(
    'online' as const,
    'online' as const,
    'busy' as const,
    'away' as const,
    'offline' as const,
  ),
  statusLivechat: fc.constantFrom('available' as const, 'available' as const, 'not-available' as const),
});
const index = fc.nat(19);

/** A department index of 3 or more stands for no department. */
const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('arrive' as const), department: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('close' as const), room: index }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('status' as const), agent: index, state }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('move' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('take' as const), agent: index, inquiry: index }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('transfer' as const), room: index, department: fc.nat(2) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(5000) }) },
);
export type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** Agents, departments, limits, and what happens there. */
export const worlds = fc.record({
  method: fc.constantFrom(...METHODS),
  waitingQueue: fc.boolean(),
  mostChats: limit,
  idleCounts: fc.boolean(),
  agents: fc.array(fc.record({ state, most: limit }), { minLength: 1, maxLength: 5 }),
  departments: fc.array(
    fc.record({
      members: fc.array(fc.nat(4), { maxLength: 4, size: 'max' }),
      most: limit,
      enabled: fc.constantFrom(true, true, false),
    }),
    { maxLength: 3, size: 'max' },
  ),
  commands: fc.array(command, { minLength: 15, maxLength: 40, size: 'max' }),
});
export type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

/** Builds a world over the rules. */
export function build(world: World) {
  const settings: Partial<Record<SettingId, SettingValue>> = {
    Livechat_Routing_Method: world.method,
    Livechat_waiting_queue: world.waitingQueue,
    Livechat_maximum_chats_per_agent: world.mostChats,
    Livechat_enabled_when_agent_idle: world.idleCounts,
    Livechat_accept_chats_with_no_agents: true,
  };
  const rules = createRules(settings);
  const agents = world.agents.map(({ state: at, most }, i) =>
    rules.agent(`agent${i}`, { ...at, livechat: { maxNumberSimultaneousChat: most } }),
  );
  const departments = world.departments.map(({ members, most, enabled }, i) => {
    const places = [...new Set(members.map((member) => member % agents.length))];
    const inIt = places.flatMap((place) => agents[place] ?? []);
    return rules.department(`Department${i}`, inIt, { enabled, maxNumberSimultaneousChat: most });
  });
  const { store } = rules;
  let visitors = 0;

  const waiting = (): Inquiry[] =>
    [...store.all('inquiries')]
      .filter(({ status }) => status !== 'taken')
      .sort((a, b) => a.ts.getTime() - b.ts.getTime());
  const openRooms = (): Room[] => [...store.all('rooms')].filter(({ open }) => open);
  const chatsOf = (agentId: string): number =>
    openRooms().filter(({ servedBy }) => servedBy?._id === agentId).length;

  /** The most chats with which the agent may get one of this department, counted anew: not by the code under test. */
  function limitOf(agent: User, department: string | undefined): number {
    if (!world.waitingQueue) return Number.POSITIVE_INFINITY;
    const own = department === undefined ? undefined : store.get('departments', department);
    for (const most of [own?.maxNumberSimultaneousChat, agent.livechat?.maxNumberSimultaneousChat]) {
      if (most) return most;
    }
    return world.mostChats || Number.POSITIVE_INFINITY;
  }

  /** Why not; undefined: they may. From a department that is switched off chats are not given, but its agents take those that wait. */
  function mayServe(agentId: string, department: string | undefined, takes = false): string | undefined {
    const agent = store.get('users', agentId);
    if (!agent) return 'is nobody';
    if (agent.statusLivechat !== 'available') return 'takes no chats';
    if (agent.status === 'offline') return 'is offline';
    if (agent.status === 'away' && !world.idleCounts) return 'is away';
    if (department === undefined) return undefined;
    const place = [...store.all('departmentAgents')].find(
      (one) => one.agentId === agentId && one.departmentId === department,
    );
    return place && (takes || place.departmentEnabled) ? undefined : 'is not in the department';
  }

  const freeFor = (department: string | undefined): string[] =>
    [...store.all('users')]
      .filter((agent) => mayServe(agent._id, department) === undefined)
      .filter((agent) => chatsOf(agent._id) < limitOf(agent, department))
      .map(({ _id }) => _id);

  /** What is refused changes nothing, nor does it tell of anything. */
  function attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof MeteorError || error instanceof PlainError)) throw error;
      rules.events.length = 0;
    }
  }

  /** Does one thing; `rules.events` then tells what followed from it. */
  function play(step: Command): void {
    rules.events.length = 0;
    switch (step.kind) {
      case 'arrive': {
        const visitor = rules.visitor(`token${visitors++}`, departments[step.department]?._id);
        rules.run((work) => openRoom(work, { visitor, source: { type: 'api' } }));
        return;
      }
      case 'close': {
        const rooms = openRooms();
        const room = rooms[step.room % Math.max(1, rooms.length)];
        if (room) rules.run((work) => closeRoom(work, { room, closer: { kind: 'visitor' }, comment: '' }));
        return;
      }
      case 'status': {
        const agent = agents[step.agent % agents.length];
        if (agent) rules.run((work) => changeUser(work, agent._id, step.state));
        return;
      }
      case 'move':
        if (world.waitingQueue && world.method !== 'Manual_Selection') rules.run((work) => moveQueue(work));
        return;
      case 'take': {
        const queue = waiting();
        const agent = store.get('users', agents[step.agent % agents.length]?._id ?? '');
        const inquiry = queue[step.inquiry % Math.max(1, queue.length)];
        if (agent && inquiry) attempt(() => rules.run((work) => takeInquiry(work, agent, inquiry._id)));
        return;
      }
      case 'transfer': {
        const rooms = openRooms();
        const room = rooms[step.room % Math.max(1, rooms.length)];
        const to = departments[step.department];
        if (room && to) attempt(() => rules.run((work) => transferToDepartment(work, room, to._id)));
        return;
      }
      case 'pass':
        rules.pass(step.ms);
        return;
    }
  }

  return { rules, store, departments, play, waiting, openRooms, chatsOf, limitOf, mayServe, freeFor };
}
