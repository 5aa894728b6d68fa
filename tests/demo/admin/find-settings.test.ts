import { expect, test } from 'vitest';
import { findSettings } from '../../../demo/admin/model/find-settings.ts';
import { decodeSetting, type Setting, valueWords } from '../../../demo/admin/model/setting.ts';

const setting = (part: Partial<Record<string, unknown>>): Setting => {
  const decoded = decodeSetting({
    _id: 'Livechat_title',
    type: 'string',
    value: 'Help',
    packageValue: 'Rocket.Chat',
    section: 'Livechat',
    i18nLabel: 'Title',
    i18nDescription: 'Stands on top of the pop-up.',
    ...part,
  });
  if (!decoded) throw new Error('no setting');
  return decoded;
};
const corner = setting({
  _id: 'Livechat_widget_position',
  type: 'select',
  value: 'left',
  packageValue: 'right',
  i18nLabel: 'Corner',
  i18nDescription: 'Where the launcher is.',
  values: [
    { key: 'right', i18nLabel: 'bottom right' },
    { key: 'left', i18nLabel: 'bottom left' },
  ],
});
const url = setting({ _id: 'Livechat_webhookUrl', section: 'CRM Integration', i18nLabel: 'Webhook URL' });

test.each([
  ['', ['Livechat_webhookUrl', 'Livechat_title', 'Livechat_widget_position']],
  ['TITLE', ['Livechat_title']],
  ['bottom left', ['Livechat_widget_position']],
  ['on pop-up', ['Livechat_webhookUrl', 'Livechat_title']],
  ['crm', ['Livechat_webhookUrl']],
  ['_widget_', ['Livechat_widget_position']],
  ['nothing of the kind', []],
])('"%s" finds %j, in the order of the areas', (query, found) => {
  const ids = findSettings([setting({}), corner, url], query).flatMap((area) => area.settings);
  expect(ids.map(({ id }) => id)).toEqual(found);
});

test('an area whose name is looked for is there without a setting that matches', () => {
  const [found] = findSettings([], 'business hours');
  expect(found).toMatchObject({ area: { name: 'Business Hours' }, isNamed: true, settings: [] });
});

test.each([
  [corner, 'left', 'bottom left'],
  [setting({ type: 'int', value: 1, packageValue: 1, properties: { unit: 'ms' } }), 5000, '5000 ms'],
  [setting({ type: 'boolean', value: true, packageValue: true }), false, 'off'],
  [setting({ type: 'password', value: '', packageValue: '' }), 's3cret', 'secret'],
  [setting({}), '', 'empty'],
  [setting({ type: 'multiSelect', value: [], packageValue: [] }), [], 'none'],
])('a value is said in words %#', (one, value, words) => {
  expect(valueWords(one, value)).toBe(words);
});

test.each([[{ type: 'asset' }], [{ value: { url: 'x' } }], [{ value: undefined }], [{ _id: 5 }]])(
  'what the page could not show is left out: %j',
  (part) => {
    expect(() => setting(part)).toThrow('no setting');
  },
);
