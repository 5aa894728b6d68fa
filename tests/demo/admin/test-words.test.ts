import { expect, test } from 'vitest';
import type { Attempt } from '../../../demo/admin/model/delivery.ts';
import { testWords } from '../../../demo/admin/model/test-words.ts';
import type { Problem } from '../../../demo/kit/rest.ts';

const attempt = (rest: Partial<Attempt>): Attempt => ({
  number: 1,
  at: 0,
  latencyMs: 12.4,
  status: 200,
  words: '',
  ...rest,
});
const NOT_200: Problem = {
  why: 'refused',
  status: 400,
  error: 'The webhook URL responded with a status other than 200 [error-invalid-webhook-response]',
  code: 'error-invalid-webhook-response',
};
const NO_URL: Problem = { why: 'refused', status: 400, error: 'Webhook_URL_not_set', code: undefined };

test.each([
  [undefined, attempt({ words: 'thanks' }), 'good', 'Answered 200 after 12 ms. It said: thanks'],
  [undefined, attempt({}), 'good', 'Answered 200 after 12 ms.'],
  [NOT_200, attempt({ status: 500 }), 'bad', 'Answered 500; only 200 counts as received.'],
  [
    NOT_200,
    attempt({ status: undefined, words: 'no answer within 5000 ms' }),
    'bad',
    'No answer: no answer within 5000 ms.',
  ],
  [NO_URL, attempt({}), 'bad', 'There is no webhook URL in the settings.'],
  [{ why: 'unreachable' } as const, attempt({}), 'bad', 'The server does not answer. Is it running?'],
  [undefined, undefined, 'bad', 'Nothing was sent: there is no webhook URL.'],
])('%j with attempt %j is %s', (problem, made, kind, text) => {
  expect(testWords(problem, made)).toEqual({ kind, text });
});

test('a long answer is cut', () => {
  const { text } = testWords(undefined, attempt({ words: 'x'.repeat(1000) }));
  expect(text.length).toBeLessThan(250);
});
