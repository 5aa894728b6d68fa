import { beforeEach, expect, test } from 'vitest';
import { startCore, type TestCore } from '../start-core.ts';

let server: TestCore;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
});

const ANN = { token: 'tok-ann', name: 'Ann', email: 'ann@example.com' };
const register = (more: object = {}) => server.post('livechat/visitor', { visitor: { ...ANN, ...more } });
const saved = () => server.events.filter(({ type }) => type === 'visitor-saved');

test('a first registration is told', async () => {
  const { body } = await register();
  expect(saved()).toEqual([{ type: 'visitor-saved', visitorId: (body.visitor as { _id: string })._id }]);
});

test('the same registration again is no news; a change of name, address or phone is', async () => {
  await register();
  await register();
  expect(saved()).toHaveLength(1);
  await register({ name: 'Ann E.' });
  await register({ name: 'Ann E.', email: 'ann@example.org' });
  await register({ name: 'Ann E.', email: 'ann@example.org', phone: '12345' });
  expect(saved()).toHaveLength(4);
});

test('a registration that is refused is not told', async () => {
  await register({ email: 'no address' });
  expect(saved()).toEqual([]);
});

test('what an agent writes down is told with the room', async () => {
  const { token, rid } = await server.visit();
  server.events.length = 0;
  const visitorId = server.store.where('visitors', 'token', token)[0]?._id;
  const anna = await server.as('admin');
  const answer = await anna.post('livechat/room.saveInfo', {
    guestData: { _id: visitorId, email: 'new@example.com' },
    roomData: { _id: rid, topic: 'Cups' },
  });
  expect(answer.status).toBe(200);
  expect(saved()).toEqual([{ type: 'visitor-saved', visitorId, rid }]);
});
