import { beforeEach, describe, expect, test } from 'vitest';
import { ANNA, type Caller, SALES, START, SUPPORT, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let anna: Caller;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  [anna, admin] = await Promise.all([server.as('anna'), server.as('admin')]);
});

const roomOf = (rid: string) => server.store.get('rooms', rid);
/** A room that anna serves, as the only agent of the department. */
const served = () => server.visit(SALES);

describe('livechat/rooms', () => {
  const ridsOf = async (query: string) =>
    ((await admin.get(`livechat/rooms?${query}`)).body.rooms as { _id: string }[]).map(({ _id }) => _id);

  test('lists by filters that all have to hold, newest first, without tokens', async () => {
    const sales = await server.visit(SALES);
    server.pass(60_000);
    const support = await server.visit(SUPPORT);
    server.pass(60_000);
    await anna.post('livechat/room.closeByUser', { rid: sales.rid, comment: 'x', tags: ['won', 'big'] });
    const [a, b] = [sales.rid, support.rid];
    const at = (ms: number) => new Date(START + ms).toISOString();
    const cases: [string, string[]][] = [
      ['', [b, a]],
      ['sort={"ts":1}', [a, b]],
      ['open=true', [b]],
      ['open=false', [a]],
      [`departmentId=${SALES}`, [a]],
      [`departmentId[]=${SALES}&departmentId[]=${SUPPORT}`, [b, a]],
      [`departmentId=${SALES}&open=true`, []],
      [`agents[]=${ANNA}`, roomOf(b)?.servedBy?._id === ANNA ? [b, a] : [a]],
      ['agents[]=nobody', []],
      ['tags[]=won', [a]],
      ['tags[]=lost', []],
      ['queued=true', []],
      ['roomName=VER', [b, a]],
      ['roomName="Ver"', []],
      ['roomName="Vera"', [b, a]],
      [`createdAt={"start":"${at(30_000)}"}`, [b]],
      [`createdAt={"start":"${at(0)}","end":"${at(30_000)}"}`, [a]],
      [`closedAt={"start":"${at(0)}"}`, [a]],
      ['customFields={"order":"1"}', []],
      ['count=1&offset=1', [a]],
    ];
    for (const [query, rids] of cases) expect([query, await ridsOf(query)]).toEqual([query, rids]);
    const { body } = await admin.get('livechat/rooms?count=1');
    expect(body).toMatchObject({ count: 1, offset: 0, total: 2, success: true });
    expect(JSON.stringify(body)).not.toContain(support.token);
  });

  test.each([
    'createdAt=yesterday',
    'createdAt={"start":"x"}',
    'customFields=[]',
    'open=perhaps',
    'shape=round',
  ])('refuses %s', async (query) => {
    expect(await admin.get(`livechat/rooms?${query}`)).toMatchObject({
      status: 400,
      body: { success: false },
    });
  });

  test('has pages of 50, of 100 at most, or everything for count 0', async () => {
    const { rid } = await served();
    const room = roomOf(rid);
    server.store.transaction((tx) => {
      for (let n = 0; n < 119 && room; n++) tx.put('rooms', { ...room, _id: `copy${n}` });
    });
    const counts = [];
    for (const query of ['', 'count=1000', 'count=0', 'offset=100', 'offset=1000']) {
      const { count, offset, total } = (await admin.get(`livechat/rooms?${query}`)).body;
      counts.push([count, offset, total]);
    }
    expect(counts).toEqual([
      [50, 0, 120],
      [100, 0, 120],
      [120, 0, 120],
      [20, 100, 120],
      [0, 1000, 120],
    ]);
  });
});
