import { batch, computed, effect, signal } from '@preact/signals-core';
import { Component, Fragment, h } from 'preact';
import type { Given } from '../../../../widget/app/given.ts';
import { live } from '../../../../widget/app/live.ts';
import { made } from '../../../../widget/app/load-part.ts';
import { en } from '../../../../widget/app/text/en.ts';
import { createT, problemText } from '../../../../widget/app/text/words.ts';
import { createUi } from '../../../../widget/app/ui.ts';
import { Icon } from '../../../../widget/app/views/icon.tsx';
import { createFacts } from '../../../../widget/state/facts.ts';
import { createSession } from '../../../../widget/state/session.ts';
import type { Call } from '../../../../widget/transport/create-call.ts';
import { failure } from '../../../../widget/wire/problem.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { memoryDisk } from '../../support/memory-disk.ts';
import { fakeHost } from './fake-host.ts';
import { fakeConfig, fakePorthole } from './fake-porthole.ts';

/** What one part gets, over facts that a test sets: the pop-up closed, somebody there, no chat; the server answers as `answers` says. */
export function partBench(answers: (path: string, body: unknown) => object | undefined = () => undefined) {
  const clock = fakeClock();
  const page = {
    isVisible: () => true,
    where: () => ({ href: '', title: '', host: '' }),
    listen: () => () => {},
  };
  const disk = memoryDisk();
  const facts = createFacts(createSession('key', disk.open()), page);
  facts.config.value = fakeConfig();
  const requests: [path: string, body: unknown][] = [];
  const call: Call = async (path, decode, body) => {
    requests.push([path, body]);
    const answer = answers(path, body);
    const value = answer && decode(answer as Record<string, unknown>);
    return value ? { ok: true, value } : failure('refused', 'no');
  };
  const fetched: string[] = [];
  const files = new Map<string, Response>();
  const porthole = {
    ...fakePorthole(),
    ...facts,
    messages: facts.received,
    facts,
    chat: () => Promise.reject(new Error('no chat here')),
  };
  const host = fakeHost();
  const given = {
    h,
    Fragment,
    Component,
    live,
    signal,
    computed,
    effect,
    batch,
    en,
    createT,
    problemText,
    Icon,
    made,
    want: () => new Promise(() => {}),
    style() {},
    host,
    porthole,
    ui: createUi(fakePorthole()),
    transport: {
      server: 'https://chat.example',
      rest: { call },
      ports: {
        clock,
        random: { unit: () => 0.5, bytes: (count: number) => new Uint8Array(count) },
        fetch: async (url: string) => {
          fetched.push(url);
          const answer = files.get(new URL(url).pathname);
          if (!answer) throw new TypeError('no answer');
          return answer;
        },
      },
    },
  };
  // Of all that there is, a part takes what it needs.
  return {
    given: given as unknown as Given,
    facts,
    clock,
    disk,
    host,
    requests,
    fetched,
    files,
    setConfig: (more: object) => {
      facts.config.value = { ...fakeConfig(), ...more };
    },
  };
}
