import { fireEvent, screen, within } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { en, enMessages } from '../../../widget/app/text/en.ts';
import { enChat } from '../../../widget/app/text/en-chat.ts';
import { enEnd } from '../../../widget/app/text/en-end.ts';
import { ADA, fakeMessage } from './support/fake-porthole.ts';
import { show } from './support/show.tsx';

const composer = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write a message' });
const log = () => screen.getByRole('log');

test('an empty chat invites to write', () => {
  show();
  expect(screen.getByText(enChat.emptyTitle)).toBeTruthy();
});

test('typing goes into the draft and is told; Enter sends', async () => {
  const { porthole, user } = show();
  await user.type(composer(), 'Hi');
  expect(porthole.draft.value).toBe('Hi');
  await user.keyboard('{Enter}');
  expect(porthole.calls).toEqual([['typed'], ['typed'], ['send']]);
});

test('Shift+Enter breaks the line', async () => {
  const { porthole, user } = show();
  await user.type(composer(), 'a{Shift>}{Enter}{/Shift}b');
  expect(porthole.draft.value).toBe('a\nb');
  expect(porthole.calls).not.toContainEqual(['send']);
});

test.each([{ isComposing: true }, { keyCode: 229 }])(
  'Enter that ends a composition does not send: %o',
  (how) => {
    const { porthole } = show((porthole) => {
      porthole.draft.value = 'にほん';
    });
    fireEvent.keyDown(composer(), { key: 'Enter', ...how });
    expect(porthole.calls).toEqual([]);
  },
);

test('the draft that is there is shown', () => {
  show((porthole) => {
    porthole.draft.value = 'half a thought';
  });
  expect(composer().value).toBe('half a thought');
});

test('near the limit the rest is counted; beyond it nothing is sent', async () => {
  const { porthole, user } = show((porthole) => {
    porthole.maxLength.value = 10;
    porthole.draft.value = '12345678';
  });
  expect(screen.getByText('2 characters left')).toBeTruthy();
  await user.type(composer(), '9ab');
  expect(screen.getByText('1 characters too many')).toBeTruthy();
  await user.keyboard('{Enter}');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(porthole.calls).not.toContainEqual(['send']);
  expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true');
});

test('own messages are on their way, then sent', async () => {
  const message = fakeMessage({ text: 'Hello', state: 'sending' });
  const { porthole } = show((porthole) => {
    porthole.messages.value = [message];
  });
  expect(within(log()).getByText(en.sending)).toBeTruthy();
  porthole.messages.value = [{ ...message, state: 'sent' }];
  await vi.waitFor(() => expect(within(log()).queryByText(en.sending)).toBeNull());
  expect(within(log()).getByText('Hello')).toBeTruthy();
});

test('a failed message says why and can be sent again or discarded', async () => {
  const { porthole, user } = show((porthole) => {
    porthole.messages.value = [fakeMessage({ id: 'x', state: 'failed', problem: { code: 'too-long' } })];
  });
  expect(screen.getByRole('alert').textContent).toContain(en['too-long']);
  await user.click(screen.getByRole('button', { name: 'Send again' }));
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(porthole.calls).toEqual([
    ['retry', 'x'],
    ['discard', 'x'],
  ]);
});

test('what agents write is shown with their name and said by the live region', async () => {
  const first = fakeMessage({ text: 'Hello' });
  const { porthole } = show((porthole) => {
    porthole.messages.value = [first];
  });
  porthole.messages.value = [first, fakeMessage({ from: 'agent', author: ADA, text: 'Hi *there*' })];
  const live = await screen.findByText('Ada Lovelace: Hi *there*');
  expect(live.getAttribute('aria-live')).toBe('polite');
  expect(within(log()).getByText('there').tagName).toBe('STRONG');
});

test('the history is not read out', async () => {
  const { porthole } = show();
  porthole.messages.value = [fakeMessage({ from: 'agent', author: ADA, text: 'Yesterday’s words' })];
  await within(log()).findByText('Yesterday’s words');
  expect(screen.queryByText('Ada Lovelace: Yesterday’s words')).toBeNull();
});

test('system messages are lines', () => {
  show((porthole) => {
    porthole.messages.value = [
      fakeMessage({ from: 'system', system: 'joined', author: ADA }),
      fakeMessage({ from: 'system', system: 'ended' }),
    ];
  });
  expect(within(log()).getByText('\u2068Ada Lovelace\u2069 joined')).toBeTruthy();
  expect(within(log()).getByText(enMessages.ended)).toBeTruthy();
});

test('says who types', () => {
  show((porthole) => {
    porthole.typing.value = ['Ada'];
  });
  expect(within(log()).getByText('Ada is typing')).toBeTruthy();
});

test('tells the place in the queue and the wait', () => {
  show((porthole) => {
    porthole.queue.value = { waiting: true, info: { spot: 3, estimatedWaitTimeSeconds: 250 } };
  });
  expect(log().textContent).toContain('You are number 3 in the queue, about 5 min');
});

test('the queue without a place only says that someone will come', () => {
  show((porthole) => {
    porthole.queue.value = { waiting: true, info: undefined };
  });
  expect(log().textContent).toContain(enMessages.waiting);
});

test('older messages come on demand', async () => {
  const { porthole, user } = show((porthole) => {
    porthole.older.value = 'some';
  });
  await user.click(screen.getByRole('button', { name: enMessages.older }));
  expect(porthole.calls).toContainEqual(['loadOlder']);
});

test('a lost connection is told and the composer stays', () => {
  show((porthole) => {
    porthole.connection.value = 'waiting';
  });
  expect(screen.getByText(enChat.reconnecting)).toBeTruthy();
  expect(composer()).toBeTruthy();
});

test('ending the chat asks first', async () => {
  const { porthole, ui, user } = show();
  await user.click(screen.getByRole('button', { name: 'End chat' }));
  const question = screen.getByRole('alertdialog', { name: enEnd.endQuestion });
  await user.click(within(question).getByRole('button', { name: enEnd.cancel }));
  expect(porthole.calls).toEqual([]);
  ui.confirming.value = true;
  const again = await screen.findByRole('alertdialog');
  await user.click(within(again).getByRole('button', { name: 'End chat' }));
  expect(porthole.calls).toEqual([['closeChat']]);
  expect(composer()).toBeTruthy();
});

test('Escape answers the question with no and leaves the pop-up open', async () => {
  const { porthole, user } = show();
  await user.click(screen.getByRole('button', { name: 'End chat' }));
  screen.getByRole('button', { name: enEnd.cancel }).focus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(porthole.isOpen.value).toBe(true);
});

test('without the right to end the chat there is no button for it', () => {
  show((porthole) => {
    porthole.canClose.value = false;
  });
  expect(screen.queryByRole('button', { name: 'End chat' })).toBeNull();
});

test('an ended chat can be read, and a new one begun', async () => {
  const { porthole, user } = show((porthole) => {
    porthole.screen.value = 'ended';
    porthole.messages.value = [fakeMessage({ text: 'Bye' })];
    const config = porthole.config.value;
    if (config) config.messages.conversationFinishedMessage = 'Thank you for your visit';
  });
  expect(within(log()).getByText('Bye')).toBeTruthy();
  expect(screen.getByText('Thank you for your visit')).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'New chat' }));
  expect(porthole.calls).toEqual([['newChat']]);
});
