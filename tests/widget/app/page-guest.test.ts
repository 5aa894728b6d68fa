import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { type PageBench, pageBench, settled, withDepartments } from './support/page-bench.ts';

let bench: PageBench;
let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
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

test('the token there is changes nothing', async () => {
  bench.registered();
  bench.call('setGuestToken', 'T');
  await settled();
  expect(commands()).toEqual([]);
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
