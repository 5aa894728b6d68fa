import { expect, test, vi } from 'vitest';
import { createPageApi } from '../../../widget/loader/page-api.ts';

test('every method of the official widget is a function', () => {
  const { api } = createPageApi(() => {});
  for (const method of ['setTheme', 'registerGuest', 'onChatStarted', 'clearAllCallbacks', 'maximizeWidget'])
    expect(api[method]).toBeTypeOf('function');
});

test('calls are passed on with their name and arguments', () => {
  const call = vi.fn();
  const { api } = createPageApi(call);
  api.setCustomField?.('plan', 'gold', true);
  expect(call).toHaveBeenCalledWith('setCustomField', ['plan', 'gold', true]);
});

test('a callback hears its own event, with the API as `this`', () => {
  const { api, emit } = createPageApi(() => {});
  const heard: unknown[] = [];
  api.onAssignAgent?.(function (this: unknown, agent: unknown) {
    heard.push(this === api, agent);
  });
  emit('onAssignAgent', { username: 'ada' });
  emit('onChatStarted');
  expect(heard).toEqual([true, { username: 'ada' }]);
});

test('a callback can be taken away, alone or with all', () => {
  const { api, emit } = createPageApi(() => {});
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
  const { api, emit } = createPageApi(() => {});
  const next = vi.fn();
  api.onChatEnded?.(callback);
  api.onChatEnded?.(next);
  expect(() => emit('onChatEnded')).not.toThrow();
  expect([error.mock.calls.length, next.mock.calls.length]).toEqual([1, 1]);
  error.mockRestore();
});
