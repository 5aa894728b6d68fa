import { batch, effect, signal } from '@preact/signals-core';
import { expect, vi } from 'vitest';
import { createUploads } from '../../../../widget/app/files/create-uploads.ts';
import type { SendFile } from '../../../../widget/app/files/send-file.ts';
import type { Given } from '../../../../widget/app/given.ts';
import { createDeeds } from '../../../../widget/app/sheet/deeds.ts';
import { createTriggers } from '../../../../widget/app/triggers/create-triggers.ts';
import { createUi } from '../../../../widget/app/ui.ts';

const soon = { timeout: 8_000, interval: 20 };
type Shared = Pick<Given, 'porthole' | 'transport'>;

/** Before a chat: a trigger asks who comes next. */
export async function greet({ porthole, transport }: Shared): Promise<void> {
  const { config } = porthole.facts;
  if (!config.value) throw new Error('there is no config yet');
  const conditions = [{ name: 'time-on-site', value: '0' }];
  const actions = [{ name: 'send-message', params: { sender: 'queue', msg: 'Can we help?' } }];
  config.value = { ...config.value, triggers: [{ _id: 'greeting', conditions, actions }] };
  const want = () => Promise.reject(new Error('there is no part to be had here'));
  const stop = createTriggers(
    { signal, effect, porthole, transport, ui: createUi(porthole), want },
    { href: signal(''), shown: signal(true), before: { open: false, registered: false } },
  );
  await vi.waitFor(() => expect(porthole.facts.greetings.value).toHaveLength(1), soon);
  stop();
  porthole.facts.greetings.value = [];
}

/** In a chat: a file, a copy by e-mail, and the visitor removed. */
export async function finish({ porthole, transport }: Shared): Promise<void> {
  const send: SendFile = (url, token, file) => {
    const body = new FormData();
    body.append('file', file);
    const answer = fetch(url, { method: 'POST', headers: { 'x-visitor-token': token }, body });
    return {
      answer: answer.then(async (response) => ({ status: response.status, text: await response.text() })),
      cancel() {},
    };
  };
  const uploads = createUploads({ signal, porthole, transport }, send);
  uploads.add([new File(['glaze'], 'glaze.txt', { type: 'text/plain' })]);
  await vi.waitFor(() => expect(uploads.all.value).toEqual([]), soon);
  const deeds = createDeeds({ batch, porthole, transport });
  expect(await deeds.transcript('ann@shop.example')).toMatchObject({ ok: true });
  expect(await deeds.forget()).toMatchObject({ ok: true });
}
