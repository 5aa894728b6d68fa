import { afterAll, expect, test, vi } from 'vitest';
import { REFUSAL_DEVIATIONS } from './support/deviations.ts';
import { driveEverything } from './support/drive-everything.ts';
import { loadOfficial } from './support/load-official.ts';
import type { Exchange } from './support/record-exchanges.ts';
import { routeOf } from './support/routes.ts';
import { startDriver } from './support/start-driver.ts';
import { variantsOf } from './support/variants.ts';

const official = await loadOfficial();
/** A body that was answered with success, for each endpoint with a schema for it. */
const accepted = [
  ...new Map(
    (await driveEverything()).flatMap((exchange): [string, Exchange][] => {
      const { method, status, body } = exchange;
      const route = routeOf(exchange);
      const fits = status === 200 && route?.request && method !== 'GET' && body !== undefined;
      return fits ? [[`${method} ${route.pattern.replace('v1/', '')}`, exchange]] : [];
    }),
  ),
];
vi.unstubAllGlobals();
const driver = await startDriver();
afterAll(() => driver.mock.close());

test.each(accepted)('%s refuses what its schema refuses, in the same words', async (call, exchange) => {
  const { method, path, body, signedIn } = exchange;
  const schema = routeOf(exchange)?.request ?? '';
  const ask = signedIn ? driver.admin : driver.visitor;
  const differing: string[] = [];
  expect(official.refusalOf(schema, body)).toBeUndefined();
  for (const variant of variantsOf(body)) {
    const wanted = official.refusalOf(schema, variant.body);
    const answer = Object(await ask(method, path.replace('v1/', ''), Object(variant.body)));
    const said = answer.errorType === 'invalid-params' ? answer.error : undefined;
    if (said !== wanted) differing.push(`${variant.name}: ${said} instead of ${wanted}`);
  }
  const known = REFUSAL_DEVIATIONS.filter((one) => one.call === call);
  const isKnown = (line: string): boolean => known.some(({ problem }) => problem.test(line));
  expect(differing.filter((line) => !isKnown(line))).toEqual([]);
  expect(known.filter(({ problem }) => !differing.some((line) => problem.test(line)))).toEqual([]);
});

test('enough was checked', () => {
  expect(accepted.length).toBeGreaterThanOrEqual(25);
});
