import { readdirSync, readFileSync } from 'node:fs';
import { LivechatClientImpl } from '@rocket.chat/ddp-client';
import { expect, test } from 'vitest';

test('every method of LivechatClientImpl is called by a test', () => {
  const methods = Object.getOwnPropertyNames(LivechatClientImpl.prototype).filter(
    (name) => name !== 'constructor',
  );
  expect(methods.length).toBeGreaterThanOrEqual(37);
  const folder = new URL('.', import.meta.url);
  const tests = readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
  expect(tests.length).toBeGreaterThan(3);
  const called = new Set(
    tests.flatMap((text) => [...text.matchAll(/sdk\.(\w+)\(/g)].map(([, name]) => name)),
  );
  expect(methods.filter((name) => !called.has(name))).toEqual([]);
});
