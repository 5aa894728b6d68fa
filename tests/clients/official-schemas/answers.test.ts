import { afterAll, expect, test, vi } from 'vitest';
import { FILLED, SCHEMA_DEVIATIONS } from './support/deviations.ts';
import { driveEverything } from './support/drive-everything.ts';
import { loadOfficial } from './support/load-official.ts';
import type { Exchange } from './support/record-exchanges.ts';
import { partsOf, ROUTES, routeOf } from './support/routes.ts';

/** Schemas of the envelope of a refusal, by status. */
const REFUSALS: Record<number, string> = {
  400: 'validateBadRequestErrorResponse',
  401: 'validateUnauthorizedErrorResponse',
  403: 'validateForbiddenErrorResponse',
  404: 'validateNotFoundErrorResponse',
};

interface Check {
  /** `METHOD pattern` */
  call: string;
  /** Which answer, and where in it. */
  of: string;
  schema: string;
  value: unknown;
}

const official = await loadOfficial();
const exchanges = await driveEverything();
afterAll(() => void vi.unstubAllGlobals());
const checks = exchanges.flatMap(checksOf);
/** Each line once: the first of several equal answers that has something wrong with it, else the first. */
const lines = new Map<string, { problem: string | undefined; expected: RegExp | undefined }>();
for (const { call, of, schema, value } of checks) {
  const problem = official.problemWith(schema, value);
  const deviation =
    problem && SCHEMA_DEVIATIONS.find((one) => one.call === call && one.problem.test(problem));
  const line = deviation
    ? `answer ${call} ${of} differs from ${schema}: ${deviation.why}`
    : `answer ${call} ${of} passes ${schema}`;
  if (!lines.get(line)?.problem) {
    lines.set(line, { problem, expected: deviation ? deviation.problem : undefined });
  }
}

test.each([...lines])('%s', (_line, { problem, expected }) => {
  if (expected) expect(problem).toMatch(expected);
  else expect(problem).toBeUndefined();
});

const queries = new Map(
  exchanges.flatMap((exchange): [string, [schema: string, query: unknown]][] => {
    const { method, status, query } = exchange;
    const { request: schema = '', pattern = '' } = routeOf(exchange) ?? {};
    const keys = Object.keys(query).sort().join(', ');
    const line = `request GET ${pattern.replace('v1/', '')} {${keys}} is answered and passes ${schema}`;
    return method === 'GET' && status === 200 && schema ? [[line, [schema, query]]] : [];
  }),
);

test.each([...queries])('%s', (_line, [schema, query]) => {
  expect(official.problemWithQuery(schema, query)).toBeUndefined();
});

test('every endpoint with a schema was answered, if the mock has it', () => {
  const isThere = ({ status, answer }: Exchange): boolean =>
    status !== 404 || !/^Resource not found/.test(String(Object(answer).error));
  const asked = ROUTES.map(({ method, pattern }) => {
    const own = exchanges.filter((one) => one.method === method && routeOf(one)?.pattern === pattern);
    const isHere = own.length === 0 || own.some(isThere);
    return { call: `${method} ${pattern}`, isHere, answered: own.some(({ status }) => status === 200) };
  });
  expect(asked.filter(({ isHere, answered }) => isHere && !answered).map(({ call }) => call)).toEqual([]);
});

test('every deviation from the schemas still is one', () => {
  const seen = [...lines.keys()].filter((line) => line.includes(' differs from '));
  const gone = SCHEMA_DEVIATIONS.filter(({ call, why }) =>
    seen.every((line) => !line.startsWith(`answer ${call} `) || !line.endsWith(why)),
  );
  expect(gone).toEqual([]);
});

test('enough was checked', () => {
  expect(new Set(checks.map(({ schema }) => schema)).size).toBeGreaterThanOrEqual(17);
  expect(checks.length).toBeGreaterThanOrEqual(55);
  expect(lines.size).toBeGreaterThanOrEqual(45);
});

/** The official schemas that an answer has to pass. */
function checksOf(exchange: Exchange): Check[] {
  const { method, path, status, answer } = exchange;
  const route = routeOf(exchange);
  const call = `${method} ${(route?.pattern ?? path).replace('v1/', '')}`;
  if (status !== 200) {
    const schema = REFUSALS[status];
    if (schema === undefined) throw new Error(`${call} answered ${status}: ${JSON.stringify(answer)}`);
    const { error, reason } = Object(answer);
    return [{ call, of: `${status} (${error ?? reason})`, schema, value: answer }];
  }
  const whole = route?.answer ? [{ call, of: '200', schema: route.answer, value: answer }] : [];
  const parts = Object.entries(route?.parts ?? {}).flatMap(([place, schema]) =>
    partsOf(answer, place).map((value) => ({
      call,
      of: place || '200',
      schema,
      value: schema in FILLED ? { ...FILLED[schema], ...Object(value) } : value,
    })),
  );
  return [...whole, ...parts];
}
