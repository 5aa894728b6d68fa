import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CollectionName } from '../../../mock-server/store/documents.ts';
import { COLLECTIONS } from '../../../mock-server/store/documents.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';
import { openSqliteJournal } from '../../../mock-server/store/sqlite-journal.ts';
import type { Change, Journal, Store } from '../../../mock-server/store/store.ts';
import { filledFile } from './support/filled-file.ts';
import { play, transactions } from './support/random-changes.ts';
import { inquiryDoc, settingDoc } from './support/setting-doc.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const newFile = (): string => join(temporaryFolder(), 'chat.db');
const put = (id: string, value = ''): Change => ({
  kind: 'put',
  name: 'settings',
  id,
  doc: settingDoc(id, value),
});
const idsOf = (journal: Journal): string[] => [...journal.load()].map(({ doc }) => doc._id);
const everything = (store: Store): Record<string, unknown[]> =>
  Object.fromEntries(COLLECTIONS.map((name: CollectionName) => [name, [...store.all(name)]]));

test('a new file is made, empty', async () => {
  const file = newFile();
  const journal = await openSqliteJournal(file);
  expect([...journal.load()]).toEqual([]);
  journal.close();
  expect(readdirSync(join(file, '..'))).toEqual(['chat.db']);
});

test('documents come back in the order of their insertion, dates as dates', async () => {
  const file = newFile();
  const journal = await openSqliteJournal(file);
  journal.write([
    put('b'),
    put('a'),
    { kind: 'put', name: 'inquiries', id: 'x', doc: inquiryDoc('x', 'queued') },
  ]);
  journal.write([put('c'), put('b', 'changed')]);
  journal.write([{ kind: 'remove', name: 'settings', id: 'a' }, put('d')]);
  journal.close();
  const again = await openSqliteJournal(file);
  expect([...again.load()]).toEqual([
    { name: 'settings', doc: settingDoc('b', 'changed') },
    { name: 'inquiries', doc: inquiryDoc('x', 'queued') },
    { name: 'settings', doc: settingDoc('c') },
    { name: 'settings', doc: settingDoc('d') },
  ]);
  again.close();
});

test('the same id in two collections is two documents', async () => {
  const file = newFile();
  const journal = await openSqliteJournal(file);
  journal.write([put('x'), { kind: 'put', name: 'inquiries', id: 'x', doc: inquiryDoc('x', 'queued') }]);
  journal.write([{ kind: 'remove', name: 'settings', id: 'x' }]);
  journal.close();
  const again = await openSqliteJournal(file);
  expect([...again.load()].map(({ name }) => name)).toEqual(['inquiries']);
  again.close();
});

test('a batch is written as a whole or not at all', async () => {
  const file = newFile();
  const journal = await openSqliteJournal(file);
  journal.write([put('a')]);
  const notADocument = { _id: 'c', value: 1n } as unknown as ReturnType<typeof settingDoc>;
  expect(() =>
    journal.write([put('b'), { kind: 'put', name: 'settings', id: 'c', doc: notADocument }]),
  ).toThrow(TypeError);
  const noId = { kind: 'remove', name: 'settings', id: undefined } as unknown as Change;
  expect(() => journal.write([put('b'), noId])).toThrow();
  journal.write([put('d')]);
  journal.close();
  const again = await openSqliteJournal(file);
  expect(idsOf(again)).toEqual(['a', 'd']);
  again.close();
});

test('a full disk refuses the batch, keeps what was there, and heals', async () => {
  const file = newFile();
  const journal = await openSqliteJournal(file, { maxPages: 12 });
  const store = createMemoryStore(journal);
  const write = async (id: string, bytes: number): Promise<boolean> => {
    store.transaction((tx) => tx.put('settings', settingDoc(id, 'x'.repeat(bytes))));
    return store.settled().then(
      () => true,
      () => false,
    );
  };
  expect(await write('a', 100)).toBe(true);
  expect(await write('big', 100_000)).toBe(false);
  expect(store.get('settings', 'big')).toBeUndefined();
  expect(await write('b', 100)).toBe(true);
  await store.close();
  const again = await openSqliteJournal(file);
  expect(idsOf(again)).toEqual(['a', 'b']);
  again.close();
});

test('each batch is on disk when write returns, in the safest mode SQLite has', async () => {
  const file = newFile();
  const journal = await openSqliteJournal(file);
  journal.write([put('a')]);
  const copy = `${file}.copy`;
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  const db = new DatabaseSync(copy);
  expect(db.prepare('SELECT id FROM documents').all()).toMatchObject([{ id: 'a' }]);
  expect(db.prepare('SELECT * FROM meta ORDER BY key').all()).toMatchObject([
    { key: 'format', value: 'porthole' },
    { key: 'schema', value: '1' },
  ]);
  db.close();
  journal.close();
});

test('a rollback journal that a crash left is dealt with', async () => {
  const file = await filledFile();
  writeFileSync(`${file}-journal`, 'was never finished');
  const journal = await openSqliteJournal(file);
  expect(idsOf(journal)).toHaveLength(200);
  journal.close();
  expect(readdirSync(join(file, '..'))).toEqual(['chat.db']);
});

test('after any transactions, a reopened store equals the one in memory, order included', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(transactions, { maxLength: 4 }), async (turns) => {
      const file = newFile();
      const store = createMemoryStore(await openSqliteJournal(file));
      for (const turn of turns) {
        for (const transaction of turn) play(store, transaction);
        await store.settled();
      }
      const before = everything(store);
      await store.close();
      const again = createMemoryStore(await openSqliteJournal(file));
      expect(everything(again)).toEqual(before);
      await again.close();
    }),
    { numRuns: 25 },
  );
});
