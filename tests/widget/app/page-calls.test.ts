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
