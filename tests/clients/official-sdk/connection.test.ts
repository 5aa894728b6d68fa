import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { reconnected, type SdkBench, SOON, settled, startSdkBench } from './support/sdk-bench.ts';

let bench: SdkBench;
beforeAll(async () => {
  bench = await startSdkBench();
});
afterAll(() => bench.close());

/** The SDK wants the password hashed already. */
const digest = (password: string): string => createHash('sha256').update(password).digest('hex');

test('a dropped socket comes back, and with it every subscription', async () => {
  const { sdk, token, rid, agent } = await bench.visit();
  const texts: string[] = [];
  sdk.onRoomMessage(rid, ({ msg }) => texts.push(msg));
  const activity: unknown[] = [];
  sdk.onRoomUserActivity(rid, (...args) => activity.push(args));
  await settled(sdk);
  const states: string[] = [];
  sdk.connection.on('connection', (state) => states.push(state));

  bench.proxy.cutSockets();
  await vi.waitFor(
    () => expect(states).toEqual(['disconnected', 'reconnecting', 'connecting', 'connected']),
    SOON,
  );
  await settled(sdk);
  await agent.say(rid, 'are you back?');
  await sdk.sendMessage({ rid, token, msg: 'yes' });
  await vi.waitFor(() => expect(texts).toEqual(['are you back?', 'yes']), SOON);
  expect(sdk.client.subscriptions.size).toBe(2);
});

test('it comes back again when the server was away for a while', async () => {
  const { sdk, rid, agent } = await bench.visit();
  const texts: string[] = [];
  sdk.onRoomMessage(rid, ({ msg }) => texts.push(msg));
  await settled(sdk);
  bench.proxy.setDown(true);
  await vi.waitFor(() => expect(sdk.connection.status).toBe('disconnected'), SOON);
  bench.proxy.setDown(false);
  await vi.waitFor(() => expect(sdk.connection.status).toBe('connected'), SOON);
  await settled(sdk);
  await agent.say(rid, 'welcome back');
  await vi.waitFor(() => expect(texts).toEqual(['welcome back']), SOON);
});

test('the heartbeat of the SDK is answered', async () => {
  const sdk = await bench.client();
  bench.frames.length = 0;
  // After 30 s of silence the SDK says this to itself.
  sdk.timeoutControl.emit('heartbeat');
  await vi.waitFor(() => expect(bench.frames).toEqual(['> {"msg":"ping"}', '< {"msg":"pong"}']), SOON);
});

test('DDPSDK: an agent logs in with a password, and the server names them', async () => {
  const user = await bench.userClient();
  const happened: string[] = [];
  user.account.onLogin(() => happened.push('login'));
  user.account.onLogout(() => happened.push('logout'));
  await user.account.loginWithPassword('anna', digest('anna'));
  expect(user.account.user).toMatchObject({
    id: 'annaSeedAccount22',
    username: 'anna',
    token: expect.any(String),
    tokenExpires: expect.any(Date),
  });
  expect(await user.rest.get('/v1/me')).toMatchObject({ username: 'anna' });
  await user.account.logout();
  expect(user.account.uid).toBeUndefined();
  expect(happened).toEqual(['login', 'logout']);
});

test('DDPSDK: loginWithToken, and by itself after a dropped socket, with the agent’s streams', async () => {
  const first = await bench.userClient();
  await first.account.loginWithPassword('ben', digest('ben'));
  const user = await bench.userClient();
  await user.account.loginWithToken(first.account.user?.token ?? '');
  expect(user.account.uid).toBe('benSeedAccount222');

  const changes: unknown[] = [];
  user.stream('notify-user', 'benSeedAccount222/subscriptions-changed', (...args) => changes.push(args));
  await settled(user);
  const back = reconnected(user);
  bench.proxy.cutSockets();
  await back;
  await settled(user);
  const anna = await bench.agent('anna');
  await anna.setAvailable(false);
  const { rid } = await bench.visit();
  await vi.waitFor(() => expect(changes).toMatchObject([['inserted', { rid }]]), SOON);
});

test('DDPSDK: a wrong password is refused', async () => {
  const user = await bench.userClient();
  await expect(user.account.loginWithPassword('anna', digest('wrong'))).rejects.toMatchObject({ error: 403 });
});

test('DDPSDK: what an agent may not is refused over REST', async () => {
  const user = await bench.userClient();
  await user.account.loginWithPassword('anna', digest('anna'));
  await expect(user.rest.get('/v1/livechat/inquiries.list', {})).rejects.toMatchObject({ status: 403 });
});
