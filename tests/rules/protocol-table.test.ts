import { expect, test } from 'vitest';
import { decodeServerFrame } from '../../widget/wire/decode-server-frame.ts';
import { ROOM_EVENTS, STREAMS, USER_TYPING } from '../../widget/wire/streams.ts';
import { wholeRest } from '../widget/support/whole-rest.ts';
import { read, sourcesBelow } from './support/repository.ts';

const PROTOCOL = 'widget/wire/PROTOCOL.md';
const text = read(PROTOCOL);

/** Cells of the rows below the header that begins with `first`, backticks taken off. */
function table(first: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${first} |`));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  const rows = start < 0 ? [] : lines.slice(start + 2, end < 0 ? undefined : end);
  expect(rows.length, `rows of the table "${first}" in ${PROTOCOL}`).toBeGreaterThan(0);
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const plain = (cell = ''): string => cell.replaceAll('`', '');
const sourcesOf = (...folders: string[]): string => folders.flatMap(sourcesBelow).map(read).join('\n');
const constant = (file: string, name: string): number => {
  const value = new RegExp(`const ${name} = ([\\d_]+);`).exec(read(file))?.[1];
  if (value === undefined) throw new Error(`${file} has no constant ${name}`);
  return Number(value.replaceAll('_', ''));
};

test('the frames are those of the types, in both directions', () => {
  const source = read('widget/wire/ddp-frames.ts');
  const framesOf = (type: string): string[] => {
    const union =
      new RegExp(`export type ${type} =([^;]*(?:;[^;|]*)*?;\\n\\n|[\\s\\S]*?;\\n\\n)`).exec(source)?.[1] ??
      '';
    return [...union.matchAll(/\{ msg: '(\w+)'/g)].map(([, msg = '']) => msg).sort();
  };
  const rows = table('frame').filter(([frame]) => plain(frame) !== 'server_id');
  const told = (arrows: string): string[] =>
    rows
      .filter(([, direction = '']) => arrows.includes(direction))
      .map(([frame]) => plain(frame))
      .sort();

  expect(framesOf('ClientFrame')).toContain('connect');
  expect(framesOf('ServerFrame')).toContain('connected');
  expect(told('⇒⇔')).toEqual(framesOf('ClientFrame'));
  expect(told('⇐⇔')).toEqual(framesOf('ServerFrame'));
  const refused = told('⇐⇔').filter((msg) => !decodeServerFrame(JSON.stringify({ msg })).ok);
  expect(refused).toEqual([]);
});

test('the streams are those that the widget subscribes to, under their names', () => {
  const streams = [...new Set(table('stream').map(([stream]) => plain(stream)))].sort();
  const known: string[] = Object.values(STREAMS);
  const widget = sourcesOf('widget/live', 'widget/transport');
  const used = known.filter(
    (stream) => widget.includes(`'${stream}'`) || widget.includes(`STREAMS.${nameOf(stream)}`),
  );
  expect(streams).toEqual(used.sort());
  const events = table('stream')
    .map(([, event]) => plain(event))
    .filter((event) => event.includes('/'));
  expect(events).toEqual([`<rid>/${ROOM_EVENTS.userActivity}`, `<rid>/${ROOM_EVENTS.deleteMessage}`]);
  expect(text).toContain(`\`${USER_TYPING}\``);
});

function nameOf(stream: string): string | undefined {
  return Object.entries(STREAMS).find(([, value]) => value === stream)?.[0];
}

/** Calls of the parts whose address is put together, so that it cannot be read from their sources. */
const ADDRESSED: [path: string, body: object | undefined, method?: 'POST' | 'DELETE'][] = [
  ['visitor/:token', {}, 'DELETE'],
  ['agent.next/:token', undefined],
  ['triggers/:_id/external-service/call', {}],
  ['upload/:rid', {}],
];

test('the REST calls are those that the widget makes', async () => {
  const asked: string[] = [];
  const rest = wholeRest('', {
    fetch: async (input, init) => {
      asked.push(`${init?.method ?? 'GET'} ${String(input).replace(/^.*livechat\/|\?.*$/g, '')}`);
      return new Response('');
    },
    clock: { now: () => 0, after: () => () => {} },
    report() {},
  });
  const [token, rid] = ['T', ':rid'];
  const others = [...sourcesOf('widget/app').matchAll(/rest\.call\(\s*'([\w./]+)'/g)].map(
    ([, path = '']) => path,
  );
  expect(others.length).toBeGreaterThan(0);
  await Promise.all([
    rest.config({ token, department: '' }),
    rest.visitor({ token, name: '', email: '', department: '' }),
    rest.room(token),
    rest.message({ _id: 'M', token, rid, msg: '' }),
    rest.storedMessage(':_id', { token, rid }),
    rest.history(rid, { token, limit: 1, offset: 0 }),
    rest.close({ token, rid }),
    rest.offlineMessage({ name: '', email: '', message: '', department: '', host: '' }),
    rest.pageVisited({ token, rid, pageInfo: { change: '', title: '', location: { href: '' } } }),
    ...ADDRESSED.map(([path, body, method]) => rest.call(path, () => true, body, {}, method)),
    ...others.map((path) => rest.call(path, () => true, {})),
  ]);
  expect(asked).toHaveLength(Object.keys(rest).length - 1 + ADDRESSED.length + others.length);
  expect(
    table('call')
      .map(([call]) => plain(call))
      .sort(),
  ).toEqual([...new Set(asked)].sort());
});

test('the codes with which the server closes are those in its sources', () => {
  const server = sourcesOf('mock-server/core/ddp', 'mock-server/hosts/node');
  const named = /const CLOSE = \{([^}]*)\}/.exec(server)?.[1] ?? '';
  const literal = [...server.matchAll(/\.close\((1\d{3})\b/g)].map(([, code]) => code);
  const codes = [...named.matchAll(/1\d{3}/g)].map(([code]) => code).concat(literal.map((code = '') => code));
  const told = table('who closes')
    .filter(([who]) => who === 'server')
    .map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(0);
  expect(told.sort()).toEqual([...new Set(codes)].sort());
});

const TIMES: Record<string, number> = {
  'request without an answer is given up': constant('widget/transport/create-call.ts', 'REQUEST_DEADLINE_MS'),
  'handshake of the socket is given up': constant(
    'widget/transport/create-connection.ts',
    'CONNECT_DEADLINE_MS',
  ),
  'silence before a ping': constant('widget/transport/create-connection.ts', 'IDLE_MS'),
  'ping without an answer: the link is dead': constant(
    'widget/transport/create-connection.ts',
    'PONG_DEADLINE_MS',
  ),
  'the same after online, visible, pageshow': constant(
    'widget/transport/create-connection.ts',
    'PROBE_DEADLINE_MS',
  ),
  'back-off: anything from 0 up to': constant('widget/transport/retry-delay.ts', 'FIRST_MS'),
  '… at most': constant('widget/transport/retry-delay.ts', 'LONGEST_MS'),
  'a link that held so long starts the back-off anew': constant(
    'widget/transport/create-connection.ts',
    'HEALTHY_MS',
  ),
  'config, while a form shows, every': constant('widget/state/config-watch.ts', 'FORM_EVERY_MS'),
  'config, when a form comes into view, unless asked in the last': constant(
    'widget/state/config-watch.ts',
    'FRESH_MS',
  ),
  'config and history, without a link, every': constant('widget/live/room.ts', 'DEAF_EVERY_MS'),
  'one "typing" at most in': constant('widget/live/typing.ts', 'THROTTLE_MS'),
  '"stopped" after the last key': constant('widget/live/typing.ts', 'STOP_MS'),
};

test('the times are those of the code', () => {
  const told = table('what').map(([what, ms = '']) => [plain(what), Number.parseInt(ms, 10)]);
  expect(Object.fromEntries(told)).toEqual(TIMES);
});

test('each race names a test that is there', () => {
  const tests = sourcesOf('tests/widget');
  const lost = table('race')
    .map(([, name = '']) => name)
    .filter((name) => !tests.includes(`'${name}'`));
  expect(lost).toEqual([]);
});
