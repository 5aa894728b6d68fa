import { type Signal, signal } from '@preact/signals-core';
import type {
  ChatMessage,
  Porthole,
  PortholeCommands,
  PortholeState,
} from '../../../../widget/state/porthole.ts';
import { decodeConfig, type WidgetConfig } from '../../../../widget/wire/decode-config.ts';

type Writable<T> = { [K in keyof T]: T[K] extends { readonly value: infer V } ? Signal<V> : never };

/** A porthole whose facts a test sets by hand, and which remembers the commands it got: `['send']`, `['retry', 'm1']`. */
export type FakePorthole = Writable<PortholeState> & PortholeCommands & { calls: unknown[][] };

export function fakePorthole(): FakePorthole {
  const calls: unknown[][] = [];
  const noted =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
      return Promise.resolve();
    };
  const isOpen = signal(true);
  return {
    calls,
    screen: signal('chat'),
    connection: signal('connected'),
    config: signal(fakeConfig()),
    departments: signal([]),
    messages: signal([]),
    older: signal('none'),
    agent: signal(undefined),
    queue: signal({ waiting: false, info: undefined }),
    typing: signal([]),
    unread: signal(0),
    roomId: signal(''),
    busy: signal(undefined),
    problem: signal(undefined),
    isOpen,
    draft: signal(''),
    form: signal({ name: '', email: '', department: '', message: '' }),
    maxLength: signal(undefined),
    canClose: signal(true),
    setOpen(open) {
      calls.push(['setOpen', open]);
      isOpen.value = open;
    },
    load: noted('load'),
    retryLoad: noted('retryLoad'),
    agree: noted('agree'),
    register: noted('register'),
    sendOffline: noted('sendOffline'),
    newOfflineMessage: noted('newOfflineMessage'),
    send: noted('send'),
    retry: noted('retry'),
    discard: noted('discard'),
    typed: noted('typed'),
    loadOlder: noted('loadOlder'),
    closeChat: noted('closeChat'),
    newChat: noted('newChat'),
    identify: noted('identify'),
    dispose: noted('dispose'),
  } satisfies Porthole & FakePorthole;
}

/** A server's config with everything at its default. */
export function fakeConfig(): WidgetConfig {
  const decoded = decodeConfig({
    enabled: true,
    online: true,
    theme: {
      title: 'Acme Store',
      color: '#C1272D',
      offlineTitle: 'Leave a message',
      offlineColor: '#666666',
    },
  });
  if (!decoded) throw new Error('the config of the tests does not decode');
  return decoded.config;
}

let count = 0;
/** A message of the visitor's, sent; say what is different. */
export function fakeMessage(different: Partial<ChatMessage> = {}): ChatMessage {
  count++;
  return {
    id: `m${count}`,
    text: `message ${count}`,
    at: Date.UTC(2026, 4, 4, 12, 0, count),
    from: 'visitor',
    author: undefined,
    system: undefined,
    state: 'sent',
    problem: undefined,
    edited: false,
    ...different,
  };
}

export const ADA = { username: 'ada', name: 'Ada Lovelace' };
