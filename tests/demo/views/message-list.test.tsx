import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { ChatMessage } from '../../../demo/agent/model/chat-message.ts';
import type { Conversation } from '../../../demo/agent/state/create-conversation.ts';
import { MessageList } from '../../../demo/agent/views/message-list.tsx';

afterEach(cleanup);

const VISITOR = { id: 'v1', username: 'guest-1', name: 'Mara Lind' };
const ANNA = { id: 'a1', username: 'anna', name: 'Anna' };
const message = (rest: Partial<ChatMessage>): ChatMessage => ({
  id: 'm1',
  rid: 'r1',
  text: 'hello',
  at: 0,
  author: VISITOR,
  edited: false,
  state: 'sent',
  ...rest,
});

function show(messages: ChatMessage[], rest: Partial<Conversation> = {}) {
  const conversation = {
    room: signal({ name: 'Mara Lind', visitor: VISITOR }),
    messages: signal(messages),
    history: signal('loaded'),
    visitorTypes: signal(false),
    retry: vi.fn(),
    refresh: vi.fn(),
    ...rest,
  } as unknown as Conversation;
  render(<MessageList conversation={conversation} />);
  return conversation;
}

test('shows what looks like HTML as the text that it is', () => {
  show([message({ text: '<img src=x onerror=alert(1)>' })]);
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
});

test('a message that was not sent says why and can be sent again', () => {
  const failed = message({ id: 'm2', author: ANNA, state: 'failed', problem: { why: 'unreachable' } });
  const { retry } = show([failed]);
  expect(screen.getByRole('alert').textContent).toContain('Not sent. The server does not answer.');
  fireEvent.click(screen.getByRole('button', { name: 'Send again' }));
  expect(retry).toHaveBeenCalledWith('m2');
});

test('system messages are sentences', () => {
  show([
    message({ system: 'closed', author: ANNA, text: 'Solved' }),
    message({ id: 'm3', system: 'joined', author: ANNA }),
  ]);
  expect(screen.getByText(/Anna ended the chat: Solved/)).toBeTruthy();
  expect(screen.getByText(/Anna joined/)).toBeTruthy();
});

test('says that the visitor types, and nothing when not', () => {
  const types = signal(true);
  show([], { visitorTypes: types });
  expect(screen.getByRole('status').textContent).toBe('Mara Lind is typing …');
});

test('offers to load again when the history cannot be had', () => {
  const { refresh } = show([], { history: signal<'failed'>('failed') });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(refresh).toHaveBeenCalledOnce();
});
