import { beforeEach, expect, test } from 'vitest';
import { type ConnectionBench, connectionBench, PING, subscriptionsOf } from '../support/connection-bench.ts';

let here: ConnectionBench;
beforeEach(() => {
  here = connectionBench();
});

test('two starts share one socket', () => {
  here.connection.start();
  here.connection.start();
  here.sockets.last().ready();
  here.connection.start();
  expect(here.sockets.all).toHaveLength(1);
});

test('subscriptions made before the link are sent once it is there, once', () => {
  here.subscribe();
  here.connection.start();
  here.sockets.last().opened();
  expect(subscriptionsOf(here.sockets.last().sent)).toEqual([]);
  here.sockets.last().says('{"msg":"connected","session":"s"}', '{"msg":"connected","session":"s"}');
  expect(subscriptionsOf(here.sockets.last().sent)).toEqual([
    '{"msg":"sub","id":"1","name":"stream-room-messages","params":["R",{"useCollection":false,"args":[]}]}',
  ]);
});

test('a subscription given up before the link is never sent', () => {
  here.subscribe()();
  here.connection.start();
  here.sockets.last().ready();
  expect(here.sockets.last().sent).toHaveLength(1);
});

test('a silent socket is pinged after 15 s and replaced 5 s later', () => {
  here.connection.start();
  const silent = here.sockets.last();
  silent.ready();
  here.clock.pass(14_999);
  expect(silent.sent).not.toContain(PING);
  here.clock.pass(1);
  expect(silent.sent.at(-1)).toBe(PING);
  here.clock.pass(4_999);
  expect(here.states.at(-1)).toBe('connected');
  here.clock.pass(1);
  expect(here.states.at(-1)).toBe('waiting');
  expect(silent.closed).toBe(true);
  here.clock.pass(500);
  expect(here.sockets.all).toHaveLength(2);
});

test('any frame proves that the link lives', () => {
  here.connection.start();
  here.sockets.last().ready();
  for (let n = 0; n < 10; n++) {
    here.clock.pass(14_000);
    here.sockets.last().says('{"msg":"updated","methods":["9"]}');
  }
  here.clock.pass(15_000);
  here.sockets.last().says('{"msg":"pong"}');
  here.clock.pass(15_000);
  expect(here.states.at(-1)).toBe('connected');
  expect(here.sockets.all).toHaveLength(1);
});

test('late events of a replaced socket are ignored', () => {
  here.subscribe();
  here.connection.start();
  const old = here.sockets.last();
  old.ready();
  here.clock.pass(20_000);
  here.clock.pass(500);
  const fresh = here.sockets.last();
  fresh.ready();
  const before = [...here.states];
  old.breaks();
  old.says('{"msg":"ping"}', '{"msg":"ready","subs":["1"]}');
  old.opened();
  expect(fresh.sent.filter((text) => text.includes('connect'))).toHaveLength(1);
  expect(here.states).toEqual(before);
  expect(here.told).toEqual([]);
  expect(here.sockets.all).toHaveLength(2);
});

test('a socket that never opens is given up after 10 s, a greeting without a handshake too', () => {
  here.connection.start();
  here.clock.pass(10_000);
  expect(here.states).toEqual(['connecting', 'waiting']);
  here.clock.pass(500);
  here.sockets.last().opened();
  here.clock.pass(9_000);
  here.sockets.last().says('{"server_id":"0"}');
  here.clock.pass(1_000);
  expect(here.states.at(-1)).toBe('waiting');
});

test('a socket that cannot even be made counts as lost', () => {
  const blocked = connectionBench(() => {
    throw new DOMException('blocked by the policy of the page', 'SecurityError');
  });
  blocked.connection.start();
  expect(blocked.states).toEqual(['connecting', 'waiting']);
  expect(blocked.reports).toEqual(['socket']);
  blocked.connection.stop();
  expect(blocked.clock.waiting).toBe(0);
});

test('a new link subscribes to all that is wanted, under the same ids, however often', () => {
  here.subscribe('A');
  here.subscribe('B');
  here.connection.start();
  for (let n = 0; n < 50; n++) {
    here.sockets.last().ready();
    const sent = subscriptionsOf(here.sockets.last().sent);
    expect(sent.map((text) => (JSON.parse(text) as { id: string }).id)).toEqual(['1', '2']);
    here.clock.pass(6_000);
    here.sockets.last().breaks();
    here.clock.pass(500);
  }
  expect(here.clock.waiting).toBe(1);
});

test('a subscription whose answer was lost with the link is waited for on the next', () => {
  here.subscribe('A');
  here.connection.start();
  here.sockets.last().ready();
  here.sockets.last().breaks();
  here.clock.pass(500);
  here.sockets.last().ready();
  expect(here.told).toEqual([]);
  here.sockets.last().says('{"msg":"ready","subs":["1"]}');
  expect(here.told).toEqual(['subscribed']);
});

test('giving up what was under way on a lost link tells nothing', () => {
  const stop = here.subscribe();
  here.connection.start();
  here.sockets.last().ready();
  here.sockets.last().breaks();
  stop();
  expect(here.told).toEqual([]);
});

test('a probe on a dead link is answered within 2 s or the link is replaced', () => {
  here.connection.start();
  here.sockets.last().ready();
  here.connection.probe();
  expect(here.sockets.last().sent.at(-1)).toBe(PING);
  here.clock.pass(2_000);
  expect(here.states.at(-1)).toBe('waiting');
});

test('a probe on a living link changes nothing', () => {
  here.connection.start();
  here.sockets.last().ready();
  here.connection.probe();
  here.sockets.last().says('{"msg":"pong"}');
  here.clock.pass(14_999);
  expect(here.states.at(-1)).toBe('connected');
  expect(here.sockets.all).toHaveLength(1);
});

test('a probe while waiting tries at once', () => {
  here.random.next = 1;
  here.connection.start();
  for (let n = 0; n < 8; n++) {
    here.sockets.last().breaks();
    here.clock.pass(30_000);
  }
  here.sockets.last().breaks();
  const before = here.sockets.all.length;
  here.connection.probe();
  expect(here.sockets.all).toHaveLength(before + 1);
});

test('a probe replaces a handshake that has been hanging, not one that just began', () => {
  here.connection.start();
  here.connection.probe();
  expect(here.sockets.all).toHaveLength(1);
  here.clock.pass(2_001);
  here.connection.probe();
  expect(here.sockets.all).toHaveLength(2);
  expect(here.sockets.all[0]?.closed).toBe(true);
});

test('stopping while connecting closes the socket and leaves no timer', () => {
  here.connection.start();
  here.connection.stop();
  expect(here.sockets.last().closed).toBe(true);
  here.sockets.last().opened();
  here.sockets.last().says('{"msg":"connected","session":"s"}');
  here.sockets.last().breaks();
  expect(here.states).toEqual(['connecting', 'idle']);
  expect(here.clock.waiting).toBe(0);
});

test('stopping while waiting ends the tries', () => {
  here.connection.start();
  here.sockets.last().breaks();
  here.connection.stop();
  here.clock.pass(60_000);
  expect(here.sockets.all).toHaveLength(1);
});

test('a page that is left closes, and is back at the next probe', () => {
  here.subscribe();
  here.connection.start();
  here.sockets.last().ready();
  here.connection.suspend();
  expect(here.sockets.last().closed).toBe(true);
  here.clock.pass(600_000);
  expect(here.sockets.all).toHaveLength(1);
  here.connection.probe();
  here.sockets.last().ready();
  expect(subscriptionsOf(here.sockets.last().sent)).toHaveLength(1);
});

test('a page that is left without a link stays without', () => {
  here.connection.suspend();
  here.connection.probe();
  expect(here.sockets.all).toHaveLength(0);
});
