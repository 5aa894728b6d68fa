import { expect, test } from 'vitest';
import { messageBlocks } from '../../../../widget/app/messages/message-blocks.ts';
import { ADA, fakeMessage } from '../support/fake-porthole.ts';

// A time zone that changes its clock.
process.env.TZ = 'Europe/Berlin';
const noon = new Date(2026, 4, 4, 12).getTime();
const shape = (...args: Parameters<typeof messageBlocks>) =>
  messageBlocks(...args).map((block) =>
    block.kind === 'group'
      ? block.messages.map(({ text }) => text)
      : block.kind === 'day'
        ? block.daysAgo
        : block.kind,
  );

test('messages of one author within a minute make a group', () => {
  const messages = [
    fakeMessage({ text: 'a', at: noon }),
    fakeMessage({ text: 'b', at: noon + 59_000 }),
    fakeMessage({ text: 'c', at: noon + 119_000 }),
  ];
  expect(shape(messages, noon)).toEqual([0, ['a', 'b'], ['c']]);
});

test('another author starts another group', () => {
  const agent = { from: 'agent', at: noon } as const;
  const messages = [
    fakeMessage({ text: 'a', at: noon }),
    fakeMessage({ text: 'b', ...agent, author: ADA }),
    fakeMessage({ text: 'c', ...agent, author: { username: 'bob', name: 'Bob' } }),
  ];
  expect(shape(messages, noon)).toEqual([0, ['a'], ['b'], ['c']]);
});

test('a system message stands alone and parts groups', () => {
  const messages = [
    fakeMessage({ text: 'a', at: noon }),
    fakeMessage({ from: 'system', system: 'joined', at: noon }),
    fakeMessage({ text: 'b', at: noon }),
  ];
  expect(shape(messages, noon)).toEqual([0, ['a'], 'system', ['b']]);
});

test('each day of the visitor’s calendar has a separator, also across a change of the clock', () => {
  const days = [new Date(2026, 2, 28, 23, 59), new Date(2026, 2, 29, 0, 1), new Date(2026, 2, 30, 9)];
  const messages = days.map((day) => fakeMessage({ text: 'x', at: day.getTime() }));
  expect(shape(messages, new Date(2026, 2, 30, 10).getTime())).toEqual([2, ['x'], 1, ['x'], 0, ['x']]);
});

test('nothing gives nothing', () => {
  expect(messageBlocks([], noon)).toEqual([]);
});
