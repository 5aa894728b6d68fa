import { beforeEach, expect, test } from 'vitest';
import { createOutbox, type Outbox } from '../../../widget/live/outbox.ts';
import { createSession, type QueuedMessage, type Session } from '../../../widget/state/session.ts';
import { failure, type Outcome } from '../../../widget/wire/problem.ts';
import { type FakeClock, fakeClock } from '../support/fake-clock.ts';
import { memoryDisk } from '../support/memory-disk.ts';

let clock: FakeClock;
let session: Session;
let outbox: Outbox;
/** Messages that were sent, and the answers still owed. */
let sent: string[];
let owed: ((outcome: Outcome<unknown>) => void)[];

beforeEach(() => {
  clock = fakeClock();
  session = createSession('key', memoryDisk().open());
  [sent, owed] = [[], []];
  outbox = createOutbox({
    session,
    clock,
    deliver({ id }) {
      sent.push(id);
      return new Promise((resolve) => owed.push(resolve));
    },
    alone: (work) => work(),
    retryDelayMs: (failures) => 1000 * 2 ** failures,
  });
});

const queue = (...ids: string[]): void => {
  const added = ids.map((id): QueuedMessage => ({ id, text: id, at: 1, failed: '', detail: '' }));
  session.queue.value = [...session.queue.value, ...added];
  outbox.wake();
};
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const answer = async (outcome: Outcome<unknown> = { ok: true, value: 1 }): Promise<void> => {
  await settled();
  owed.shift()?.(outcome);
  await settled();
};

test('sends in order, one at a time', async () => {
  queue('a', 'b');
  await settled();
  expect(sent).toEqual(['a']);
  await answer();
  expect(sent).toEqual(['a', 'b']);
  await answer();
  expect(session.queue.value).toEqual([]);
});

test.each(['unreachable', 'cors', 'bad-answer', 'rate-limited'] as const)(
  '%s is tried again with the same id, ever later, without end',
  async (code) => {
    queue('a', 'b');
    for (let n = 0; n < 10; n++) {
      await answer(failure(code));
      clock.pass(1000 * 2 ** n - 1);
      await settled();
      expect(sent).toHaveLength(n + 1);
      clock.pass(1);
      await settled();
    }
    expect(new Set(sent)).toEqual(new Set(['a']));
    await answer();
    expect(sent.at(-1)).toBe('b');
  },
);

test('after a message got through, the next pause is short again', async () => {
  queue('a', 'b');
  for (let n = 0; n < 3; n++) {
    await answer(failure('unreachable'));
    clock.pass(1000 * 2 ** n);
  }
  await answer();
  await answer(failure('unreachable'));
  clock.pass(1_000);
  await settled();
  expect(sent).toEqual(['a', 'a', 'a', 'a', 'b', 'b']);
});

test('a refusal marks the message and goes on with the next', async () => {
  queue('a', 'b');
  await answer(failure('too-long', 'at most 5'));
  expect(session.queue.value).toMatchObject([
    { id: 'a', failed: 'too-long', detail: 'at most 5' },
    { id: 'b', failed: '' },
  ]);
  expect(sent).toEqual(['a', 'b']);
});

test('waking ends a pause between tries', async () => {
  queue('a');
  await answer(failure('unreachable'));
  outbox.wake();
  await settled();
  expect(sent).toEqual(['a', 'a']);
  expect(clock.waiting).toBe(0);
});

test('waking does not end a pause that the server asked for', async () => {
  queue('a');
  await answer(failure('rate-limited', '', '', 30_000));
  outbox.wake();
  clock.pass(29_999);
  await settled();
  expect(sent).toEqual(['a']);
  clock.pass(1);
  await settled();
  expect(sent).toEqual(['a', 'a']);
});

test('waking twice sends once', async () => {
  queue('a');
  outbox.wake();
  outbox.wake();
  await settled();
  expect(sent).toEqual(['a']);
});

test('an echo that comes before the answer settles the message', async () => {
  queue('a', 'b');
  await settled();
  session.settle(['a']);
  await answer(failure('unreachable'));
  clock.pass(1_000);
  await settled();
  expect(sent).toEqual(['a', 'b']);
});

test('a message that another tab sent while this one waited for its turn is not sent', async () => {
  let turn = (): void => {};
  const waiting = createOutbox({
    session,
    clock,
    deliver: async ({ id }) => {
      sent.push(id);
      return { ok: true, value: 1 };
    },
    alone: (work) => new Promise<void>((resolve) => (turn = resolve)).then(work),
    retryDelayMs: () => 0,
  });
  session.queue.value = [{ id: 'a', text: 'a', at: 1, failed: '', detail: '' }];
  waiting.wake();
  session.settle(['a']);
  turn();
  await settled();
  expect(sent).toEqual([]);
});

test('a failed message goes out again when it is no longer marked', async () => {
  queue('a');
  await answer(failure('refused'));
  session.queue.value = session.queue.value.map((message) => ({ ...message, failed: '' }));
  outbox.wake();
  await answer();
  expect(sent).toEqual(['a', 'a']);
  expect(session.queue.value).toEqual([]);
});

test('sends nothing after dispose', async () => {
  queue('a');
  await answer(failure('unreachable'));
  outbox.dispose();
  await settled();
  outbox.wake();
  await settled();
  expect(sent).toEqual(['a']);
  expect(clock.waiting).toBe(0);
});
