import { beforeEach, expect, test } from 'vitest';
import { type ConnectionBench, connectionBench } from '../support/connection-bench.ts';

let here: ConnectionBench;
beforeEach(() => {
  here = connectionBench();
});

test('waits longer after each failure, up to 30 s, without end', () => {
  here.random.next = 1;
  here.connection.start();
  const waits: number[] = [];
  for (let n = 0; n < 12; n++) {
    const opened = here.sockets.all.length;
    here.sockets.last().breaks();
    let waited = 0;
    while (here.sockets.all.length === opened) {
      here.clock.pass(10);
      waited += 10;
    }
    waits.push(waited / 1000);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30]);
});

test('the wait is anything from nothing to the most', () => {
  here.random.next = 0;
  here.connection.start();
  here.sockets.last().breaks();
  here.clock.pass(0);
  expect(here.sockets.all).toHaveLength(2);
});

test('only a link that held 5 s starts the waits anew', () => {
  here.connection.start();
  for (let n = 0; n < 3; n++) {
    here.sockets.last().ready();
    here.clock.pass(4_000);
    here.sockets.last().breaks();
    here.clock.pass(2_000);
  }
  here.sockets.last().breaks();
  here.clock.pass(3_999);
  expect(here.sockets.all).toHaveLength(4);
  here.clock.pass(1);
  here.sockets.last().ready();
  here.clock.pass(5_000);
  here.sockets.last().breaks();
  here.clock.pass(500);
  expect(here.sockets.all).toHaveLength(6);
});
