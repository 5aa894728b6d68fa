import { screen, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { made } from '../../../widget/app/load-part.ts';
import { en } from '../../../widget/app/text/en.ts';
import { enChat } from '../../../widget/app/text/en-chat.ts';
import { fakeMessage } from './support/fake-porthole.ts';
import { show } from './support/show.tsx';

test('before the list is loaded, what the visitor wrote shows on its way; then it is all there', async () => {
  const { porthole, parts } = show(() => {}, ['messages']);
  expect(screen.getByText(enChat.emptyTitle)).toBeTruthy();
  porthole.messages.value = [
    fakeMessage({ text: 'hello', state: 'sending' }),
    fakeMessage({ text: '*there*', state: 'sending' }),
  ];
  const log = screen.getByRole('log');
  expect(await within(log).findByText('*there*')).toBeTruthy();
  expect(within(log).getByText('hello').className).toBe('bubble sending');
  expect(within(log).getByText(en.sending)).toBeTruthy();

  made.value = parts;
  expect((await screen.findByText('there')).tagName).toBe('STRONG');
  expect(screen.getAllByText('hello')).toHaveLength(1);
});

test('the composer keeps its text and the focus when the list comes', async () => {
  const { porthole, user, parts } = show(() => {}, ['messages']);
  const field = screen.getByRole('textbox');
  await user.click(field);
  porthole.draft.value = 'half a sen';
  made.value = parts;
  await screen.findByRole('log');
  expect(document.activeElement).toBe(field);
  expect(field).toBe(screen.getByRole('textbox'));
});

test.each([
  ['Nobody is here.', false],
  ['Call us: 0123 - or write!', false],
  ['We are back on *Monday*', true],
  ['See https://shop.example', true],
  ['- one', true],
  ['1. one', true],
  ['one\ntwo', true],
  ['ann@shop.example', true],
  ['> said', true],
])('a text of the server is as written until its marks can be rendered: %s', async (text, wanted) => {
  const { porthole, parts } = show((porthole) => {
    if (porthole.config.value) porthole.config.value.messages.offlineMessage = text;
  });
  const { messages: _, ...others } = parts;
  made.value = others;
  porthole.screen.value = 'offline';
  await screen.findByRole('textbox', { name: 'Email' });
  expect(document.querySelector('.intro')?.textContent).toBe(text);
  // It was asked for, and cannot be had here.
  await new Promise((resume) => setTimeout(resume, 50));
  expect(made.value.messages).toBe(wanted ? null : undefined);
});
