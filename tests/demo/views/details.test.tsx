import { signal } from '@preact/signals';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Conversation } from '../../../demo/agent/state/create-conversation.ts';
import { Details } from '../../../demo/agent/views/details.tsx';

afterEach(cleanup);

const VISITOR = {
  name: 'Mara',
  username: 'guest-1',
  email: '',
  phone: '',
  status: 'away',
  browser: 'Chrome 126',
  system: 'Linux',
  ip: '10.0.0.9',
  host: 'chat.example',
  fields: [['plan', '<b>gold</b>']],
};
const page = (n: number) => ({ title: `Page ${n}`, address: `https://shop.example/${n}`, at: n });

function show(pages: ReturnType<typeof page>[]) {
  const room = { topic: '', tags: [], open: true, fields: [['order', '42']] };
  const conversation = {
    visitor: signal(VISITOR),
    pages: signal(pages),
    room: signal(room),
    busy: signal(false),
  };
  render(<Details conversation={conversation as unknown as Conversation} department="Sales" />);
  return conversation;
}

test('says what is known of the visitor and of the session, as text', () => {
  show([]);
  const terms = [...document.querySelectorAll('dt')].map((term) => [
    term.textContent,
    term.nextElementSibling?.textContent,
  ]);
  expect(terms).toEqual([
    ['Name', 'Mara'],
    ['Is now', 'away'],
    ['Department', 'Sales'],
    ['Browser', 'Chrome 126'],
    ['System', 'Linux'],
    ['IP address', '10.0.0.9'],
    ['Host', 'chat.example'],
    ['plan', '<b>gold</b>'],
    ['order', '42'],
  ]);
  expect(document.querySelector('b')).toBeNull();
});

test('pages stand in the order in which they came, newest first, and are no links', async () => {
  const { pages } = show([page(1)]);
  pages.value = [{ ...page(2), title: '<i>two</i>', address: 'javascript:alert(1)' }, ...pages.value];
  await screen.findByText('<i>two</i>');
  const rows = screen.getAllByRole('listitem');
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^<i>two<\/i>.*javascript:alert\(1\)$/),
    expect.stringMatching(/^Page 1.*https:\/\/shop\.example\/1$/),
  ]);
  expect(document.querySelector('a, i')).toBeNull();
});
