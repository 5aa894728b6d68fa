import { signal } from '@preact/signals-core';
import { expect, test } from 'vitest';
import { createMessageList } from '../../../widget/live/message-list.ts';
import type { ReceivedMessage } from '../../../widget/wire/decode-message.ts';

const message = (id: string, at: number, changes: Partial<ReceivedMessage> = {}): ReceivedMessage => ({
  id,
  rid: 'R',
  text: id,
  at,
  updatedAt: at,
  type: '',
  fromVisitor: false,
  author: { username: 'jane', name: 'Jane' },
  edited: false,
  attachments: [],
  files: [],
  ...changes,
});

test('orders by time, then by id', () => {
  const list = createMessageList({ signal });
  list.merge([message('c', 2), message('b', 1)]);
  list.merge([message('d', 1), message('a', 2)]);
  expect(list.all.value.map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
});

test('the same message twice is one', () => {
  const list = createMessageList({ signal });
  list.merge([message('a', 1), message('a', 1)]);
  list.merge([message('a', 1)]);
  expect(list.all.value).toHaveLength(1);
});

test('the later version wins, in whatever order they come', () => {
  const list = createMessageList({ signal });
  list.merge([message('a', 1, { text: 'edited', updatedAt: 5 })]);
  list.merge([message('a', 1, { text: 'first', updatedAt: 1 })]);
  expect(list.all.value[0]?.text).toBe('edited');
  list.merge([message('a', 1, { text: 'again', updatedAt: 6 })]);
  expect(list.all.value[0]?.text).toBe('again');
});

test('a page that was asked before a deletion does not bring the message back', () => {
  const list = createMessageList({ signal });
  list.merge([message('a', 1), message('b', 2)]);
  list.remove('a');
  list.merge([message('a', 1), message('b', 2)]);
  expect(list.all.value.map(({ id }) => id)).toEqual(['b']);
});
