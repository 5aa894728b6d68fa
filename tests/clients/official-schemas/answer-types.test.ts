import { afterAll, expect, test, vi } from 'vitest';
import { read } from '../../rules/support/repository.ts';
import { checkTypes } from './support/check-types.ts';
import { TYPE_DEVIATIONS } from './support/deviations.ts';
import { driveEverything } from './support/drive-everything.ts';

/** The endpoints that the types know: `/v1/livechat/room`. */
const PATTERNS = ['omnichannel', 'chat', 'settings', 'subscriptionsEndpoints', 'users', 'me', 'rooms']
  .flatMap((file) =>
    read(`node_modules/@rocket.chat/rest-typings/dist/v1/${file}.d.ts`).match(/'\/v1\/[^']+'/g),
  )
  .map((quoted) => String(quoted).slice(1, -1));

const exchanges = (await driveEverything()).filter(({ status }) => status === 200);
afterAll(() => void vi.unstubAllGlobals());
/** The last answer of each endpoint. */
const typed = [
  ...new Map(
    exchanges.flatMap(({ method, path, answer }) => {
      const pattern = patternOf(`/${path}`);
      return pattern ? [[`${method} ${pattern}`, { method, pattern, answer }]] : [];
    }),
  ),
];
const problems = await checkTypes(typed.map(([, answer]) => answer));
const lines = typed.map(([name], at): [string, string | undefined, RegExp | undefined] => {
  const call = name.replace('/v1/', '');
  const problem = problems[at];
  const deviation = TYPE_DEVIATIONS.find((one) => one.call === call);
  return deviation
    ? [`answer ${call} differs from its type: ${deviation.why}`, problem, deviation.problem]
    : [`answer ${call} has its type`, problem, undefined];
});

test.each(lines)('%s', (_line, problem, expected) => {
  if (expected) expect(problem).toMatch(expected);
  else expect(problem).toBeUndefined();
});

test('a wrong answer has not', async () => {
  const [problem] = await checkTypes([
    { method: 'GET', pattern: '/v1/livechat/room', answer: { room: { _id: 1 }, newRoom: false } },
  ]);
  expect(problem).toMatch(/is not assignable/);
});

test('enough was checked', () => {
  expect(PATTERNS.length).toBeGreaterThan(200);
  expect(lines.length).toBeGreaterThanOrEqual(50);
  const calls = lines.map(([line]) => line);
  const unseen = TYPE_DEVIATIONS.filter(({ call }) => !calls.some((line) => line.includes(` ${call} `)));
  expect(unseen).toEqual([]);
});

/** The one with the fewest placeholders. */
function patternOf(path: string): string | undefined {
  const parts = path.split('/');
  const fits = PATTERNS.filter((pattern) => {
    const wanted = pattern.split('/');
    return (
      wanted.length === parts.length && wanted.every((name, at) => name.startsWith(':') || name === parts[at])
    );
  });
  return fits.sort((a, b) => a.split(':').length - b.split(':').length)[0];
}
