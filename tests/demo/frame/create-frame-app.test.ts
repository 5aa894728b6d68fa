import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { frameAddress } from '../../../demo/agent/model/frame-address.ts';
import { createFrameApp } from '../../../demo/frame/create-frame-app.ts';
import { logIn } from '../../../demo/kit/log-in.ts';
import { type Credentials, createRest } from '../../../demo/kit/rest.ts';
import { newEncryptionKey } from '../../../mock-server/core/settings/new-encryption-key.ts';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';
import { listen } from '../../browser/support/listen.ts';

let mock: MockServer;
let server: Awaited<ReturnType<typeof listen>>;
let anna: Credentials;
let key: string;
let rid: string;

beforeEach(async () => {
  mock = await startMockServer({ agentsOnline: true });
  const app = createFrameApp(() => mock.url);
  server = await listen(createServer((request, response) => void app.handle(request, response)));
  anna = await logInAs('anna');
  key = await newEncryptionKey();
  const token = 'v'.repeat(30);
  const rest = createRest({ server: mock.url });
  await rest.post('livechat/visitor', { visitor: { token, name: '<b>Vera</b>', email: 'vera@example.com' } });
  const opened = await rest.get(`livechat/room?token=${token}`);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  rid = (opened.value.room as { _id: string })._id;
});
afterEach(async () => {
  await server.close();
  await mock.close();
});

async function logInAs(name: string): Promise<Credentials> {
  const outcome = await logIn(createRest({ server: mock.url }), name, name);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}
const address = (who: Credentials, jwk = key) =>
  frameAddress({ enabled: true, url: `${server.url}/frame/`, key: jwk }, who, rid);
const textAt = async (url: string): Promise<string> => (await fetch(url)).text();
const paste = (url: string, jwk: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ key: jwk }), redirect: 'follow' });

test('asks for the key, and shows the chat and the visitor once it is there', async () => {
  const url = await address(anna);
  expect(await textAt(url)).toContain('Paste the key');
  const shown = await (await paste(url, key)).text();
  for (const part of ['&lt;b&gt;Vera&lt;/b&gt;', 'vera@example.com', rid, 'Anna Keller'])
    expect(shown).toContain(part);
  expect(shown).not.toContain('<b>');
  expect(shown).not.toContain(anna.authToken);
});

test('a key that does not fit, and one that is none, are told apart', async () => {
  const url = await address(anna);
  expect(await (await paste(url, await newEncryptionKey())).text()).toContain('does not fit');
  expect(await (await paste(url, 'password')).text()).toContain('is no key');
});

test('shows no more than the agent may see', async () => {
  const ben = await logInAs('ben');
  await paste(await address(anna), key);
  const shown = await textAt(await address(ben));
  expect(shown).toContain('may not see this chat');
  expect(shown).not.toContain('vera@example.com');
});

test('a token that is over is told so', async () => {
  const url = await address(anna);
  await createRest({ server: mock.url, credentials: anna }).post('logout');
  expect(await (await paste(url, key)).text()).toContain('does not know this token');
});

test('says what is missing', async () => {
  expect(await textAt(`${server.url}/frame/`)).toContain('stands beside a chat');
  expect(await textAt(await address(anna, ''))).toContain('gave no token');
  expect((await fetch(`${server.url}/frame/other`)).status).toBe(404);
});

test('runs no scripts and loads nothing from elsewhere', async () => {
  const policy = (await fetch(await address(anna))).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('script-src');
});
