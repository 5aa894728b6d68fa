import { expect, test } from 'vitest';
import { type Known, screenOf } from '../../../widget/state/screen-of.ts';
import type { Visit } from '../../../widget/state/session.ts';
import { decodeConfig, type WidgetConfig } from '../../../widget/wire/decode-config.ts';

const ONLINE = { enabled: true, online: true };
const FORM = { registrationForm: true, nameFieldRegistrationForm: true, emailFieldRegistrationForm: true };
const STRANGER: Visit = { token: '', registered: false, rid: '', ended: false, agreed: false, revision: 0 };

interface Case {
  config?: object;
  settings?: object;
  departments?: object[];
  visit?: Partial<Visit>;
  queued?: boolean;
  offlineSent?: boolean;
  known?: Known;
}

function config({ config: top = ONLINE, settings = {}, departments = [] }: Case): WidgetConfig | undefined {
  return decodeConfig({ ...top, settings, departments })?.config;
}

test.each<[string, Case, string]>([
  ['agents there, no form asked for', {}, 'chat'],
  ['switched off', { config: { enabled: false } }, 'disabled'],
  ['nobody there', { config: { enabled: true } }, 'offline'],
  [
    'nobody there and no form for that',
    { config: { enabled: true }, settings: { displayOfflineForm: false } },
    'offline-unavailable',
  ],
  ['nobody there, but a chat is open', { config: { enabled: true }, visit: { rid: 'R' } }, 'chat'],
  ['nobody there, but a message is on its way', { config: { enabled: true }, queued: true }, 'chat'],
  ['an offline message was sent', { config: { enabled: true }, offlineSent: true }, 'offline-sent'],
  ['an offline message was sent and agents came', { offlineSent: true }, 'offline-sent'],
  ['the chat is over', { visit: { rid: 'R', ended: true } }, 'ended'],
  [
    'the chat is over and nobody is there any more',
    { config: { enabled: true }, visit: { rid: 'R', ended: true } },
    'ended',
  ],
  ['a form is asked for', { settings: FORM }, 'register'],
  ['a form is asked for, of one who filled it', { settings: FORM, visit: { registered: true } }, 'chat'],
  [
    'a form is asked for, but the page knows all',
    { settings: FORM, known: { name: 'Ann', email: 'a@b.c' } },
    'chat',
  ],
  ['a form is asked for, and the page knows half', { settings: FORM, known: { name: 'Ann' } }, 'register'],
  ['a form without fields', { settings: { registrationForm: true } }, 'chat'],
  [
    'a form with departments only',
    {
      settings: { registrationForm: true },
      departments: [{ _id: 'D', name: 'D', showOnRegistration: true }],
    },
    'register',
  ],
  [
    'a form with departments the page chose from',
    {
      settings: { registrationForm: true },
      departments: [{ _id: 'D', name: 'D', showOnRegistration: true }],
      known: { department: 'D' },
    },
    'chat',
  ],
  [
    'a form with hidden departments only',
    { settings: { registrationForm: true }, departments: [{ _id: 'D', name: 'D' }] },
    'chat',
  ],
])('%s', (_name, facts, screen) => {
  const { visit, queued = false, offlineSent = false, known = {} } = facts;
  expect(screenOf(config(facts), undefined, { ...STRANGER, ...visit }, queued, offlineSent, known)).toBe(
    screen,
  );
});

test('without a config it loads, or has failed to', () => {
  expect(screenOf(undefined, undefined, STRANGER, false, false, {})).toBe('loading');
  expect(screenOf(undefined, { code: 'cors' }, STRANGER, false, false, {})).toBe('load-failed');
});

test('a config that cannot be renewed stays', () => {
  expect(screenOf(config({}), { code: 'unreachable' }, STRANGER, false, false, {})).toBe('chat');
});
