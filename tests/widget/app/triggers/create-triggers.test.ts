import { signal } from '@preact/signals-core';
import { expect, test } from 'vitest';
import { createTriggers } from '../../../../widget/app/triggers/create-triggers.ts';
import { partBench } from '../support/part-bench.ts';

type Condition = [name: string, value?: string];
const trigger = (_id: string, conditions: Condition[], ...actions: object[]) => ({
  _id,
  runOnce: false,
  conditions: conditions.map(([name, value = null]) => ({ name, value })),
  actions: actions.length ? actions : [says(_id)],
});
const says = (msg: string, more: object = {}) => ({
  name: 'send-message',
  params: { sender: 'custom', name: 'Cora', msg, ...more },
});
const settled = () => new Promise<void>((resume) => setTimeout(resume, 1));

function start(
  triggers: object[],
  answers?: Parameters<typeof partBench>[0],
  before = { open: false, registered: false },
) {
  const bench = partBench(answers);
  const href = signal('https://shop.example/');
  const shown = signal(true);
  bench.facts.isOpen.value = before.open;
  bench.setConfig({ triggers });
  const stop = createTriggers(bench.given, { href, shown, before });
  const said = () => bench.facts.greetings.value.map(({ text }) => text);
  return { ...bench, href, shown, said, stop };
}

test('time on the site counts from the start; each trigger has its own time and sender', async () => {
  const { clock, said, facts } = start([
    trigger('late', [['time-on-site', '20']], says('late', { name: 'Lea' })),
    trigger('soon', [['time-on-site', '5']]),
  ]);
  clock.pass(4_999);
  await settled();
  expect(said()).toEqual([]);
  clock.pass(1);
  await settled();
  expect(said()).toEqual(['soon']);
  clock.pass(15_000);
  await settled();
  expect(said()).toEqual(['soon', 'late']);
  expect(facts.greetings.value.map(({ author }) => author?.name)).toEqual(['Cora', 'Lea']);
});

test('any of several conditions is enough, and each trigger speaks once a page', async () => {
  const { clock, said, href } = start([
    trigger('both', [
      ['page-url', '/cart'],
      ['time-on-site', '5'],
    ]),
  ]);
  href.value = 'https://shop.example/cart';
  await settled();
  expect(said()).toEqual(['both']);
  clock.pass(60_000);
  href.value = 'https://shop.example/';
  href.value = 'https://shop.example/cart';
  await settled();
  expect(said()).toEqual(['both']);
});

test('patterns that are none, or never end, keep the others from nothing', async () => {
  const { said } = start([
    trigger('broken', [['page-url', '(']]),
    trigger('endless', [['page-url', '(\\w+\\W?)+$x']]),
    trigger('good', [['page-url', 'shop']]),
  ]);
  await settled();
  expect(said()).toEqual(['good']);
});

test.each<[string, (world: ReturnType<typeof start>) => void]>([
  ['the widget is hidden', ({ shown }) => (shown.value = false)],
  ['a chat is open', ({ facts }) => facts.change({ rid: 'R' })],
  ['a chat has ended and shows', ({ facts }) => facts.change({ rid: 'R', ended: true })],
  [
    'nobody is there',
    (world) => world.setConfig({ triggers: world.facts.config.value?.triggers, online: false }),
  ],
  [
    'it is switched off',
    (world) => world.setConfig({ triggers: world.facts.config.value?.triggers, enabled: false }),
  ],
])('nothing is said while %s', async (_what, happen) => {
  const world = start([trigger('t', [['page-url', '/cart']])]);
  happen(world);
  world.href.value = 'https://shop.example/cart';
  await settled();
  expect(world.said()).toEqual([]);
});

test('who has opened the chat is not asked in by the clock', async () => {
  const { clock, said, facts } = start([trigger('t', [['time-on-site', '5']])]);
  facts.isOpen.value = true;
  facts.isOpen.value = false;
  clock.pass(5_000);
  await settled();
  expect(said()).toEqual([]);
});

test('a pop-up that is open since before the page loaded was not opened on it', async () => {
  const { said, facts } = start([trigger('t', [['chat-opened-by-visitor']])], undefined, {
    open: true,
    registered: true,
  });
  await settled();
  expect(said()).toEqual([]);
  facts.isOpen.value = false;
  facts.isOpen.value = true;
  await settled();
  expect(said()).toEqual(['t']);
});

test('registering speaks; who was registered before is not new', async () => {
  const fresh = start([trigger('t', [['after-guest-registration']])]);
  await settled();
  expect(fresh.said()).toEqual([]);
  fresh.facts.change({ token: 'T', registered: true });
  await settled();
  expect(fresh.said()).toEqual(['t']);
  const known = start([trigger('t', [['after-guest-registration']])], undefined, {
    open: false,
    registered: true,
  });
  known.facts.change({ token: 'T', registered: true });
  await settled();
  expect(known.said()).toEqual([]);
});

test('the agent who would get the chat speaks, is asked for once, and gets it', async () => {
  const queue = { sender: 'queue', name: '' };
  const { said, facts, requests } = start(
    [
      trigger('a', [['time-on-site', '0']], says('one', queue)),
      trigger('b', [['time-on-site', '0']], says('two', queue)),
    ],
    () => ({ agent: { _id: 'A1', username: 'ada', name: 'Ada' } }),
  );
  await settled();
  expect(said().sort()).toEqual(['one', 'two']);
  expect(facts.greetings.value[0]?.author).toEqual({ username: 'ada', name: 'Ada' });
  expect(requests).toHaveLength(1);
  expect(requests[0]?.[0]).toMatch(/^agent\.next\/.+/);
  expect(facts.known.value.agentId).toBe('A1');
});

test('an outside service is asked with what the page said; what it says comes in its order', async () => {
  const action = {
    name: 'use-external-service',
    params: { sender: 'custom', name: 'Bot', serviceFallbackMessage: 'Later' },
  };
  const { said, facts, requests } = start([trigger('t/1', [['page-url', 'shop']], action)], () => ({
    response: {
      contents: [
        { msg: 'second', order: 1 },
        { msg: 'first', order: 0 },
      ],
    },
  }));
  facts.known.value = { metadata: { plan: 'pro' } };
  await settled();
  expect(said()).toEqual(['first', 'second']);
  expect(requests).toEqual([
    [
      'triggers/t%2F1/external-service/call',
      { token: expect.any(String), extraData: [{ key: 'plan', value: 'pro' }] },
    ],
  ]);
  const silent = start([trigger('t', [['page-url', 'shop']], action)]);
  await settled();
  expect(silent.said()).toEqual(['Later']);
});

test('what runs once is kept with the first thing that the visitor does, not before', async () => {
  const { facts, disk, said } = start([{ ...trigger('once', [['time-on-site', '0']]), runOnce: true }]);
  await settled();
  expect(said()).toEqual(['once']);
  expect([...disk.values]).toEqual([]);
  facts.isOpen.value = true;
  expect(JSON.parse([...disk.values.values()][0] ?? '{}')).toMatchObject({ greeted: ['once'] });
});

test('with a new chat what was said before the last one is gone', async () => {
  const { facts, said } = start([trigger('t', [['time-on-site', '0']])]);
  await settled();
  facts.change({ rid: 'R' });
  expect(said()).toEqual(['t']);
  facts.change({ rid: '' });
  expect(said()).toEqual([]);
});

test('things that are no triggers do nothing', async () => {
  const { said } = start([
    null,
    'x',
    { _id: 7 },
    { _id: 'a', conditions: 'x', actions: 3 },
    { _id: 'b', conditions: [null], actions: [null] },
  ] as object[]);
  await settled();
  expect(said()).toEqual([]);
});
