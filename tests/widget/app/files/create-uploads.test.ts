import { signal } from '@preact/signals-core';
import { expect, test } from 'vitest';
import { createUploads } from '../../../../widget/app/files/create-uploads.ts';
import type { SendFile } from '../../../../widget/app/files/send-file.ts';
import type { Given } from '../../../../widget/app/given.ts';
import type { Outcome } from '../../../../widget/wire/problem.ts';
import { failure } from '../../../../widget/wire/problem.ts';
import { fakeMessage } from '../support/fake-porthole.ts';
import { partBench } from '../support/part-bench.ts';

type Answer = Awaited<ReturnType<SendFile>['answer']>;
const settled = () => new Promise<void>((resume) => setTimeout(resume, 1));
const file = (name: string) => new File(['x'], name);
const OK = { status: 200, text: '{"_id":"m"}' };

/** Uploads over a chat whose server answers when the test says so. */
function start(open: () => Outcome<unknown> = () => ({ ok: true, value: true })) {
  const bench = partBench();
  const { facts } = bench;
  const log: string[] = [];
  const sending: { name: string; answer(answer: Answer): void; sent(share: number): void }[] = [];
  const send: SendFile = (url, token, { name }, sent) => {
    log.push(`${url.replace(/.*livechat\//, '')} ${token} ${name}`);
    return {
      answer: new Promise((answer) => sending.push({ name, answer, sent })),
      cancel: () => log.push(`cancel ${name}`),
    };
  };
  const live = {
    async openRoom() {
      const opened = open();
      if (opened.ok) facts.change({ token: 'T', registered: true, rid: 'R' });
      return opened;
    },
    async sync() {
      log.push('sync');
    },
    receive: (message: unknown) => log.push(`received ${JSON.stringify(message)}`),
  };
  const porthole = { ...bench.given.porthole, chat: async () => live } as unknown as Given['porthole'];
  const uploads = createUploads({ signal, porthole, transport: bench.given.transport }, send);
  const shown = () =>
    uploads.all.value.map(({ file: { name }, problem }) => `${name} ${problem?.code ?? ''}`.trim());
  return { ...bench, uploads, log, sending, shown };
}

test('files go out one after the other, into the room that is opened for the first', async () => {
  const { uploads, log, sending, shown } = start();
  uploads.add([file('a'), file('b')]);
  await settled();
  expect(log).toEqual(['upload/R T a']);
  sending[0]?.sent(0.5);
  expect(uploads.all.value.map(({ share }) => share)).toEqual([0.5, 0]);
  sending[0]?.answer(OK);
  await settled();
  expect(log).toEqual(['upload/R T a', 'received {"_id":"m"}', 'upload/R T b']);
  expect(shown()).toEqual(['b']);
});

test.each<[string, Answer, string]>([
  ['a type', { status: 400, text: '{"reason":"error-type-not-allowed"}' }, 'wrongType'],
  [
    'a type, as older servers say',
    { status: 400, text: '{"error":"x [error-invalid-file-type]","errorType":"error-invalid-file-type"}' },
    'wrongType',
  ],
  [
    'a size',
    { status: 400, text: '{"reason":"error-size-not-allowed","sizeAllowed":"1 MB"}' },
    'tooLargeFor',
  ],
  ['a size, by a proxy', { status: 413, text: '<html>' }, 'tooLarge'],
  ['a size, without the limit', { status: 400, text: '{"errorType":"error-file-too-large"}' }, 'tooLarge'],
  ['files at all', { status: 400, text: '{"reason":"error-file-upload-disabled"}' }, 'noUploads'],
  ['a room that is closed', { status: 403, text: '{"error":"forbidden"}' }, 'room-closed'],
  ['something else', { status: 400, text: '{"error":"Invalid file"}' }, 'refused'],
  ['to answer', { status: 0, text: '' }, 'unreachable'],
  ['to work', { status: 502, text: '<html>' }, 'unreachable'],
])('a server that refuses %s holds up no other file', async (_what, answer, code) => {
  const { uploads, sending, shown } = start();
  uploads.add([file('a'), file('b')]);
  await settled();
  sending[0]?.answer(answer);
  await settled();
  expect(shown()).toEqual([`a ${code}`, 'b']);
  expect(sending.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('a server that is busy gets the file again after the time it asked for', async () => {
  const { uploads, sending, clock } = start();
  uploads.add([file('a')]);
  await settled();
  sending[0]?.answer({ status: 429, text: '{"error":"Please wait 7 seconds before trying again"}' });
  await settled();
  clock.pass(6_999);
  await settled();
  expect(sending).toHaveLength(1);
  clock.pass(1);
  await settled();
  expect(sending).toHaveLength(2);
});

test('what is cancelled is broken off, and the next goes on', async () => {
  const { uploads, log, sending, shown } = start();
  uploads.add([file('a'), file('b')]);
  await settled();
  uploads.cancel(1);
  expect(log).toContain('cancel a');
  sending[0]?.answer({ status: 0, text: '' });
  await settled();
  expect(shown()).toEqual(['b']);
  expect(sending.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('a file whose answer was lost is looked for before it is sent again', async () => {
  const { uploads, log, sending, shown, facts } = start();
  facts.received.value = [fakeMessage({ id: 'old', files: [{ name: 'b' }] })];
  uploads.add([file('a'), file('b')]);
  await settled();
  sending[0]?.answer({ status: 0, text: '' });
  await settled();
  sending[1]?.answer({ status: 0, text: '' });
  await settled();
  facts.received.value = [...facts.received.value, fakeMessage({ id: 'new', files: [{ name: 'a' }] })];
  uploads.retry(1);
  await settled();
  expect(log.at(-1)).toBe('sync');
  expect(shown()).toEqual(['b unreachable']);
  uploads.retry(2);
  await settled();
  expect(log.at(-1)).toBe('upload/R T b');
});

test('without a room nothing is sent', async () => {
  const { uploads, sending, shown } = start(() => failure('no-agent-online'));
  uploads.add([file('a')]);
  await settled();
  expect(sending).toEqual([]);
  expect(shown()).toEqual(['a unreachable']);
});
