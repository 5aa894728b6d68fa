import { beforeEach, expect, test } from 'vitest';
import { type Caller, startCore, type TestCore } from './start-core.ts';
import { ask } from './visitor-ask.ts';

let server: TestCore;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  admin = await server.as('admin');
});
const remove = (caller: Caller, contactId: string) =>
  caller.post('omnichannel/contacts.delete', { contactId });

/** A visitor with this address, whose chat is over. */
async function known(email: string): Promise<string> {
  const { token, rid } = await server.visit();
  await ask(server.core, 'POST visitor', { visitor: { token, name: 'Ann', email } });
  await ask(server.core, 'POST room.close', { token, rid });
  return server.store.where('visitors', 'token', token)[0]?._id ?? '';
}
async function leave(email: string): Promise<void> {
  await ask(server.core, 'POST offline.message', { name: 'Ann', email, message: 'call me' });
}

test('a manager removes a visitor with everything, the offline messages of their address included', async () => {
  const id = await known('Ann@shop.example');
  await leave('ann@shop.example');
  await leave('other@shop.example');
  expect(await remove(admin, id)).toEqual({ status: 200, body: { success: true } });
  expect(server.store.get('visitors', id)).toMatchObject({ disabled: true });
  expect([...server.store.all('offlineMessages')].map(({ email }) => email)).toEqual(['other@shop.example']);
  expect(server.events.at(-1)).toMatchObject({ type: 'visitor-removed', emails: ['ann@shop.example'] });
  expect(await remove(admin, id)).toEqual({
    status: 404,
    body: { success: false, error: 'error-contact-not-found' },
  });
});

test('a visitor cannot delete the offline messages of others by claiming their address', async () => {
  await leave('ann@shop.example');
  const id = await known('ann@shop.example');
  const token = server.store.get('visitors', id)?.token ?? '';
  expect((await ask(server.core, `DELETE visitor/${token}`)).status).toBe(200);
  expect(server.store.count('offlineMessages')).toBe(1);
  expect(server.events.at(-1)).not.toHaveProperty('emails');
});

test('a visitor with an open chat is not removed', async () => {
  const { token } = await server.visit();
  const id = server.store.where('visitors', 'token', token)[0]?._id ?? '';
  expect(await remove(admin, id)).toEqual({
    status: 400,
    body: { success: false, error: 'error-invalid-contact' },
  });
  expect(server.store.get('visitors', id)?.token).toBe(token);
});

test('is for managers', async () => {
  expect((await remove(await server.as('anna'), 'x')).status).toBe(403);
});
