import { expect, test, vi } from 'vitest';
import { createPageApi } from '../../../widget/loader/page-api.ts';

function pageApi(call: Parameters<typeof createPageApi>[0] = () => {}) {
  const [rocketChat, emit] = createPageApi(call);
  return { rocketChat, api: rocketChat.livechat, emit };
}

test('every method of the official widget is a function', () => {
  const { api } = pageApi();
  for (const method of ['setTheme', 'registerGuest', 'onChatStarted', 'clearAllCallbacks', 'maximizeWidget'])
    expect(api[method]).toBeTypeOf('function');
});

test('calls are passed on with their name and arguments', () => {
  const call = vi.fn();
  const { api } = pageApi(call);
  api.setCustomField?.('plan', 'gold', true);
  expect(call).toHaveBeenCalledWith('setCustomField', ['plan', 'gold', true]);
});

test('a callback hears its own event, with the API as `this`', () => {
  const { api, emit } = pageApi();
  const heard: unknown[] = [];
  api.onAssignAgent?.(function (this: unknown, agent: unknown) {
    heard.push(this === api, agent);
  });
  emit('onAssignAgent', { username: 'ada' });
  emit('onChatStarted');
  expect(heard).toEqual([true, { username: 'ada' }]);
});

test('a callback can be taken away, alone or with all', () => {
  const { api, emit } = pageApi();
  const first = vi.fn();
  const second = vi.fn();
  const stop = api.onChatStarted?.(first) as () => void;
  api.onChatStarted?.(second);
  stop();
  emit('onChatStarted');
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  api.clearAllCallbacks?.();
  emit('onChatStarted');
  expect(second).toHaveBeenCalledOnce();
});

test.each([
  [
    'throws',
    () => {
      throw new Error('of the page');
    },
  ],
  ['is no function', 7],
])('a callback that %s is reported and does not stop the next one', (_, callback) => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { api, emit } = pageApi();
  const next = vi.fn();
  api.onChatEnded?.(callback);
  api.onChatEnded?.(next);
  expect(() => emit('onChatEnded')).not.toThrow();
  expect([error.mock.calls.length, next.mock.calls.length]).toEqual([1, 1]);
  error.mockRestore();
});

test('a function of the page runs with the API as `this` and without arguments; what it throws is reported', () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { rocketChat, api } = pageApi();
  const ran: unknown[] = [];
  [
    function (this: unknown, ...args: unknown[]) {
      ran.push(this === api, args);
      throw new Error('of the page');
    },
    function (this: unknown) {
      ran.push(this === api);
    },
  ].forEach(rocketChat);
  expect(ran).toEqual([true, [undefined], true]);
  expect(error).toHaveBeenCalledOnce();
  error.mockRestore();
});

test('a promise resolves to the API: it is not taken for a promise itself', async () => {
  const { api } = pageApi();
  await expect(Promise.resolve(api)).resolves.toBe(api);
});

test('methods give nothing back, except those that register a callback', () => {
  const { api } = pageApi();
  expect(api.setTheme?.({})).toBeUndefined();
  expect(api.clearAllCallbacks?.()).toBeUndefined();
  expect(api.onChatEnded?.(() => {})).toBeTypeOf('function');
});

test('a callback that takes itself away while it runs keeps no other one from running', () => {
  const { api, emit } = pageApi();
  const next = vi.fn();
  const stop = api.onChatEnded?.(() => stop()) as () => void;
  api.onChatEnded?.(next);
  emit('onChatEnded');
  emit('onChatEnded');
  expect(next).toHaveBeenCalledTimes(2);
});
