import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { type PageBench, pageBench } from './support/page-bench.ts';

let bench: PageBench;
let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  vi.useFakeTimers();
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  bench = pageBench();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
const soon = () => vi.advanceTimersByTimeAsync(5);
/** Keys of each request. */
const sent = () =>
  bench.requests.map(([, body]) =>
    (body as { customFields: { key: string }[] }).customFields.map(({ key }) => key),
  );

test('custom fields wait for a visitor and go out together, empty and unforced ones too', async () => {
  bench.call('setCustomField', 'plan', 'gold');
  bench.call('setCustomField', 'note');
  bench.call('setCustomField', 'size', 42, false);
  await soon();
  expect(bench.requests).toEqual([]);
  bench.registered();
  await soon();
  expect(bench.requests).toEqual([
    [
      'custom.fields',
      {
        token: 'T',
        customFields: [
          { key: 'plan', value: 'gold', overwrite: true },
          { key: 'note', value: '', overwrite: true },
          { key: 'size', value: '42', overwrite: false },
        ],
      },
    ],
  ]);
});

test('of two values of a field the later one goes out', async () => {
  bench.call('setCustomField', 'plan', 'gold');
  bench.call('setCustomField', 'plan', 'iron');
  bench.registered();
  await soon();
  expect(bench.requests.at(-1)?.[1]).toMatchObject({ customFields: [{ value: 'iron' }] });
  bench.call('setCustomField', 'plan', 'tin');
  await soon();
  expect(bench.requests.at(-1)?.[1]).toMatchObject({ customFields: [{ value: 'tin' }] });
  expect(bench.requests).toHaveLength(2);
});

test('a new room gets the fields again, once', async () => {
  bench.registered();
  bench.call('setCustomField', 'plan', 'gold');
  await soon();
  bench.registered('r1');
  await soon();
  bench.facts.change({});
  await soon();
  expect(sent()).toEqual([['plan'], ['plan']]);
});

test('a field that the server refuses takes no other along, and is warned about', async () => {
  bench.refusals.push('refused', undefined, 'refused');
  for (const key of ['plan', 'typo', 'size']) bench.call('setCustomField', key, 'x');
  bench.registered();
  await soon();
  expect(sent()).toEqual([['plan', 'typo', 'size'], ['plan'], ['typo'], ['size']]);
  expect(warn.mock.calls).toEqual([['RocketChat: custom field "typo" is refused: no']]);
});

test('fields that did not get through are sent again, and not warned about', async () => {
  bench.refusals.push('unreachable', 'rate-limited');
  bench.registered();
  bench.call('setCustomField', 'plan', 'gold');
  await vi.advanceTimersByTimeAsync(9_000);
  expect(sent()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(sent()).toHaveLength(3);
  expect(warn).not.toHaveBeenCalled();
});

test('of a visitor who is known but has not agreed nothing goes out: fields and pages wait, or are not told', async () => {
  const config = bench.porthole.config.peek();
  if (!config) throw new Error('no config');
  const settings = { ...config.settings, forceAcceptDataProcessingConsent: true };
  bench.porthole.config.value = { ...config, settings };
  bench.registered();
  bench.call('setCustomField', 'plan', 'gold');
  bench.call('pageVisited', 'url');
  await soon();
  expect(bench.requests).toEqual([]);
  bench.facts.change({ agreed: true });
  await soon();
  expect(sent()).toEqual([['plan']]);
});
