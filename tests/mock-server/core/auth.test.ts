import { beforeEach, describe, expect, test } from 'vitest';
import { authenticate } from '../../../mock-server/core/auth/authenticate.ts';
import { login } from '../../../mock-server/core/auth/login.ts';
import { createLoginThrottle } from '../../../mock-server/core/auth/login-throttle.ts';
import { logout } from '../../../mock-server/core/auth/logout.ts';
import { sha256Hex } from '../../../mock-server/core/auth/sha256-hex.ts';
import type { CoreContext } from '../../../mock-server/core/context.ts';
import { newHexId, newId } from '../../../mock-server/core/ids.ts';
import { seedStore } from '../../../mock-server/core/seed.ts';
import { SETTINGS, type SettingValues } from '../../../mock-server/core/settings/definitions.ts';
import type { Emission } from '../../../mock-server/core/work.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';
import type { Store } from '../../../mock-server/store/store.ts';

const START = Date.UTC(2025, 0, 15, 9);
const DAY_MS = 24 * 60 * 60 * 1000;
const ANNA = 'annaSeedAccount22';

const defaultOf = <K extends keyof SettingValues>(id: K): SettingValues[K] =>
  SETTINGS[id].default as SettingValues[K];

let now: number;
let store: Store;
let emissions: Emission[];
let context: CoreContext;

beforeEach(async () => {
  now = START;
  emissions = [];
  store = createMemoryStore();
  const clock = { now: () => now, after: () => () => {} };
  context = {
    store,
    clock,
    siteUrl: 'http://chat.test',
    loginThrottle: createLoginThrottle(clock),
    setting: defaultOf,
    settingDefaults: {},
    cors: 'open',
    rateLimit: false,
    fetch,
    sendTestWebhook: async () => undefined,
    onFailure: (error) => {
      throw error;
    },
    run: async (rule) =>
      store.transaction((tx) =>
        rule({
          ...tx,
          now: new Date(now),
          newId,
          newHexId,
          setting: defaultOf,
          publish: (emission) => emissions.push(emission),
          raise: () => {},
        }),
      ),
  };
  await seedStore(store, { now: new Date(START) });
});

const failureOf = (promise: Promise<unknown>) => promise.then(() => undefined, String);

describe('login', () => {
  test.each([
    { user: 'anna', password: 'anna' },
    { user: 'ANNA', password: 'anna' },
    { username: 'anna', password: 'anna' },
    { email: 'Anna@example.com', password: 'anna' },
    { user: 'anna@example.com', password: 'anna' },
    { user: { username: 'anna' }, password: 'anna' },
    { user: { email: 'anna@example.com' }, password: 'anna' },
  ])('takes %j', async (input) => {
    expect(await login(context, input)).toEqual({
      userId: ANNA,
      token: expect.stringMatching(/^[2-9A-Za-z]{43}$/),
      expiresAt: new Date(START + 90 * DAY_MS),
    });
  });

  test('takes the SHA-256 of the password in place of it', async () => {
    const password = { digest: await sha256Hex('anna'), algorithm: 'sha-256' };
    expect((await login(context, { user: 'anna', password })).userId).toBe(ANNA);
    expect(
      await failureOf(login(context, { user: 'anna', password: { ...password, algorithm: 'md5' } })),
    ).toContain('[403]');
  });

  test.each([
    { user: 'anna', password: 'wrong' },
    { user: 'nobody', password: 'anna' },
    { password: 'anna' },
    { user: '', password: '' },
  ])('refuses %j with the same words', async (input) => {
    expect(await failureOf(login(context, input))).toBe(
      'MeteorError: Something went wrong. Please check your credentials. [403]',
    );
  });

  test('refuses a user that is not active', async () => {
    store.transaction((tx) => {
      for (const user of [...tx.all('users')]) tx.put('users', { ...user, active: false });
    });
    expect(await failureOf(login(context, { user: 'anna', password: 'anna' }))).toContain('[403]');
  });

  test('takes a user name that is an address', async () => {
    store = createMemoryStore();
    context = { ...context, store };
    await seedStore(store, { now: new Date(START), adminUser: 'me@home' });
    const logins = [{ user: 'me@home' }, { user: { username: 'me@home' } }, { user: 'admin@example.com' }];
    for (const name of logins) {
      expect((await login(context, { ...name, password: 'admin' })).userId).toBe('adminSeedAccount2');
    }
  });

  test('keeps only the hash of a token', async () => {
    const { token } = await login(context, { user: 'anna', password: 'anna' });
    const stored = [...store.all('loginTokens')];
    expect(stored).toEqual([expect.objectContaining({ _id: await sha256Hex(token), userId: ANNA })]);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test('goes on with an earlier token', async () => {
    const first = await login(context, { user: 'anna', password: 'anna' });
    now += DAY_MS;
    expect(await login(context, { resume: first.token })).toEqual(first);
  });

  test.each(['unknown', 'expired', 'logged out'])('does not go on with an %s token', async (which) => {
    const { token } = await login(context, { user: 'anna', password: 'anna' });
    if (which === 'expired') now += 90 * DAY_MS;
    if (which === 'logged out') await logout(context, token);
    const resume = which === 'unknown' ? 'unknown' : token;
    expect(await failureOf(login(context, { resume }))).toBe(
      "MeteorError: You've been logged out by the server. Please log in again. [403]",
    );
  });

  test('forgets expired tokens of the same user', async () => {
    await login(context, { user: 'anna', password: 'anna' });
    now += 91 * DAY_MS;
    await login(context, { user: 'anna', password: 'anna' });
    expect(store.count('loginTokens')).toBe(1);
  });
});

describe('authenticate', () => {
  test('knows the user of a token, and refuses another user id', async () => {
    const { token } = await login(context, { user: 'anna', password: 'anna' });
    expect((await authenticate(context, { token }))?.username).toBe('anna');
    expect((await authenticate(context, { userId: ANNA, token }))?.username).toBe('anna');
    expect(await authenticate(context, { userId: 'benSeedAccount222', token })).toBeUndefined();
    expect(await authenticate(context, { userId: ANNA, token: '' })).toBeUndefined();
  });

  test('refuses the stored hash as a token', async () => {
    const { token } = await login(context, { user: 'anna', password: 'anna' });
    expect(await authenticate(context, { token: await sha256Hex(token) })).toBeUndefined();
  });
});

describe('log-in throttle', () => {
  const guess = (password: string, ip = '10.0.0.1', user = 'anna') =>
    failureOf(login(context, { user, password }, { ip }));

  test('lets five failures pass, then refuses even the right password until the minute is over', async () => {
    for (let n = 0; n < 5; n++) expect(await guess(`wrong${n}`)).toContain('[403]');
    now += 20_000;
    expect(await guess('anna')).toBe(
      'MeteorError: Error, too many requests. Please slow down. You must wait 40 seconds before trying this endpoint again. [error-too-many-requests]',
    );
    now += 40_000;
    expect(await guess('anna')).toBeUndefined();
  });

  test('counts a burst of guesses one by one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(`wrong${n}`)));
    expect(answers.filter((answer) => answer?.includes('[403]'))).toHaveLength(5);
    expect(answers.filter((answer) => answer?.includes('[error-too-many-requests]'))).toHaveLength(15);
  });

  test('does not refuse many right passwords at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => guess('anna')));
    expect(answers.every((answer) => answer === undefined)).toBe(true);
  });

  test('counts names and addresses apart, and a name in any case together', async () => {
    for (let n = 0; n < 5; n++) await guess('wrong', '10.0.0.1', n % 2 ? 'anna' : 'Anna');
    expect(await guess('anna')).toContain('[error-too-many-requests]');
    expect(await guess('anna', '10.0.0.2')).toBeUndefined();
    expect(await guess('ben', '10.0.0.1', 'ben')).toBeUndefined();
  });

  test('starts afresh after a success', async () => {
    for (let n = 0; n < 4; n++) await guess('wrong');
    await guess('anna');
    for (let n = 0; n < 4; n++) expect(await guess('wrong')).toContain('[403]');
    expect(await guess('anna')).toBeUndefined();
  });
});

describe('presence follows logins', () => {
  const anna = () => store.get('users', ANNA);

  test('a login makes online, the last logout offline and not available', async () => {
    expect(anna()).toMatchObject({ status: 'away', statusLivechat: 'not-available' });
    const first = await login(context, { user: 'anna', password: 'anna' });
    const second = await login(context, { user: 'anna', password: 'anna' });
    expect(anna()).toMatchObject({ status: 'online', statusLivechat: 'not-available' });
    await logout(context, first.token);
    expect(anna()).toMatchObject({ status: 'online', statusLivechat: 'not-available' });
    await logout(context, second.token);
    expect(anna()).toMatchObject({ status: 'offline', statusLivechat: 'not-available' });
  });

  test('a login leaves "busy" as it is', async () => {
    store.transaction((tx) => {
      const user = tx.get('users', ANNA);
      if (user) tx.put('users', { ...user, status: 'busy' });
    });
    await login(context, { user: 'anna', password: 'anna' });
    expect(anna()?.status).toBe('busy');
  });

  test('logging out with an unknown token changes nothing', async () => {
    const before = [...store.all('users')];
    await logout(context, 'unknown');
    expect([...store.all('users')]).toEqual(before);
  });
});
