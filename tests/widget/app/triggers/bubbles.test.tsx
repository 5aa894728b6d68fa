import { screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { bubbles } from '../../../../widget/app/triggers/bubbles.ts';
import { ADA, fakeMessage } from '../support/fake-porthole.ts';
import { partBench } from '../support/part-bench.ts';
import { show } from '../support/show.tsx';

const greeting = (id: string, text: string) => fakeMessage({ id, text, from: 'agent', author: ADA });

function start() {
  const bench = partBench();
  const stop = bubbles(bench.given);
  const { root } = bench.host;
  const texts = () => [...root.querySelectorAll('.greetings span')].map(({ textContent }) => textContent);
  const dismiss = () => root.querySelector<HTMLElement>('.greetings .round')?.click();
  return { ...bench, root, texts, dismiss, stop };
}

test('the newest three show, the number counts all; opening the pop-up takes them away and counts them as read', () => {
  const { facts, texts } = start();
  facts.greetings.value = ['a', 'b', 'c', 'd'].map((text, i) => greeting(`t:${i}`, text));
  expect(texts()).toEqual(['b', 'c', 'd']);
  expect(facts.unread.value).toBe(4);
  facts.isOpen.value = true;
  expect([texts(), facts.unread.value]).toEqual([[], 0]);
  facts.isOpen.value = false;
  expect([texts(), facts.unread.value]).toEqual([[], 0]);
  facts.greetings.value = [...facts.greetings.value, greeting('t:4', 'e')];
  expect([texts(), facts.unread.value]).toEqual([['e'], 1]);
});

test('markup of the other side is text', () => {
  const { facts, texts, root } = start();
  facts.greetings.value = [greeting('t:0', '<img src=x onerror=alert(1)>')];
  expect(texts()).toEqual(['<img src=x onerror=alert(1)>']);
  expect(root.querySelector('img')).toBeNull();
});

test('closed by the visitor, its trigger is not heard again, which is kept', () => {
  const { facts, texts, dismiss, disk } = start();
  facts.greetings.value = [greeting('t:1:0', 'Hi'), greeting('u:1', 'Ho')];
  expect([...disk.values]).toEqual([]);
  dismiss();
  expect([texts(), facts.unread.value]).toEqual([[], 0]);
  expect(JSON.parse([...disk.values.values()][0] ?? '{}')).toMatchObject({ greeted: ['t:1', 'u'] });
});

test('a running chat has the number to itself, and nobody there takes the bubbles away', () => {
  const { facts, texts, setConfig } = start();
  facts.greetings.value = [greeting('t:0', 'Hi')];
  setConfig({ online: false });
  expect(texts()).toEqual([]);
  setConfig({ online: true });
  expect(texts()).toEqual(['Hi']);
  facts.change({ rid: 'R' });
  facts.unread.value = 7;
  facts.greetings.value = [...facts.greetings.value, greeting('t:1', 'Ho')];
  expect([texts(), facts.unread.value]).toEqual([[], 7]);
});

test('what was said stands above the form that comes before the chat, and above no other', async () => {
  const { porthole } = show((porthole) => {
    porthole.screen.value = 'register';
    porthole.messages.value = [greeting('t:0', 'Welcome to the shop')];
  });
  screen.getByText('Welcome to the shop');
  screen.getByText(ADA.name);
  porthole.screen.value = 'offline';
  await expect.poll(() => screen.queryByText('Welcome to the shop')).toBeNull();
});
