import { beforeEach, expect, test } from 'vitest';
import { type ConnectionBench, connectionBench, PING } from '../support/connection-bench.ts';

let here: ConnectionBench;
beforeEach(() => {
  here = connectionBench();
});

test('greets as the DDP specification says', () => {
  here.connection.start();
  expect(here.sockets.last().url).toBe('wss://chat.example.com/websocket');
  here.sockets.last().opened();
  expect(here.sockets.last().sent).toEqual(['{"msg":"connect","version":"1","support":["1","pre2","pre1"]}']);
  here.sockets.last().says('{"msg":"connected","session":"Xz4f6kqJm2vB9tR3s"}');
  expect(here.states).toEqual(['connecting', 'connected']);
});

test('tells that all is covered when the last subscription is answered', () => {
  here.subscribe('A');
  here.subscribe('B');
  here.connection.start();
  here.sockets.last().ready();
  here.sockets.last().says('{"msg":"ready","subs":["1"]}');
  expect(here.told).toEqual([]);
  here.sockets.last().says('{"msg":"ready","subs":["2"]}');
  expect(here.told).toEqual(['subscribed']);
});

test('events reach their subscription, and none after it was given up', () => {
  const heard: unknown[] = [];
  const stop = here.subscribe('R', (args) => heard.push(...args));
  here.connection.start();
  here.sockets.last().ready();
  const frame = (event: string, arg: number): string =>
    `{"msg":"changed","collection":"stream-room-messages","id":"id","fields":{"eventName":"${event}","args":[${arg}]}}`;
  here.sockets.last().says(frame('R', 1), frame('other', 2));
  stop();
  expect(here.sockets.last().sent.at(-1)).toBe('{"msg":"unsub","id":"1"}');
  here.sockets.last().says(frame('R', 3), '{"msg":"nosub","id":"1"}');
  expect(heard).toEqual([1]);
  expect(here.told).not.toContain('refused');
});

test('a refused subscription is told, and answers as any other', () => {
  here.subscribe();
  here.connection.start();
  here.sockets.last().ready();
  here.sockets
    .last()
    .says(
      '{"msg":"nosub","id":"1","error":{"isClientSafe":true,"error":"not-allowed","message":"[not-allowed]","errorType":"Meteor.Error"}}',
    );
  expect(here.told).toEqual(['refused', 'subscribed']);
});

test('answers a ping with its id', () => {
  here.connection.start();
  here.sockets.last().ready();
  here.sockets.last().says('{"msg":"ping","id":"x"}', PING);
  expect(here.sockets.last().sent.slice(-2)).toEqual(['{"msg":"pong","id":"x"}', '{"msg":"pong"}']);
});

test('frames that nobody knows are told, and do no harm', () => {
  here.connection.start();
  here.sockets.last().ready();
  here.sockets.last().says('{{', '{"msg":"surprise"}', '[]', '{"msg":"ready"}', '{"msg":"changed"}');
  expect(here.reports).toEqual(['not-json', 'unknown-msg', 'unknown-msg']);
  expect(here.states.at(-1)).toBe('connected');
});

test('a call without a link does nothing', () => {
  here.connection.call('stream-notify-room', []);
  here.connection.start();
  here.connection.call('stream-notify-room', []);
  here.sockets.last().ready();
  here.connection.call('stream-notify-room', ['R/user-activity', 'guest-1', ['user-typing'], { token: 'T' }]);
  expect(here.sockets.last().sent.slice(1)).toEqual([
    '{"msg":"method","id":"1","method":"stream-notify-room","params":["R/user-activity","guest-1",["user-typing"],{"token":"T"}]}',
  ]);
});
