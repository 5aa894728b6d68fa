import { expect, test } from 'vitest';
import { attemptLine } from '../../../../mock-server/hosts/cli/attempt-line.ts';
import type { Attempt, Delivery } from '../../../../mock-server/store/documents.ts';

const at = (time: string): Date => new Date(`2025-01-01T${time}Z`);
const attempt: Attempt = {
  number: 2,
  url: 'http://crm.test/hook',
  startedAt: at('12:00:10'),
  latencyMs: 12,
  status: 500,
};
const delivery: Delivery = {
  _id: 'D',
  event: 'LivechatSession',
  body: '{}',
  state: 'pending',
  cause: 'event',
  attempts: [attempt],
  maxAttempts: 11,
  nextAttemptAt: at('12:00:20.012'),
  createdAt: at('12:00:00'),
  _updatedAt: at('12:00:10'),
};

test('tells the answer and when the next attempt is', () => {
  expect(attemptLine(delivery, attempt)).toBe(
    '12:00:10 webhook LivechatSession attempt 2 of 11 → http://crm.test/hook: 500 in 12 ms, next in 10 s',
  );
});

test('tells why there was no answer, and the end', () => {
  const { nextAttemptAt: _next, ...over } = delivery;
  const { status: _status, ...silent } = attempt;
  const failed: Attempt = {
    ...silent,
    number: 11,
    error: { code: 'refused', message: 'connection refused' },
  };
  expect(attemptLine({ ...over, state: 'failed', cause: 'replay' }, failed)).toBe(
    '12:00:10 webhook LivechatSession (replay) attempt 11 of 11 → http://crm.test/hook: no answer: connection refused, failed',
  );
});
