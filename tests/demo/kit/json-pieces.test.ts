import { expect, test } from 'vitest';
import { jsonPieces, prettyJson } from '../../../demo/kit/json-pieces.ts';

test('prints JSON with two spaces, and anything else as it is', () => {
  expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(prettyJson('a=1')).toBe('a=1');
});

test('tells keys, texts and other values apart', () => {
  const pieces = jsonPieces('{"a": "b", "c": -1.5e3, "d": [true, null]}').filter(
    ({ kind }) => kind !== 'plain',
  );
  expect(pieces).toEqual([
    { kind: 'key', text: '"a"' },
    { kind: 'text', text: '"b"' },
    { kind: 'key', text: '"c"' },
    { kind: 'other', text: '-1.5e3' },
    { kind: 'key', text: '"d"' },
    { kind: 'other', text: 'true' },
    { kind: 'other', text: 'null' },
  ]);
});

test.each([
  '{"a":"say \\"hi\\": now","b":{}}',
  '"<img src=x onerror=alert(1)>"',
  '{"x": "unfinished',
  '',
  'nullable',
])('the pieces of %j are the text again', (text) => {
  expect(
    jsonPieces(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});
