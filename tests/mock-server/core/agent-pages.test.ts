import { beforeEach, expect, test } from 'vitest';
import { type Caller, SALES, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let anna: Caller;
let ben: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  [anna, ben] = await Promise.all([server.as('anna'), server.as('ben')]);
});

const look = (token: string, rid: string, title: string) =>
  anna.post('livechat/page.visited', {
    token,
    rid,
    pageInfo: { title, change: 'url', location: { href: `https://shop.example/${title}` } },
  });

test('shows the pages a visitor looked at, newest first, without the token', async () => {
  const { rid, token } = await server.visit(SALES);
  await look(token, rid, 'mugs');
  await look(token, rid, 'bowls');
  const { status, body } = await anna.get(`livechat/visitors.pagesVisited/${rid}`);
  expect([status, body]).toMatchObject([
    200,
    {
      pages: [
        { navigation: { page: { title: 'bowls', location: { href: 'https://shop.example/bowls' } } } },
        { navigation: { page: { title: 'mugs' } } },
      ],
      total: 2,
    },
  ]);
  expect(JSON.stringify(body)).not.toContain(`"token"`);
});

test('shows them to nobody who may not see the room', async () => {
  const { rid } = await server.visit(SALES);
  expect((await ben.get(`livechat/visitors.pagesVisited/${rid}`)).body.error).toBe('not-allowed');
  expect((await anna.get('livechat/visitors.pagesVisited/none')).body.error).toBe('invalid-room');
});
