import { signal } from '@preact/signals-core';
import { beforeEach, expect, test } from 'vitest';
import { createTyping, type Typing } from '../../../widget/live/typing.ts';
import { type FakeClock, fakeClock } from '../support/fake-clock.ts';

let clock: FakeClock;
let typing: Typing;
let told: boolean[];
beforeEach(() => {
  clock = fakeClock();
  told = [];
  typing = createTyping({ signal }, clock, (active) => told.push(active));
});

test('tells at most once in 4.5 s, and the end 5 s after the last key', () => {
  for (let n = 0; n < 91; n++) {
    typing.typed();
    clock.pass(100);
  }
  expect(told).toEqual([true, true, true]);
  clock.pass(4_899);
  expect(told).toEqual([true, true, true]);
  clock.pass(1);
  expect(told).toEqual([true, true, true, false]);
  expect(clock.waiting).toBe(0);
});

test('sending tells the end at once, and the next key tells anew', () => {
  typing.typed();
  typing.stop();
  typing.typed();
  expect(told).toEqual([true, false, true]);
});

test('the end of what did not begin is not told', () => {
  typing.stop();
  expect(told).toEqual([]);
});

test('shows those who type until they stop', () => {
  typing.heard('jane', true);
  typing.heard('bob', true);
  expect(typing.usernames.value).toEqual(['jane', 'bob']);
  typing.heard('jane', false);
  typing.heard('nobody', false);
  expect(typing.usernames.value).toEqual(['bob']);
});

test('one whose end got lost is forgotten after 15 s of silence', () => {
  typing.heard('jane', true);
  clock.pass(10_000);
  typing.heard('jane', true);
  clock.pass(14_999);
  expect(typing.usernames.value).toEqual(['jane']);
  clock.pass(1);
  expect(typing.usernames.value).toEqual([]);
});

test('leaving the room ends it both ways and leaves no timer', () => {
  typing.heard('jane', true);
  typing.typed();
  typing.clear();
  expect(typing.usernames.value).toEqual([]);
  expect(told).toEqual([true, false]);
  expect(clock.waiting).toBe(0);
});
