import { problemWords } from '../../kit/problem-words.ts';
import type { Problem } from '../../kit/rest.ts';
import type { Attempt } from './delivery.ts';

export interface TestWords {
  kind: 'good' | 'bad';
  text: string;
}

/** Longest part of an answer that stands in a sentence. */
const MOST_ANSWER = 200;

/** How a test of the webhook went. `attempt`: what the log has about it; undefined when nothing was sent. */
export function testWords(problem: Problem | undefined, attempt: Attempt | undefined): TestWords {
  const isRefused = problem?.why === 'refused' && problem.code === 'error-invalid-webhook-response';
  if ((problem && !isRefused) || !attempt) {
    return {
      kind: 'bad',
      text: problem ? problemWords(problem) : 'Nothing was sent: there is no webhook URL.',
    };
  }
  const { status, latencyMs, words } = attempt;
  if (status === undefined) return { kind: 'bad', text: `No answer: ${words}.` };
  const answer = words === '' ? '' : ` It said: ${shortened(words)}`;
  if (status === 200)
    return { kind: 'good', text: `Answered 200 after ${Math.round(latencyMs)} ms.${answer}` };
  return { kind: 'bad', text: `Answered ${status}; only 200 counts as received.${answer}` };
}

const shortened = (text: string): string =>
  text.length > MOST_ANSWER ? `${text.slice(0, MOST_ANSWER)} …` : text;
