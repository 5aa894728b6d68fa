import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_BUSINESS_HOUR } from '../../../mock-server/core/project/default-business-hour.ts';
import { DbJsonError, type DbRow, fromDbJson, toDbJson } from '../../../mock-server/store/db-json.ts';
import type { Trigger } from '../../../mock-server/store/documents.ts';
import { encodeDocument } from '../../../mock-server/store/ejson-document.ts';
import { settingDoc } from './support/setting-doc.ts';

const through = (rows: DbRow[]): DbRow[] => fromDbJson(JSON.parse(JSON.stringify(toDbJson(rows))));
/** As the database file has them: tells a date from its text. */
const exact = (rows: DbRow[]): string[] => rows.map(({ name, doc }) => `${name} ${encodeDocument(doc)}`);

test('a record has an id for json-server and times as ISO texts', () => {
  const json = toDbJson([{ name: 'settings', doc: settingDoc('Livechat_title', 'Hello') }]);
  expect(json.settings).toEqual([
    {
      id: 'Livechat_title',
      _id: 'Livechat_title',
      value: 'Hello',
      _updatedAt: expect.stringMatching(/^2\d{3}-.*Z$/),
    },
  ]);
  expect(json.rooms).toEqual([]);
});

test.each([
  '2025-01-15T09:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '2025-01-15',
  '2025-02-30T09:00:00.000Z',
])('the text %s stays a text', (text) => {
  const rows: DbRow[] = [{ name: 'settings', doc: settingDoc('Livechat_title', text) }];
  expect(exact(through(rows))).toEqual(exact(rows));
});

test('any document comes back as it was, in its order', () => {
  const text = fc.oneof(
    fc.string(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.date({ noInvalidDate: false }),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.constantFrom('$date', '$text', '$escape', 'id'), fc.string()), tie('tree'), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
    ),
  }));
  const trigger = fc.record({
    _id: fc.uuid(),
    params: fc.dictionary(fc.string(), tree, { maxKeys: 3, noNullPrototype: true }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(trigger, { selector: ({ _id }) => _id, maxLength: 4 }), (docs) => {
      const rows = docs.map(({ _id, params }): DbRow => {
        const action: Trigger['actions'][number] = { name: 'send-message', params };
        const rest = { name: 'n', description: '', enabled: true, runOnce: false, conditions: [] };
        return { name: 'triggers', doc: { _id, ...rest, actions: [action], _updatedAt: new Date(0) } };
      });
      fc.pre(!JSON.stringify(docs).includes('"__proto__"'));
      expect(exact(through(rows))).toEqual(exact(rows));
    }),
    { numRuns: 500 },
  );
});

test('business hours come back as they were', () => {
  const rows: DbRow[] = [{ name: 'businessHours', doc: DEFAULT_BUSINESS_HOUR }];
  expect(exact(through(rows))).toEqual(exact(rows));
});

test('an id by hand is enough', () => {
  const [row] = fromDbJson({
    settings: [{ id: 'Livechat_title', value: 'Hi', _updatedAt: '2025-01-15T09:00:00.000Z' }],
  });
  expect(row?.doc).toEqual({
    _id: 'Livechat_title',
    value: 'Hi',
    _updatedAt: new Date('2025-01-15T09:00:00Z'),
  });
});

const HOURS = { id: 'a', name: '', active: true, type: 'default', timezone: { name: 'UTC' }, workHours: [] };
test.each([
  [[], 'the top is not an object'],
  [{ rums: [] }, 'rums: there is no such collection; there are settings, users'],
  [{ rooms: {} }, 'rooms: is not a list'],
  [{ rooms: [1] }, 'rooms[0]: is not an object'],
  [{ rooms: [{}] }, 'rooms[0]: has no _id that is a text'],
  [{ rooms: [{ _id: 'a', id: 'b' }] }, 'rooms[0]: id and _id differ'],
  [
    {
      settings: [
        { id: 'a', value: 1 },
        { id: 'a', value: 2 },
      ],
    },
    'settings[1]: a second document with the id a',
  ],
  [{ settings: [{ id: 'a' }] }, 'settings[0]: value is missing'],
  [{ settings: [{ id: 'a', value: 1, _updatedAt: '2025-01-15' }] }, 'settings[0]: _updatedAt is not a time'],
  [
    { businessHours: [{ ...HOURS, timezone: { name: 'Mars/Olympus' } }] },
    'businessHours[0]: timezone.name is not a time zone',
  ],
  [
    { businessHours: [{ ...HOURS, workHours: [{ day: 'Monday', start: '08:00' }] }] },
    'businessHours[0]: workHours are not days',
  ],
])('%j is refused with the place and the reason', (json, message) => {
  expect(() => fromDbJson(json)).toThrow(DbJsonError);
  expect(() => fromDbJson(json)).toThrow(message);
});

test('a key that could reach into prototypes is refused', () => {
  const json: unknown = JSON.parse('{"settings":[{"id":"a","value":1,"x":{"__proto__":{"y":1}}}]}');
  expect(() => fromDbJson(json)).toThrow('settings[0].x: the key __proto__ is not allowed');
});
