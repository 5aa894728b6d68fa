import { expect, test } from 'vitest';
import { createSession, type QueuedMessage, type Session } from '../../../widget/state/session.ts';
import { memoryDisk } from '../support/memory-disk.ts';

const KEY = 'porthole:https://chat.example.com';
const queued = (id: string): QueuedMessage => ({ id, text: `text of ${id}`, at: 1, failed: '', detail: '' });
const ids = ({ queue }: Session): string[] => queue.value.map(({ id }) => id);
/** Events of storage have arrived. */
const told = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('writes nothing until the visitor does something', () => {
  const disk = memoryDisk();
  const session = createSession(KEY, disk.open());
  session.change({ token: 'T' });
  expect(disk.values.size).toBe(0);
  session.draft.value = 'h';
  expect(disk.values.get(KEY)).toContain('"draft":"h"');
});

test('goes on writing when all is empty again', () => {
  const disk = memoryDisk();
  const session = createSession(KEY, disk.open());
  session.isOpen.value = true;
  session.isOpen.value = false;
  expect(disk.values.get(KEY)).toContain('"isOpen":false');
});

test('is the same after a reload', () => {
  const disk = memoryDisk();
  const before = createSession(KEY, disk.open());
  before.isOpen.value = true;
  before.change({ token: 'T', registered: true, rid: 'R' });
  before.queue.value = [queued('a'), { ...queued('b'), failed: 'too-long', detail: 'why' }];
  before.seen.value = 7;
  before.dispose();
  const after = createSession(KEY, disk.open());
  expect(after.visit.value).toMatchObject({ token: 'T', registered: true, rid: 'R', ended: false });
  expect(after.queue.value).toEqual(before.queue.value);
  expect(after.seen.value).toBe(7);
  expect(after.isOpen.value).toBe(true);
});

test.each(['', '{', '7', 'null', '[]', '{"queue":{},"visit":7,"draft":[]}', '{"queue":[null,7,{"id":{}}]}'])(
  'starts, whatever is stored: %s',
  (stored) => {
    const disk = memoryDisk();
    disk.values.set(KEY, stored);
    const session = createSession(KEY, disk.open());
    expect(session.visit.value.token).toBe('');
    expect(session.draft.value).toBe('');
  },
);

test('two tabs share the queue, each message once', async () => {
  const disk = memoryDisk();
  const [one, two] = [createSession(KEY, disk.open()), createSession(KEY, disk.open())];
  one.queue.value = [queued('a')];
  await told();
  expect(ids(two)).toEqual(['a']);
  two.queue.value = [...two.queue.value, queued('b')];
  await told();
  expect(ids(one)).toEqual(['a', 'b']);
  one.settle(['a']);
  await told();
  expect(ids(two)).toEqual(['b']);
});

test('what two tabs queue in the same moment is kept by both', async () => {
  const disk = memoryDisk();
  const [one, two] = [createSession(KEY, disk.open()), createSession(KEY, disk.open())];
  one.queue.value = [queued('a')];
  two.queue.value = [queued('b')];
  await told();
  expect(ids(one).toSorted()).toEqual(['a', 'b']);
  expect(ids(two).toSorted()).toEqual(['a', 'b']);
  expect(ids(createSession(KEY, disk.open())).toSorted()).toEqual(['a', 'b']);
});

test('a message that another tab wrote over is written again', async () => {
  const disk = memoryDisk();
  const other = disk.open();
  const session = createSession(KEY, disk.open());
  session.queue.value = [queued('a')];
  other.write(KEY, JSON.stringify({ draft: 'from a tab that had not heard of it' }));
  await told();
  expect(disk.values.get(KEY)).toContain('text of a');
});

test('a settled message does not come back from a tab that still has it', async () => {
  const disk = memoryDisk();
  const [one, two] = [createSession(KEY, disk.open()), createSession(KEY, disk.open())];
  one.queue.value = [queued('a')];
  await told();
  one.settle(['a']);
  two.draft.value = 'written before two heard of it';
  await told();
  expect(ids(one)).toEqual([]);
  expect(ids(two)).toEqual([]);
  expect(ids(createSession(KEY, disk.open()))).toEqual([]);
});

test('two tabs with different drafts do not answer each other for ever', async () => {
  const disk = memoryDisk();
  let writes = 0;
  const counting = (): ReturnType<typeof disk.open> => {
    const storage = disk.open();
    return {
      ...storage,
      write(key, value) {
        writes++;
        storage.write(key, value);
      },
    };
  };
  const [one, two] = [createSession(KEY, counting()), createSession(KEY, counting())];
  one.draft.value = 'one';
  two.draft.value = 'two';
  await told();
  await told();
  expect(writes).toBe(2);
  expect([one.draft.value, two.draft.value]).toEqual(['one', 'two']);
});

test('of two tabs the one that knows more of the visit wins', async () => {
  const disk = memoryDisk();
  const [one, two] = [createSession(KEY, disk.open()), createSession(KEY, disk.open())];
  one.isOpen.value = true;
  one.change({ token: 'T' });
  one.change({ registered: true, rid: 'R' });
  two.draft.value = 'written before two heard of it';
  await told();
  expect(one.visit.value.rid).toBe('R');
  expect(two.visit.value.rid).toBe('R');
  two.change({ ended: true });
  await told();
  expect(one.visit.value.ended).toBe(true);
});

test('hears nothing after dispose', async () => {
  const disk = memoryDisk();
  const [one, two] = [createSession(KEY, disk.open()), createSession(KEY, disk.open())];
  two.dispose();
  one.queue.value = [queued('a')];
  await told();
  expect(ids(two)).toEqual([]);
});
