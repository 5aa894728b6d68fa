import { beforeAll, expect, test } from 'vitest';
import { REST_MATRIX } from './rest-matrix.ts';
import { type AccessWorld, buildAccessWorld, CALLERS } from './support/access-world.ts';
import { askAs } from './support/ask-as.ts';
import { routesOfApp } from './support/routes-of-app.ts';

/** Who may find visitors of others: every agent, as on a real server. */
const SEARCHES = ['GET /api/v1/livechat/visitors.autocomplete', 'GET /api/v1/livechat/visitors.search'];

const lines = REST_MATRIX.trim()
  .split('\n')
  .map((line) => line.split(/\s+/));
const matrix = new Map(lines.map(([method, path, ...verdicts]) => [`${method} ${path}`, verdicts.join(' ')]));

let fresh: () => AccessWorld;
beforeAll(async () => {
  fresh = await buildAccessWorld();
});

test('the matrix has every route of the app, and no other', () => {
  expect([...matrix.keys()].sort()).toEqual(routesOfApp());
});

test.each([...matrix])(
  '%s lets in whom the matrix says, and tells and changes no more',
  async (route, row) => {
    const verdicts: string[] = [];
    let world = fresh();
    for (const caller of CALLERS) {
      const { verdict, used } = await askAs(world, route, caller);
      verdicts.push(verdict);
      if (used) world = fresh();
    }
    expect(verdicts.join(' ')).toBe(row);
  },
);

test('no line lets another visitor, nobody or an agent without the room read or write there', () => {
  const strangers = ['other', 'none', 'outsider'] as const;
  const open = [...matrix].flatMap(([route, row]) =>
    strangers
      .filter((caller) => row.split(' ')[CALLERS.indexOf(caller)] === '*')
      .map((caller) => `${route} ${caller}`),
  );
  expect(open).toEqual(SEARCHES.map((route) => `${route} outsider`));
});

test('no line refuses everybody by mistake: each is let in somewhere, but for those that ask for more', () => {
  const closed = [...matrix].filter(([, row]) => !/[+*]/.test(row)).map(([route]) => route);
  expect(closed).toEqual([
    'DELETE /api/v1/livechat/transcript/:rid',
    // Only without an open room.
    'DELETE /api/v1/livechat/visitor/:token',
    // Switched off; then only with the verify token, and only signed.
    'GET /api/v1/livechat/facebook',
    'POST /api/v1/livechat/facebook',
    // Only what waits in the queue.
    'POST /api/v1/livechat/inquiries.take',
    // Only where the setting allows it, and only what is on hold.
    'POST /api/v1/livechat/room.onHold',
    'POST /api/v1/livechat/room.resumeOnHold',
    // Only with an address set.
    // Of a trigger that has a service.
    'POST /api/v1/livechat/triggers/:_id/external-service/call',
    'POST /api/v1/livechat/webhook.test',
    // The password of the request is wrong.
    'POST /api/v1/login',
    // Only without an open room.
    'POST /api/v1/omnichannel/contacts.delete',
    // Only after `rooms.media`.
    'POST /api/v1/rooms.mediaConfirm/:rid/:fileId',
  ]);
});
