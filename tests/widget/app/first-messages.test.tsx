import { screen, within } from '@testing-library/preact';
import { beforeEach, expect, test } from 'vitest';
import { en } from '../../../widget/app/text/en.ts';
import { marked, messages } from '../../../widget/app/views/written.tsx';
import { fakeMessage } from './support/fake-porthole.ts';
import { show } from './support/show.tsx';

/** What `show` has loaded; nothing is there yet. */
let loaded: typeof messages.value;
beforeEach(() => {
  loaded = messages.value;
  messages.value = undefined;
  marked.value = false;
});

test('before the list is loaded, what the visitor wrote shows on its way; then it is all there', async () => {
  const { porthole } = show((porthole) => {
    porthole.messages.value = [];
  });
  expect(screen.getByText(en.emptyTitle)).toBeTruthy();
  porthole.messages.value = [
    fakeMessage({ text: 'hello', state: 'sending' }),
    fakeMessage({ text: '*there*', state: 'sending' }),
  ];
  const log = screen.getByRole('log');
  expect(await within(log).findByText('*there*')).toBeTruthy();
  expect(within(log).getByText('hello').className).toBe('bubble sending');
  expect(within(log).getByText(en.sending)).toBeTruthy();

  messages.value = loaded;
  expect((await screen.findByText('there')).tagName).toBe('STRONG');
  expect(screen.getAllByText('hello')).toHaveLength(1);
});

test('the composer keeps its text and the focus when the list comes', async () => {
  const { porthole, user } = show();
  const field = screen.getByRole('textbox');
  await user.click(field);
  porthole.draft.value = 'half a sen';
  messages.value = loaded;
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
  show((porthole) => {
    porthole.screen.value = 'offline';
    if (porthole.config.value) porthole.config.value.messages.offlineMessage = text;
  });
  expect(document.querySelector('.intro')?.textContent).toBe(text);
  expect(marked.value).toBe(wanted);
});
