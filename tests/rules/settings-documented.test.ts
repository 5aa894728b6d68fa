import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SETTINGS, type SettingId } from '../../mock-server/core/settings/definitions.ts';
import { ROOT, read } from './support/repository.ts';

interface Row {
  area: string;
  ids: string[];
  effect: string;
  tests: string;
}

/** Rows of the one table of docs/settings.md. */
const rows: Row[] = [
  ...read('docs/settings.md').matchAll(/^\| ([^|`]+) \| (`[^|]+) \| ([^|]+) \| ([^|]+) \|$/gm),
].map(([, area = '', ids = '', effect = '', tests = '']) => ({ area, ids: quoted(ids), effect, tests }));

function quoted(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one);
}

test('docs/settings.md has every setting in one row, under its area, and no other', () => {
  expect(rows.length).toBeGreaterThan(0);
  const documented = rows.flatMap(({ area, ids }) => ids.map((id) => `${area}: ${id}`));
  const known = (Object.keys(SETTINGS) as SettingId[]).map((id) => `${SETTINGS[id].area}: ${id}`);
  expect(documented.toSorted()).toEqual(known.toSorted());
});

test('each row names tests that are there, or says that nothing happens yet', () => {
  const isThere = (path: string): boolean =>
    /^tests\/.+\/[a-z-]+/.test(path) &&
    ['.test.ts', '.test.tsx'].some((ending) => existsSync(join(ROOT, `${path}${ending}`)));
  const wrong = rows.filter(({ tests }) => {
    const named = quoted(tests);
    return named.length === 0 ? tests !== 'not yet' : !named.every(isThere);
  });
  expect(wrong).toEqual([]);
});

test('a row without an effect names no test', () => {
  expect(rows.filter(({ effect, tests }) => effect === 'not yet' && tests !== 'not yet')).toEqual([]);
});
