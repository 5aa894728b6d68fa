import { afterEach, expect, test, vi } from 'vitest';
import { loadSqlite } from '../../../mock-server/store/load-sqlite.ts';

afterEach(() => vi.restoreAllMocks());

test("Node's own SQLite comes without its notice, and other warnings pass", async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const builtin = {};
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(() => {
    process.emitWarning(
      'SQLite is an experimental feature and might change at any time',
      'ExperimentalWarning',
    );
    process.emitWarning('Something else', 'Warning');
    return builtin;
  });
  expect(await loadSqlite('chat.db')).toBe(builtin);
  expect(warned.mock.calls).toEqual([['Something else', 'Warning']]);
  process.emitWarning('SQLite is an experimental feature: said by somebody else, later');
  expect(warned).toHaveBeenCalledTimes(2);
});

test('where Node has none, the package stands in', async () => {
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
  expect(await loadSqlite('chat.db')).toHaveProperty('DatabaseSync');
});
