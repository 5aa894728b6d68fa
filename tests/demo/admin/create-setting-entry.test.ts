import { expect, test } from 'vitest';
import type { Setting, SettingValue } from '../../../demo/admin/model/setting.ts';
import { createSettingEntry } from '../../../demo/admin/state/create-setting-entry.ts';
import type { Outcome } from '../../../demo/kit/rest.ts';

const TITLE: Setting = {
  id: 'Livechat_title',
  label: 'Title',
  does: '',
  area: 'Livechat',
  kind: 'text',
  value: 'Help',
  standard: 'Rocket.Chat',
  options: [],
  unit: undefined,
};

function entryOf(setting: Partial<Setting> = {}) {
  const written: SettingValue[] = [];
  let answer: (outcome: Outcome<unknown>) => void = () => {};
  const entry = createSettingEntry({ ...TITLE, ...setting }, (_id, value) => {
    written.push(value);
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  return { entry, written, answer: (outcome: Outcome<unknown>) => answer(outcome) };
}
const DONE = { ok: true, value: {} } as const;
const AWAY = { ok: false, problem: { why: 'unreachable' } } as const;

test('what is typed is not saved until somebody says so', async () => {
  const { entry, written, answer } = entryOf();
  entry.type('Ask us');
  expect([entry.state.value, entry.shown.value, written]).toEqual(['dirty', 'Ask us', []]);
  const saved = entry.save();
  expect(entry.state.value).toBe('saving');
  answer(DONE);
  await saved;
  expect([entry.state.value, entry.setting.value.value, written]).toEqual(['saved', 'Ask us', ['Ask us']]);
});

test('typed back to what the server has, there is nothing to save', () => {
  const { entry } = entryOf();
  entry.type('Helpx');
  entry.type('Help');
  expect(entry.state.value).toBe('idle');
});

test('what could not be saved stays, and can be undone', async () => {
  const { entry, answer } = entryOf();
  entry.type('Ask us');
  const saved = entry.save();
  answer(AWAY);
  await saved;
  expect([entry.state.value, entry.shown.value, entry.problem.value]).toEqual([
    'failed',
    'Ask us',
    AWAY.problem,
  ]);
  entry.undo();
  expect([entry.state.value, entry.shown.value]).toEqual(['idle', 'Help']);
});

test('who goes on typing while it is saved keeps that', async () => {
  const { entry, answer } = entryOf();
  entry.type('Ask');
  const saved = entry.save();
  entry.type('Ask us');
  answer(DONE);
  await saved;
  expect([entry.shown.value, entry.setting.value.value]).toEqual(['Ask us', 'Ask']);
});

test.each(['', ' ', 'many', '1e999'])(
  'the number "%s" is none, and nobody asks the server',
  async (typed) => {
    const { entry, written } = entryOf({ kind: 'number', value: 5 });
    entry.type(typed);
    await entry.save();
    expect([entry.state.value, entry.problem.value, written]).toEqual(['failed', { why: 'no-number' }, []]);
  },
);

test('news of the server that is older than what was saved is not believed', async () => {
  const { entry, answer } = entryOf();
  const askedAt = performance.now();
  entry.told({ ...TITLE, value: 'News' }, askedAt);
  expect(entry.shown.value).toBe('News');
  const saved = entry.save('Ask us');
  entry.told({ ...TITLE, value: 'while saving' }, performance.now());
  answer(DONE);
  await saved;
  entry.told({ ...TITLE, value: 'old' }, askedAt);
  expect(entry.shown.value).toBe('Ask us');
});
