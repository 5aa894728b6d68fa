import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';
import { type Store, StoreUnavailable } from '../../../mock-server/store/store.ts';
import { inquiryDoc, settingDoc } from './support/setting-doc.ts';
import { createStubJournal } from './support/stub-journal.ts';

const put = (store: Store, ...ids: string[]): void =>
  store.transaction((tx) => {
    for (const id of ids) tx.put('settings', settingDoc(id));
  });
const idsOf = (store: Store): string[] => [...store.all('settings')].map(({ _id }) => _id);

test('a transaction that throws leaves nothing behind, and its error reaches the caller', () => {
  const store = createMemoryStore();
  put(store, 'a', 'b');
  const change = () =>
    store.transaction((tx) => {
      tx.put('settings', settingDoc('a', 'changed'));
      tx.remove('settings', 'b');
      tx.put('settings', settingDoc('c'));
      throw new RangeError('no');
    });
  expect(change).toThrow(RangeError);
  expect([...store.all('settings')]).toEqual([settingDoc('a'), settingDoc('b')]);
});

test('an undone removal leaves the order as it was, and that of every index', () => {
  const store = createMemoryStore();
  store.transaction((tx) => {
    for (const id of ['a', 'b', 'c']) tx.put('inquiries', inquiryDoc(id, 'queued'));
  });
  const change = () =>
    store.transaction((tx) => {
      tx.remove('inquiries', 'a');
      tx.put('inquiries', inquiryDoc('b', 'taken'));
      throw new Error('no');
    });
  expect(change).toThrow('no');
  expect([...store.all('inquiries')].map(({ _id }) => _id)).toEqual(['a', 'b', 'c']);
  expect(store.where('inquiries', 'status', 'queued').map(({ _id }) => _id)).toEqual(['a', 'b', 'c']);
  expect(store.where('inquiries', 'status', 'taken')).toEqual([]);
});

test('where answers the oldest first, also when a document came to the value later', () => {
  const store = createMemoryStore();
  store.transaction((tx) => {
    tx.put('inquiries', inquiryDoc('a', 'taken'));
    tx.put('inquiries', inquiryDoc('b', 'queued'));
    tx.put('inquiries', inquiryDoc('a', 'queued'));
  });
  expect(store.where('inquiries', 'status', 'queued').map(({ _id }) => _id)).toEqual(['a', 'b']);
});

test('a replaced document keeps its place, one that was removed and comes again goes to the end', () => {
  const store = createMemoryStore();
  put(store, 'a', 'b', 'c');
  put(store, 'b');
  expect(idsOf(store)).toEqual(['a', 'b', 'c']);
  store.transaction((tx) => {
    tx.remove('settings', 'a');
    tx.put('settings', settingDoc('a'));
  });
  expect(idsOf(store)).toEqual(['b', 'c', 'a']);
});

test('a transaction sees its own changes', () => {
  const store = createMemoryStore();
  store.transaction((tx) => {
    tx.put('inquiries', inquiryDoc('a', 'queued', 'room'));
    expect(tx.get('inquiries', 'a')?.rid).toBe('room');
    expect(tx.where('inquiries', 'rid', 'room')).toHaveLength(1);
    expect(tx.count('inquiries')).toBe(1);
    tx.remove('inquiries', 'a');
    expect(tx.get('inquiries', 'a')).toBeUndefined();
    tx.remove('inquiries', 'never there');
  });
});

test('what is stored cannot be changed, at any depth', () => {
  const store = createMemoryStore();
  store.transaction((tx) => tx.put('inquiries', inquiryDoc('a', 'queued')));
  const stored = store.get('inquiries', 'a');
  expect(() => Object.assign(stored ?? {}, { name: 'x' })).toThrow(TypeError);
  expect(() => Object.assign(stored?.v ?? {}, { token: 'x' })).toThrow(TypeError);
});

test('a transaction that was kept beyond its end changes nothing, not even within the next', () => {
  const store = createMemoryStore();
  const kept = store.transaction((tx) => tx);
  expect(() => kept.put('settings', settingDoc('a'))).toThrow('the transaction is over');
  store.transaction((tx) => {
    tx.put('settings', settingDoc('b'));
    expect(() => kept.put('settings', settingDoc('a'))).toThrow('the transaction is over');
  });
  expect(idsOf(store)).toEqual(['b']);
});

test('transactions neither nest nor wait', () => {
  const store = createMemoryStore();
  expect(() => store.transaction(() => store.transaction(() => 1))).toThrow('do not nest');
  const waits = () =>
    store.transaction(async (tx) => {
      tx.put('settings', settingDoc('a'));
    });
  expect(waits).toThrow('a transaction is synchronous');
  expect(idsOf(store)).toEqual([]);
});

test('a field without an index cannot be asked for', () => {
  const store = createMemoryStore();
  // @ts-expect-error `name` has no index
  expect(() => store.where('inquiries', 'name', 'Ann')).toThrow('no index on name');
});

test('transactions of one turn are one write, and all of them wait for it', async () => {
  const journal = createStubJournal();
  const store = createMemoryStore(journal);
  put(store, 'a');
  put(store, 'b');
  const first = store.settled();
  put(store, 'a');
  await Promise.all([first, store.settled()]);
  expect(journal.batches.map((batch) => batch.map(({ id }) => id))).toEqual([['a', 'b']]);
  await store.settled();
  put(store, 'c');
  await store.settled();
  expect(journal.batches).toHaveLength(2);
});

test('when the journal refuses a batch, every transaction of it is undone; the next one heals it', async () => {
  const journal = createStubJournal();
  const store = createMemoryStore(journal);
  put(store, 'a', 'b');
  await store.settled();
  journal.failWith(new Error('ENOSPC: no space left on device'));
  store.transaction((tx) => tx.remove('settings', 'a'));
  put(store, 'c');
  await expect(store.settled()).rejects.toThrow(
    new StoreUnavailable(new Error('ENOSPC: no space left on device')),
  );
  expect(idsOf(store)).toEqual(['a', 'b']);
  journal.heal();
  put(store, 'd');
  await store.settled();
  expect(idsOf(store)).toEqual(['a', 'b', 'd']);
  expect(journal.order()).toEqual(['settings/a', 'settings/b', 'settings/d']);
});

test('a refusal that nobody asks about ends no process', async () => {
  const journal = createStubJournal();
  const store = createMemoryStore(journal);
  journal.failWith(new Error('full'));
  put(store, 'a');
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(idsOf(store)).toEqual([]);
});

test('a thrown transaction does not reach the journal', async () => {
  const journal = createStubJournal();
  const store = createMemoryStore(journal);
  expect(() =>
    store.transaction((tx) => {
      tx.put('settings', settingDoc('a'));
      throw new Error('no');
    }),
  ).toThrow('no');
  await store.settled();
  expect(journal.batches).toEqual([]);
});

test('closing writes what is left; a closed store takes nothing more', async () => {
  const journal = createStubJournal();
  const store = createMemoryStore(journal);
  put(store, 'a');
  await store.close();
  await store.close();
  expect(journal.order()).toEqual(['settings/a']);
  expect(() => put(store, 'b')).toThrow(StoreUnavailable);
});
