import { expect, test } from 'vitest';
import { read, sourcesBelow } from './support/repository.ts';

/** Where a source sends messages to other windows, or listens to theirs. */
const found = (text: string): string[] =>
  text.match(/\bpostMessage\b|addEventListener\(\s*['"`]message['"`]|\bonmessage\s*=/g) ?? [];

test('the pop-up is part of the page: it neither sends messages to other windows nor hears theirs', () => {
  const files = sourcesBelow('widget').filter((file) => !file.endsWith('ports/browser.ts'));
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((file) => found(read(file)))).toEqual([]);
  // The browser's own ports hear the socket's messages, and nothing else.
  expect(found(read('widget/ports/browser.ts'))).toEqual(['onmessage =']);
  expect(read('widget/ports/browser.ts')).toMatch(/socket\.onmessage =/);
});

test('a message to another window, and an ear for one, are found', () => {
  expect(found("parent.postMessage('x', '*')")).toHaveLength(1);
  expect(found("self.addEventListener('message', hear)")).toHaveLength(1);
});
