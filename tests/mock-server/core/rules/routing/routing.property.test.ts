import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeRoom } from '../../../../../mock-server/core/rules/closing.ts';
import { openRoom } from '../../../../../mock-server/core/rules/rooms.ts';
import { changeUser } from '../../../../../mock-server/core/rules/users.ts';
import { createRules } from '../create-rules.ts';
import { build, METHODS, type World, worlds } from './random-world.ts';

/** Each world is played by each method. */
const RUNS = 100;

test.each(METHODS)(
  '%s: nobody gets a chat above their limit, while they take none, or of a department they are not in',
  (method) => {
    let given = 0;
    fc.assert(
      fc.property(worlds, (drawn) => {
        const world: World = { ...drawn, method };
        const { rules, store, play, chatsOf, limitOf, mayServe, openRooms } = build(world);
        for (const step of world.commands) {
          const before = new Map(openRooms().map(({ _id, servedBy }) => [_id, servedBy?._id]));
          const chats = new Map([...store.all('users')].map(({ _id }) => [_id, chatsOf(_id)]));
          const count = (id: string, by: number): number => {
            const now = (chats.get(id) ?? 0) + by;
            chats.set(id, now);
            return now;
          };
          play(step);
          // In the order in which they were given, so that each is held against what the agent had then.
          for (const event of rules.events) {
            if (event.type !== 'session-taken') continue;
            const room = store.get('rooms', event.rid);
            const agent = room?.servedBy && store.get('users', room.servedBy._id);
            if (!room || !agent) throw new Error('a chat that was given has no agent');
            const from = before.get(room._id);
            if (from !== undefined) count(from, -1);
            expect(mayServe(agent._id, room.departmentId, step.kind === 'take')).toBeUndefined();
            expect(count(agent._id, 1)).toBeLessThanOrEqual(limitOf(agent, room.departmentId));
            given++;
          }
        }
      }),
      { numRuns: RUNS },
    );
    expect(given).toBeGreaterThan(RUNS / 3);
  },
);

test.each(METHODS.filter((method) => method !== 'Manual_Selection'))(
  '%s: after a move of the queue whoever is first in a department has an agent, unless nobody is free for them',
  (method) => {
    let moves = 0;
    fc.assert(
      fc.property(worlds, (drawn) => {
        const { play, waiting, freeFor, store } = build({ ...drawn, method, waitingQueue: true });
        for (const step of drawn.commands) {
          const heads = new Map(
            waiting()
              .reverse()
              .map((inquiry) => [inquiry.department, inquiry]),
          );
          play(step);
          if (step.kind !== 'move') continue;
          for (const [department, { _id }] of heads) {
            if (store.get('inquiries', _id)?.status === 'taken') moves++;
            else expect(freeFor(department)).toEqual([]);
          }
        }
      }),
      { numRuns: RUNS },
    );
    expect(moves).toBeGreaterThan(RUNS / 3);
  },
);

test.each(METHODS.filter((method) => method !== 'Manual_Selection'))(
  '%s: everybody in the queue is served once there is room, in the order of their department, one at each move',
  (method) => {
    let served = 0;
    fc.assert(
      fc.property(worlds, (drawn) => {
        const world: World = { ...drawn, method, waitingQueue: true };
        const { rules, store, play, waiting, freeFor, openRooms } = build(world);
        for (const step of world.commands) play(step);
        for (const { _id } of [...store.all('users')]) {
          rules.run((work) => changeUser(work, _id, { status: 'online', statusLivechat: 'available' }));
        }
        const departments = [...new Set(waiting().map(({ department }) => department))];
        const expected = new Map(
          departments.map((one) => [one, waiting().filter(({ department }) => department === one)]),
        );
        const taken = new Map<string | undefined, string[]>(departments.map((one) => [one, []]));
        const rounds = waiting().length;
        for (let round = 0; round < rounds; round++) {
          // All agents are through with their chats.
          for (const room of openRooms().filter(({ servedBy }) => servedBy)) {
            rules.run((work) => closeRoom(work, { room, closer: { kind: 'visitor' }, comment: '' }));
          }
          play({ kind: 'move' });
          const now = rules.events.flatMap((event) => (event.type === 'session-taken' ? [event.rid] : []));
          const where = now.map((rid) => store.get('rooms', rid)?.departmentId);
          expect(new Set(where).size).toBe(where.length);
          for (const [i, rid] of now.entries()) taken.get(where[i])?.push(rid);
          served += now.length;
        }
        for (const room of openRooms().filter(({ servedBy }) => servedBy)) {
          rules.run((work) => closeRoom(work, { room, closer: { kind: 'visitor' }, comment: '' }));
        }
        for (const department of departments) {
          // Nobody is ever free for a department without agents, and its visitors wait.
          const all = freeFor(department).length > 0 ? (expected.get(department) ?? []) : [];
          expect(taken.get(department)).toEqual(all.map(({ rid }) => rid));
        }
      }),
      { numRuns: RUNS },
    );
    expect(served).toBeGreaterThan(RUNS / 3);
  },
);

test.each(METHODS.filter((method) => method !== 'Manual_Selection'))(
  '%s: without the waiting queue nobody is left waiting while an agent for them is there',
  (method) => {
    fc.assert(
      fc.property(worlds, (drawn) => {
        const { play, waiting, freeFor } = build({ ...drawn, method, waitingQueue: false });
        for (const step of drawn.commands) {
          play(step);
          for (const { department } of waiting()) expect(freeFor(department)).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
  },
);

const day = fc.record({
  agents: fc.integer({ min: 1, max: 6 }),
  inDepartment: fc.boolean(),
  steps: fc.array(fc.record({ close: fc.boolean(), room: fc.nat(99), ms: fc.constantFrom(0, 0, 1, 700) }), {
    minLength: 1,
    maxLength: 60,
  }),
});

/** Agents who are always there, and visitors who come and go; `check` sees all after each. */
function playDay(
  method: string,
  { agents: count, inDepartment, steps }: typeof day extends fc.Arbitrary<infer D> ? D : never,
  check: (turns: number[], chats: number[], next: { before: number[]; chosen: number } | undefined) => void,
): void {
  const rules = createRules({ Livechat_Routing_Method: method });
  const agents = Array.from({ length: count }, (_, i) => rules.agent(`agent${i}`));
  const department = inDepartment ? rules.department('Sales', agents)._id : undefined;
  const turns = agents.map(() => 0);
  const open = (): { rid: string; by: number }[] =>
    [...rules.store.all('rooms')]
      .filter((room) => room.open)
      .map((room) => ({ rid: room._id, by: agents.findIndex(({ _id }) => _id === room.servedBy?._id) }));
  const chats = (): number[] => agents.map((_, i) => open().filter(({ by }) => by === i).length);
  steps.forEach(({ close, room: at, ms }, i) => {
    rules.pass(ms);
    const rooms = open();
    const going = close
      ? rules.store.get('rooms', rooms[at % Math.max(1, rooms.length)]?.rid ?? '')
      : undefined;
    if (going) {
      rules.run((work) => closeRoom(work, { room: going, closer: { kind: 'visitor' }, comment: '' }));
      check(turns, chats(), undefined);
      return;
    }
    const before = chats();
    const visitor = rules.visitor(`token${i}`, department);
    const [room] = rules.run((work) => openRoom(work, { visitor, source: { type: 'api' } }));
    const chosen = agents.findIndex(({ _id }) => _id === room.servedBy?._id);
    turns[chosen] = (turns[chosen] ?? Number.NaN) + 1;
    check(turns, chats(), { before, chosen });
  });
}

const spread = (numbers: number[]): number => Math.max(...numbers) - Math.min(...numbers);

test.each(['Load_Rotation', 'Auto_Selection'])(
  '%s is fair: among agents who are always there nobody ever had two turns more than another',
  (method) => {
    fc.assert(
      fc.property(day, (drawn) =>
        playDay(method, drawn, (turns) => expect(spread(turns)).toBeLessThanOrEqual(1)),
      ),
      { numRuns: RUNS },
    );
  },
);

test('Load_Balancing gives each chat to one of those with the fewest', () => {
  fc.assert(
    fc.property(day, (drawn) =>
      playDay('Load_Balancing', drawn, (_turns, _chats, next) => {
        if (next) expect(next.before[next.chosen]).toBe(Math.min(...next.before));
      }),
    ),
    { numRuns: RUNS },
  );
});
