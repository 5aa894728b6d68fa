import { expect, test } from 'vitest';
import { createVitest } from 'vitest/node';
import { filesBelow, ROOT } from './support/repository.ts';

test('every test file is run by exactly one project', { timeout: 60_000 }, async () => {
  const files = filesBelow('.').filter((file) => /\.(test|spec)\.[cm]?[jt]sx?$/.test(file));
  expect(files.length).toBeGreaterThan(0);

  const vitest = await createVitest('test', { root: ROOT, watch: false });
  const found = await vitest.globTestSpecifications();
  await vitest.close();
  const seen = found.map(({ moduleId }) => moduleId.slice(ROOT.length)).sort();

  expect(seen).toEqual(files);
});
