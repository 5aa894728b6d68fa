import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRdStation } from '../../../demo/rd-station/create-rd-station.ts';
import { listen } from '../../browser/support/listen.ts';

let server: Awaited<ReturnType<typeof listen>>;
beforeEach(async () => {
  const rdStation = createRdStation({ token: 'rd-token', keep: 2 });
  server = await listen(createServer((request, response) => void rdStation.handle(request, response)));
});
afterEach(() => server.close());

const ANN = { token_rdstation: 'rd-token', identificador: 'rocketchat-livechat', email: 'ann@example.com' };
const post = async (body: unknown) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${server.url}/rd-station/conversions`, { method: 'POST', body: text });
};
async function leads(method = 'GET'): Promise<unknown[]> {
  const answer = await fetch(`${server.url}/rd-station/leads`, { method });
  return ((await answer.json()) as { leads: unknown[] }).leads;
}

test('a conversion becomes a lead, with what is not known by name among its fields', async () => {
  const more = { client_id: '1', nome: 'Ann', telefone: '123', tags: ['cups'], plan: 'gold', n: 3 };
  expect((await post({ ...ANN, ...more })).status).toBe(200);
  expect(await leads()).toEqual([
    {
      email: 'ann@example.com',
      name: 'Ann',
      phone: '123',
      tags: ['cups'],
      fields: { plan: 'gold', n: '3' },
      conversions: 1,
      at: expect.any(String),
    },
  ]);
});

test('conversions with one e-mail address are one lead; what is new wins, tags add up', async () => {
  await post({ ...ANN, nome: 'Ann', tags: ['a', 'b'], plan: 'gold' });
  await post({ ...ANN, nome: 'Ann E.', tags: ['b', 'c'] });
  expect(await leads()).toMatchObject([
    { name: 'Ann E.', tags: ['a', 'b', 'c'], fields: { plan: 'gold' }, conversions: 2 },
  ]);
});

test.each([
  [{ ...ANN, token_rdstation: 'other' }, 401, 'token'],
  [{ ...ANN, token_rdstation: '' }, 400, 'token_rdstation is missing'],
  [{ ...ANN, email: undefined }, 400, 'email is missing'],
  ['email=ann@example.com', 400, 'JSON'],
  ['[]', 400, 'JSON'],
])('%j is refused with %i', async (body, status, why) => {
  const answer = await post(body);
  expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(why)]);
  expect(await leads()).toEqual([]);
});

test('the newest lead stands first, the oldest goes, and the list can be emptied', async () => {
  for (const name of ['a', 'b', 'c']) await post({ ...ANN, email: `${name}@example.com` });
  await post({ ...ANN, email: 'b@example.com' });
  expect(await leads()).toMatchObject([{ email: 'b@example.com' }, { email: 'c@example.com' }]);
  expect(await leads('DELETE')).toEqual([]);
  expect((await fetch(`${server.url}/rd-station/nothing`)).status).toBe(404);
});
