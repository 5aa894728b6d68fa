import { beforeEach, expect, test } from 'vitest';
import { startCore, type TestCore } from '../start-core.ts';

let server: TestCore;
let visit: { token: string; rid: string };
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  visit = await server.visit();
  server.events.length = 0;
});

const visitor = () => {
  const { visitorEmails, phone } = server.store.where('visitors', 'token', visit.token)[0] ?? {};
  return {
    emails: visitorEmails?.slice(1).map(({ address }) => address) ?? [],
    numbers: phone?.map(({ phoneNumber }) => phoneNumber) ?? [],
  };
};
const say = (msg: string) => server.post('livechat/message', { ...visit, msg });
const captured = () => server.events.filter(({ type }) => type === 'lead-captured').length;

test.each([
  ['write to Ann@Example.com or b@c.org.', ['ann@example.com', 'b@c.org'], []],
  ['twice a@b.co, A@B.co', ['a@b.co'], []],
  ['call (11) 98765-4321', [], ['(11) 98765-4321']],
  ['call 98765-4321 or 12345678', [], ['98765-4321', '12345678']],
  ['order 123, page 4567', [], []],
  ['ann@localhost, @home', [], []],
])('%s', async (msg, emails, numbers) => {
  await say(msg);
  expect(visitor()).toEqual({ emails, numbers });
  expect(captured()).toBe(emails.length + numbers.length > 0 ? 1 : 0);
});

test('what is known is not added again, and is told again', async () => {
  await say('a@b.co');
  await say('a@b.co');
  expect([visitor().emails, captured()]).toEqual([['a@b.co'], 2]);
});

test('the words of agents and changed messages are not looked at', async () => {
  await (await server.as('anna')).post('chat.sendMessage', { message: { rid: visit.rid, msg: 'a@b.co' } });
  const { body } = await say('hello');
  const { _id } = body.message as { _id: string };
  await server.put(`livechat/message/${_id}`, { ...visit, msg: 'a@b.co' });
  expect([visitor().emails, captured()]).toEqual([[], 0]);
});

test('an emptied setting finds nothing; one that is no expression is not taken', async () => {
  await server.set({ Livechat_lead_email_regex: '', Livechat_lead_phone_regex: '#(\\d+)' });
  await say('a@b.co 98765-4321 #42');
  expect(visitor()).toEqual({ emails: [], numbers: ['#42'] });
  await expect(server.set({ Livechat_lead_email_regex: '(' })).rejects.toThrow('regular expression');
});
