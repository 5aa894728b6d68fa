import { expect, test } from 'vitest';
import { problemWords } from '../../../demo/kit/problem-words.ts';
import type { Problem } from '../../../demo/kit/rest.ts';

const refused = (error: string, code?: string): Problem => ({ why: 'refused', status: 400, error, code });

test.each([
  [{ why: 'unreachable' }, 'The server does not answer. Is it running?'],
  [{ why: 'bad-answer' }, 'The server answered something that is not Rocket.Chat.'],
  [
    refused('Inquiry already taken [error-inquiry-taken]', 'error-inquiry-taken'),
    'Another agent was faster: this chat is taken.',
  ],
  [refused('Webhook_URL_not_set'), 'There is no webhook URL in the settings.'],
  [refused('Something of its own [error-odd]', 'error-odd'), 'Something of its own'],
  [refused('[error-odd]', 'error-odd'), '[error-odd]'],
] satisfies [Problem, string][])('says %j in words', (problem, words) => {
  expect(problemWords(problem)).toBe(words);
});
