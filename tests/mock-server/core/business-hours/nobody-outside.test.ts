import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hours } from '../../../../mock-server/core/rules/business-hours/hours-phase.ts';
import { isOpenByTheWall } from '../rules/business-hours/wall-oracle.ts';
import { ANNA, BEN, type Caller, SALES, SUPPORT, type TestCore } from '../start-core.ts';
import { MINUTE, own, standard, startHours } from './hours-world.ts';

/** Whole hours of a day, in an order that can be saved. */
const window = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 2, maxLength: 2 })
  .map((hours) => hours.sort((a, b) => a - b).map((hour) => `${String(hour).padStart(2, '0')}:00`));
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham');
const departments = fc.constantFrom('', SALES, SUPPORT, `${SALES},${SUPPORT}`);

type Step = (server: TestCore, admin: Caller, agents: Caller[]) => Promise<unknown>;
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 9 * 60 }).map(
      (minutes): Step =>
        (server) =>
          server.advance(minutes * MINUTE),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(undefined, SALES, SUPPORT).map(
      (department): Step =>
        (server) =>
          server.visit(department),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(window, zone).map(
      ([[from = '', to = ''], timezoneName]): Step =>
        (_server, admin) =>
          admin.post('livechat/business-hours.save', standard(from, to, { timezoneName })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom('Shop', 'Help'), window, departments).map(
      ([name, [from = '', to = ''], whose]): Step =>
        async (server, admin) => {
          const known = server.store
            .where('businessHours', 'type', 'custom')
            .find((hours) => hours.name === name);
          return admin.post('livechat/business-hours.save', {
            ...own(name, from, to, whose),
            _id: known?._id ?? null,
          });
        },
    ),
  },
  fc.constantFrom('Single', 'Multiple').map(
    (kind): Step =>
      (server) =>
        server.set({ Livechat_business_hour_type: kind }),
  ),
  fc.constantFrom('Auto_Selection', 'Load_Balancing', 'Load_Rotation', 'Manual_Selection').map(
    (method): Step =>
      (server) =>
        server.set({ Livechat_Routing_Method: method }),
  ),
  fc.boolean().map(
    (isOn): Step =>
      (server) =>
        server.set({ Livechat_waiting_queue: isOn }),
  ),
  fc.tuple(fc.nat(1), fc.constantFrom('available', 'not-available')).map(
    ([who, status]): Step =>
      (_server, _admin, agents) =>
        agents[who]?.post('livechat/agent.status', { status }) ?? Promise.resolve(),
  ),
  fc.tuple(fc.constantFrom(ANNA, BEN), fc.subarray([SALES, SUPPORT])).map(
    ([agentId, agentDepartments]): Step =>
      (_server, admin) =>
        admin.post('livechat/agents.saveInfo', { agentId, agentData: {}, agentDepartments }),
  ),
  fc.nat(1).map(
    (who): Step =>
      async (server, _admin, agents) => {
        const [waiting] = [
          ...server.store.where('inquiries', 'status', 'queued'),
          ...server.store.where('inquiries', 'status', 'ready'),
        ];
        return waiting && agents[who]?.post('livechat/inquiries.take', { inquiryId: waiting._id });
      },
  ),
);

/** The same rule in other words: by the clock on the wall, of the documents as they are. */
function isOpenFor({ store }: TestCore, agentId: string, at: number): boolean {
  const kind = store.get('settings', 'Livechat_business_hour_type')?.value;
  const [fallback] = store.where('businessHours', 'type', 'default');
  const ids = store.where('departmentAgents', 'agentId', agentId).map(({ departmentId }) => departmentId);
  const hours = ids.map((id) => {
    const own = store.get('departments', id)?.businessHourId;
    return (own !== undefined && store.get('businessHours', own)) || fallback;
  });
  const used: (Hours | undefined)[] = kind === 'Multiple' && hours.length > 0 ? hours : [fallback];
  return used.some((one) => one && isOpenByTheWall(one, at));
}

test('whatever happens, nobody is given a chat, takes one or is available outside the hours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const { server, admin, on } = await startHours();
      // The queue moves every half hour: at its usual pace the days of this test would be long.
      await server.set({
        Livechat_accept_chats_with_no_agents: true,
        Omnichannel_queue_delay_timeout: 1_800,
      });
      const agents = [await server.as('anna'), await server.as('ben')];
      await on('Multiple');
      const seen = new Set<string>();
      for (const act of steps) {
        await act(server, admin, agents);
        for (const { _id, servedBy } of server.store.all('rooms')) {
          if (!servedBy) continue;
          const taking = `${_id} ${servedBy._id} ${servedBy.ts.getTime()}`;
          if (!seen.has(taking))
            expect([taking, isOpenFor(server, servedBy._id, servedBy.ts.getTime())]).toEqual([taking, true]);
          seen.add(taking);
        }
        for (const id of [ANNA, BEN]) {
          const isAvailable = server.store.get('users', id)?.statusLivechat === 'available';
          if (isAvailable) expect([id, isOpenFor(server, id, server.now())]).toEqual([id, true]);
        }
      }
      expect(server.failures).toEqual([]);
      server.core.dispose();
    }),
    { numRuns: 60 },
  );
}, 120_000);
