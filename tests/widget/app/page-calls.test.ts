import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { type PageBench, pageBench, settled, withDepartments } from './support/page-bench.ts';

let bench: PageBench;
let warn: MockInstance<typeof console.warn>;
let error: MockInstance<typeof console.error>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  error = vi.spyOn(console, 'error').mockImplementation(() => {});
  bench = pageBench();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
const warned = (): unknown[] => warn.mock.calls.map(([text]) => text);
const commands = (): unknown[][] => bench.porthole.calls;

test.each([
  ['setGuestName', 'Grace', { name: 'Grace' }],
  ['setGuestEmail', 'g@navy.example', { email: 'g@navy.example' }],
  ['setGuestToken', 'secret', { token: 'secret' }],
])('%s identifies the guest', async (method, given, guest) => {
  bench.call(method, given);
  await settled();
  expect(commands()).toEqual([['identify', guest]]);
});

test.each([
  ['setGuestName', [7], 'takes a text'],
  ['setGuestEmail', ['  '], 'takes a text'],
  ['setGuestToken', [], 'takes a text'],
  ['setDepartment', [{ _id: 's1' }], 'takes a text'],
  ['setDepartment', ['Nowhere'], 'no department "Nowhere"'],
  ['setBusinessUnit', [''], 'takes a text'],
  ['setAgent', ['anna'], 'takes an object'],
  ['setAgent', [{ _id: 'a1' }], 'needs _id and username'],
  ['setCustomField', [], 'needs a key'],
  ['setCustomField', ['', 'x'], 'needs a key'],
  ['setCustomField', ['plan', { name: 'gold' }], 'must be a text'],
  ['setTheme', [], 'takes an object'],
  ['setTheme', [{ position: 'top' }], 'position cannot be top'],
  ['setTheme', [{ color: 'nonsense' }], 'color cannot be nonsense'],
  ['setTheme', [{ title: 7 }], 'title cannot be 7'],
  ['setTheme', [{ hideAgentAvatar: 'yes' }], 'hideAgentAvatar cannot be yes'],
  ['setLanguage', [null], 'takes a text'],
  ['setParentUrl', [new URL('https://a.example')], 'takes a text'],
  ['setGuestMetadata', [null], 'takes an object'],
  ['setHiddenSystemMessages', ['uj'], 'takes a list'],
  ['setHiddenSystemMessages', [['uj', 'au']], 'no type au'],
  ['registerGuest', [null], 'takes an object'],
  ['registerGuest', [{ name: 7 }], 'name must be a text'],
  ['transferChat', ['s1'], 'no such open chat'],
  ['initialize', ['theme'], 'takes an object'],
  ['initialize', [{ unknown: 1 }], 'setUnknown: there is no such method'],
  ['initialize', [{ setCustomFields: { key: 'plan' } }], 'setCustomFields: takes a list'],
  ['onChatStarted', [7], 'takes a function'],
  ['onChatStart', [() => {}], 'there is no such method'],
  ['setColour', ['red'], 'there is no such method'],
  ['toString', [], 'there is no such method'],
])('%s(%o) is warned about: %s', async (method, args, text) => {
  expect(bench.call(method, ...args)).toBeUndefined();
  await settled();
  expect(warned()).toEqual([expect.stringContaining(`${text}`)]);
  expect(error).not.toHaveBeenCalled();
});

test.each([
  ['setLanguage', ['pt-BR']],
  ['setParentUrl', ['https://shop.example/cart']],
  ['setGuestMetadata', [{ plan: 'gold' }]],
  ['clearAllCallbacks', []],
  ['clearDepartment', []],
  ['clearBusinessUnit', []],
  ['onChatStarted', [() => {}]],
  ['pageVisited', ['url']],
  ['initialize', [{ language: undefined, theme: undefined }]],
  ['setTheme', [{ hideExpandChat: true, hideGuestAvatar: true, color: undefined }]],
])('%s(%o) is accepted without a word', async (method, args) => {
  bench.call(method, ...args);
  await settled();
  expect([warned(), error.mock.calls]).toEqual([[], []]);
});

test('what the objects of the page throw is reported, and stops nothing', async () => {
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('of the page');
      },
    },
  );
  bench.call('setTheme', hostile);
  bench.call('initialize', hostile);
  bench.call('setGuestName', 'Grace');
  await settled();
  expect(error).toHaveBeenCalledTimes(2);
  expect(commands()).toEqual([['identify', { name: 'Grace' }]]);
});

test('the objects of the page stay as they are', async () => {
  const frozen = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
    return Object.freeze(value);
  };
  const theme = { position: 'top', color: '#123456' };
  const guest = { name: 'Grace', customFields: [{ key: 'plan', value: 'gold' }] };
  for (const value of [theme, guest]) frozen(value);
  bench.call('setTheme', theme);
  bench.call('registerGuest', guest);
  bench.call('initialize', frozen({ theme, registerGuest: guest, hiddenSystemMessages: ['uj'] }));
  await settled();
  expect(error).not.toHaveBeenCalled();
  expect(guest).toEqual({ name: 'Grace', customFields: [{ key: 'plan', value: 'gold' }] });
});

test('initialize calls the method of each key', async () => {
  bench.registered('r1');
  bench.call('initialize', {
    customField: ['plan', 'gold', false],
    setCustomFields: [{ key: 'size', value: 'xl' }, ['colour', 'red']],
    theme: { title: 'Help' },
    department: 'Sales',
    businessUnit: 'b1',
    guestToken: 'secret',
    guestName: 'Grace',
    guestEmail: 'g@navy.example',
    registerGuest: { email: 'g@shop.example' },
    language: 'en',
    agent: { _id: 'a1', username: 'anna' },
    parentUrl: 'https://shop.example',
    setGuestMetadata: { plan: 'gold' },
    hiddenSystemMessages: ['uj'],
  });
  await settled();
  expect(bench.ui.theme.value).toEqual({ title: 'Help' });
  expect(commands().filter(([name]) => name === 'identify')).toEqual([
    ['identify', { token: 'secret' }],
    ['identify', { name: 'Grace' }],
    ['identify', { email: 'g@navy.example' }],
    ['identify', { email: 'g@shop.example' }],
    ['identify', { department: 's1' }],
  ]);
  expect(bench.facts.known.value).toMatchObject({ businessUnit: 'b1', agentId: 'a1' });
  expect(bench.porthole.config.value?.settings.hiddenSystemMessages).toContain('uj');
  expect(bench.requests).toEqual([
    [
      'custom.fields',
      {
        token: 'T',
        customFields: [
          { key: 'plan', value: 'gold', overwrite: false },
          { key: 'size', value: 'xl', overwrite: true },
          { key: 'colour', value: 'red', overwrite: true },
        ],
      },
    ],
  ]);
  expect(warned()).toEqual([]);
});

test('a department is found by id or by name, once the config is there', async () => {
  bench = pageBench({ loaded: false });
  bench.call('setDepartment', 'Sales');
  await settled();
  expect(commands()).toEqual([]);
  bench.porthole.config.value = withDepartments();
  await settled();
  // A config that comes again does not choose again: the visitor may have.
  bench.porthole.config.value = withDepartments();
  await settled();
  expect(commands()).toEqual([['identify', { department: 's1' }], ['retryLoad']]);
  bench.call('setDepartment', 's2');
  await settled();
  expect(commands().at(-2)).toEqual(['identify', { department: 's2' }]);
});

test('the last of setDepartment and clearDepartment decides', async () => {
  bench.call('setDepartment', 'Sales');
  bench.call('setDepartment', 'Support');
  await settled();
  expect(commands()).toEqual([['identify', { department: 's2' }], ['retryLoad']]);
  bench.call('setDepartment', 'Sales');
  bench.call('clearDepartment');
  await settled();
  expect(commands().slice(2)).toEqual([['identify', { department: '' }]]);
});

test('the agent of setAgent is forgotten with another department', async () => {
  bench.call('setAgent', { _id: 'a1', username: 'anna', department: 's1' });
  bench.call('setDepartment', 's1');
  await settled();
  expect(bench.facts.known.value.agentId).toBe('a1');
  bench.call('setDepartment', 's2');
  await settled();
  expect(bench.facts.known.value.agentId).toBe('');
});

test('another business unit asks for the config anew, the same one does not', async () => {
  bench.call('setBusinessUnit', 'b1');
  bench.call('setBusinessUnit', 'b1');
  await settled();
  expect([bench.facts.known.value.businessUnit, commands()]).toEqual(['b1', [['retryLoad']]]);
  bench.call('clearBusinessUnit');
  bench.call('clearBusinessUnit');
  await settled();
  expect([bench.facts.known.value.businessUnit, commands().length]).toEqual(['', 2]);
});

test('a token that comes before the config is asked about with it; the token there is changes nothing', async () => {
  bench = pageBench({ loaded: false });
  bench.call('setGuestToken', 'secret');
  await settled();
  expect(commands()).toEqual([['identify', { token: 'secret' }]]);
  bench.porthole.config.value = withDepartments();
  await settled();
  expect(commands().slice(1)).toEqual([['retryLoad']]);
  bench.registered();
  bench.call('setGuestToken', 'T');
  await settled();
  expect(commands()).toHaveLength(2);
});

test('registerGuest registers at once, with all it says', async () => {
  bench.call('registerGuest', {
    token: 'secret',
    name: 'Grace',
    email: 'g@navy.example',
    department: 'Support',
    phone: '555',
    customFields: [{ key: 'plan', value: 'gold', overwrite: true }],
  });
  await settled();
  await settled();
  expect(commands()).toEqual([
    ['identify', { token: 'secret', name: 'Grace', email: 'g@navy.example' }],
    ['identify', { department: 's2' }],
    ['retryLoad'],
    ['visitor.register'],
    ['retryLoad'],
  ]);
  expect(bench.requests).toEqual([
    ['visitor', { visitor: { token: 'T', phone: '555' } }],
    ['custom.fields', { token: 'T', customFields: [{ key: 'plan', value: 'gold', overwrite: true }] }],
  ]);
});

test('registerGuest leaves it to `identify` to tell the server of a visitor it knows', async () => {
  bench.registered();
  bench.call('registerGuest', { name: 'Grace', email: undefined, phone: null });
  await settled();
  expect(commands()).toEqual([['identify', { name: 'Grace' }], ['retryLoad']]);
  expect([bench.requests, warned()]).toEqual([[], []]);
});

test.each([[['Support']], [['r1', 'Support']], [['s2']]])(
  'transferChat(%o) moves the open chat',
  async (args) => {
    bench.registered('r1');
    bench.call('transferChat', ...args);
    await settled();
    expect(bench.requests).toEqual([
      ['visitor/department.transfer', { token: 'T', rid: 'r1', department: 's2' }],
    ]);
    expect(warned()).toEqual([]);
  },
);

test('transferChat moves no other room, and says why the server would not', async () => {
  bench.registered('r1');
  bench.call('transferChat', 'r2', 'Support');
  await settled();
  expect([bench.requests, warned()]).toEqual([[], ['RocketChat: transferChat: no such open chat']]);
  bench.refusals.push('refused');
  bench.call('transferChat', 'Support');
  await settled();
  expect(warned().at(-1)).toBe('RocketChat: transferChat: no');
});

test('pageVisited tells the page there is now, once there is a visitor', async () => {
  document.title = 'Vases';
  bench.call('pageVisited', 'url');
  expect(bench.requests).toEqual([]);
  bench.registered('r1');
  bench.call('pageVisited', 'title');
  bench.call('pageVisited');
  expect(bench.requests).toEqual(
    ['title', 'url'].map((change) => [
      'page.visited',
      { token: 'T', rid: 'r1', pageInfo: { change, title: 'Vases', location: { href: location.href } } },
    ]),
  );
});

test('hidden system messages are added to those of each config that comes', async () => {
  const hidden = () => bench.porthole.config.value?.settings.hiddenSystemMessages;
  bench.call('setHiddenSystemMessages', ['uj', 'livechat-close']);
  const config = withDepartments();
  config.settings = { ...config.settings, hiddenSystemMessages: ['ul', 'uj'] };
  bench.porthole.config.value = config;
  await settled();
  expect(hidden()).toEqual(['ul', 'uj', 'livechat-close']);
  expect(commands()).toEqual([]);
  // Only the server's own list tells what is shown again.
  bench.call('setHiddenSystemMessages', []);
  expect(commands()).toEqual([['retryLoad']]);
  bench.porthole.config.value = { ...config };
  await settled();
  expect(hidden()).toEqual(['ul', 'uj']);
});

test('what is hidden is closed, and opens again when it shows', () => {
  const opened = () => commands().map(([, open]) => open);
  bench.call('maximizeWidget');
  bench.call('hideWidget');
  bench.call('hideWidget');
  expect(opened()).toEqual([true, false, false]);
  bench.call('showWidget');
  expect(opened().at(-1)).toBe(true);
  bench.call('minimizeWidget');
  bench.call('hideWidget');
  bench.call('showWidget');
  expect(bench.porthole.isOpen.value).toBe(false);
});

test('opening while hidden waits until the widget shows', () => {
  bench.call('hideWidget');
  bench.call('maximizeWidget');
  expect(bench.porthole.isOpen.value).toBe(false);
  bench.call('showWidget');
  expect(bench.porthole.isOpen.value).toBe(true);
});
