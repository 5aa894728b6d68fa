import fc from 'fast-check';
import { METHODS } from '../../../../mock-server/core/ddp/methods.ts';
import { STREAMS } from '../../../../widget/wire/streams.ts';
import { hostileText, hostileValue } from './hostile-values.ts';
import { type Known, textNear } from './near-schema.ts';

const NOT_FRAMES = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '0',
  '{"msg":1}',
  '{"msg":"__proto__"}',
  `{"a":${'['.repeat(40_000)}`,
];

/** A text frame of a client: mostly one that the server understands, about people and rooms that exist. */
export function frameInput(known: Known): fc.Arbitrary<string> {
  const text = (name: string): fc.Arbitrary<string> => textNear(known, name);
  const { rid: rooms = [], token: tokens = [], username: names = [] } = known;
  const suffix = fc.constantFrom('', '', '/typing', '/user-activity', '/deleteMessage', '/x');
  const events = fc
    .tuple(fc.oneof(text('rid'), text('userId'), fc.constant('public')), suffix)
    .map((parts) => parts.join(''));
  const accessOf = (token: string) => ({ useCollection: false, args: [{ token, visitorToken: token }] });
  const ownRoom = fc
    .tuple(fc.nat(rooms.length - 1), suffix)
    .map(([at, end]) => [`${rooms[at]}${end}`, accessOf(tokens[at] ?? '')]);
  const anyRoom = fc.tuple(events, fc.oneof(text('token').map(accessOf), fc.boolean(), hostileValue));
  const anything = fc.array(hostileValue, { maxLength: 4 });
  const subParams = fc.oneof(
    { weight: 5, arbitrary: ownRoom },
    { weight: 5, arbitrary: anyRoom },
    { weight: 1, arbitrary: anything },
  );
  const loginParams = fc.oneof(
    fc.constantFrom(...names).map((username) => [{ user: { username }, password: username }]),
    fc.tuple(
      fc.oneof(
        fc.record({ user: fc.record({ username: text('username') }), password: hostileValue }),
        fc.record({ resume: hostileText }),
      ),
    ),
  );
  const params = fc.oneof(
    { weight: 2, arbitrary: fc.tuple(fc.record({ token: text('token') })) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom('online', 'away', 'busy', 'offline', 'x')) },
    {
      weight: 3,
      arbitrary: fc.tuple(
        events,
        text('username'),
        fc.array(hostileText, { maxLength: 2 }),
        text('token').map((token) => ({ token })),
      ),
    },
    { weight: 2, arbitrary: anything },
  );
  const id = fc.oneof(
    { weight: 9, arbitrary: fc.nat(60).map(String) },
    { weight: 1, arbitrary: hostileValue },
  );
  const frames = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        msg: fc.constant('sub'),
        id,
        name: fc.oneof(fc.constantFrom<string>(...Object.values(STREAMS)), hostileText),
        params: subParams,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        msg: fc.constant('method'),
        id,
        method: fc.constant('login'),
        params: loginParams,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        msg: fc.constant('method'),
        id,
        method: fc.oneof(fc.constantFrom(...Object.keys(METHODS)), hostileText),
        params,
      }),
    },
    { weight: 2, arbitrary: fc.record({ msg: fc.constant('unsub'), id }) },
    { weight: 1, arbitrary: fc.record({ msg: fc.constant('ping'), id }) },
    {
      weight: 1,
      arbitrary: fc.record({
        msg: fc.constantFrom('connect', 'pong', 'result', 'ready'),
        id,
        version: hostileText,
        support: hostileValue,
      }),
    },
    { weight: 1, arbitrary: fc.dictionary(hostileText, hostileValue, { maxKeys: 4 }) },
  );
  return fc.oneof(
    { weight: 16, arbitrary: frames.map((frame) => JSON.stringify(frame)) },
    { weight: 1, arbitrary: fc.constantFrom(...NOT_FRAMES) },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: frames.map((frame) => JSON.stringify(frame).slice(0, -3)) },
  );
}
