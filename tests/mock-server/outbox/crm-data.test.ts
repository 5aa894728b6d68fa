import { expect, test } from 'vitest';
import { DIALECT_8X } from '../../../mock-server/outbox/dialects/8x.ts';
import { ROOM } from './support/documents.ts';
import { startOutbox } from './support/start-outbox.ts';

const rid = ROOM._id;

/** A receiver that answers these bodies in turn, with these statuses. */
function answering(...answers: [status: number, body: string][]): {
  fetch: typeof globalThis.fetch;
  bodies: { crmData?: string }[];
} {
  const bodies: { crmData?: string }[] = [];
  return {
    bodies,
    fetch: (_input, init) => {
      const [status, body] = answers[bodies.length] ?? [200, ''];
      bodies.push(JSON.parse(String(init?.body)));
      return Promise.resolve(new Response(body, { status }));
    },
  };
}

test('what the receiver answers stays with the room and goes back with each later webhook of it', async () => {
  const { fetch, bodies } = answering([200, '{"id":1}'], [200, '{"id":2}'], [200, '']);
  const bench = await startOutbox({ dialect: DIALECT_8X, fetch });
  await bench.close();
  expect(bench.store.get('rooms', rid)?.crmData).toBe('{"id":1}');
  await bench.close();
  expect(bench.store.get('rooms', rid)?.crmData).toBe('{"id":2}');
  await bench.close();
  expect(bench.store.get('rooms', rid)).not.toHaveProperty('crmData');
  await bench.close();
  expect(bodies.map(({ crmData }) => crmData)).toEqual([undefined, '{"id":1}', '{"id":2}', undefined]);
});

test('only an answer 200 is kept', async () => {
  const { fetch } = answering([200, 'first'], [500, 'broken'], [201, 'made']);
  const bench = await startOutbox({ dialect: DIALECT_8X, fetch });
  await bench.close();
  await bench.close();
  await bench.clock.advance(600_000);
  expect(bench.store.get('rooms', rid)?.crmData).toBe('first');
});

test('an answer is kept up to 20,000 characters with the room, 2,000 with the attempt, without the secret', async () => {
  const { fetch } = answering([200, `the-token ${'x'.repeat(30_000)}`]);
  const bench = await startOutbox({ dialect: DIALECT_8X, fetch });
  const delivery = await bench.close();
  expect(bench.store.get('rooms', rid)?.crmData).toHaveLength(20_000);
  expect(bench.store.get('rooms', rid)?.crmData).toMatch(/^\[secret\] x+$/);
  expect(bench.delivery(delivery?._id ?? '')?.attempts[0]?.responseStart).toHaveLength(2_000);
});

test('the documented dialect keeps no answer, and a room that is gone gets none', async () => {
  const documented = await startOutbox();
  await documented.close();
  expect(documented.store.get('rooms', rid)).not.toHaveProperty('crmData');

  const { fetch } = answering([500, ''], [200, 'late']);
  const bench = await startOutbox({ dialect: DIALECT_8X, fetch });
  await bench.close();
  bench.store.transaction((tx) => tx.remove('rooms', rid));
  await bench.clock.advance(600_000);
  expect([bench.deliveries()[0]?.state, bench.store.get('rooms', rid)]).toEqual(['delivered', undefined]);
});
