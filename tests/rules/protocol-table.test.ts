import { expect, test } from 'vitest';
import { createRest } from '../../widget/transport/create-rest.ts';
import { decodeServerFrame } from '../../widget/wire/decode-server-frame.ts';
import { ROOM_EVENTS, STREAMS } from '../../widget/wire/streams.ts';
import { read, sourcesBelow } from './support/repository.ts';

const text = read('widget/wire/PROTOCOL.md');

/** Cells of the rows of the table whose head starts with this cell. */
function table(head: string): string[][] {
  const [, rows = ''] =
    new RegExp(`^\\| ${head} \\|[^\\n]*\\n\\|[-|]+\\n((?:\\|.*\\n)+)`, 'm').exec(text) ?? [];
  const cells = rows
    .trim()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replaceAll('`', '').trim()),
    );
  expect(cells.length, `rows of "${head}"`).toBeGreaterThan(1);
  return cells;
}

test('names every REST call that the widget makes, and no other', async () => {
  const asked: string[] = [];
  const rest = createRest('', {
    fetch: async (input, init) => {
      asked.push(`${init?.method ?? 'GET'} ${String(input).replace(/^.*livechat\/|\?.*$/g, '')}`);
      return new Response('');
    },
    clock: { now: () => 0, after: () => () => {} },
    report() {},
  });
  const [token, rid] = ['T', ':rid'];
  await Promise.all([
    rest.config({ token, department: '' }),
    rest.visitor({ token }),
    rest.room(token),
    rest.message({ _id: 'M', token, rid, msg: '' }),
    rest.storedMessage(':_id', { token, rid }),
    rest.history(rid, { token, limit: 1, offset: 0 }),
    rest.close({ token, rid }),
    rest.offlineMessage({ name: '', email: '', message: '', department: undefined, host: '' }),
    rest.pageVisited({ token, rid, pageInfo: { change: '', title: '', location: { href: '' } } }),
  ]);
  expect(asked).toHaveLength(Object.keys(rest).length);
  expect(table('call').map(([call]) => call)).toEqual(asked);
});

test('names every frame that the client reads', () => {
  const incoming = table('frame').filter(([, direction]) => direction !== '⇒');
  const refused = incoming.filter(([msg]) => !decodeServerFrame(JSON.stringify({ msg })).ok);
  expect(refused).toEqual([]);
  const known =
    /FRAMES\s*=\s*'([^']*)'/.exec(read('widget/wire/decode-server-frame.ts'))?.[1]?.split(' ') ?? [];
  expect(incoming.map(([msg]) => msg).toSorted()).toEqual(known.toSorted());
});

test('names the streams and events by their constants', () => {
  const streams = table('stream');
  const { roomMessages, livechatRoom, notifyRoom } = STREAMS;
  expect(new Set(streams.map(([stream]) => stream))).toEqual(
    new Set([roomMessages, livechatRoom, notifyRoom]),
  );
  const events = streams.map(([, event]) => event).filter((event) => event?.includes('/'));
  expect(events).toEqual([`<rid>/${ROOM_EVENTS.userActivity}`, `<rid>/${ROOM_EVENTS.deleteMessage}`]);
});

test('names the codes that the server closes with', () => {
  const named = table('who closes').flatMap(([who, code]) => (who === 'server' ? Number(code) : []));
  const used = ['mock-server/core/ddp/session.ts', 'mock-server/hosts/node/socket-door.ts'].flatMap((file) =>
    [...read(file).matchAll(/\b(10[01]\d)\b/g)].map(([, code]) => Number(code)),
  );
  expect(named).toEqual([...new Set(used)].toSorted());
});

test('names the times that the code has', () => {
  const sources = sourcesBelow('widget')
    .filter((file) => /transport|state/.test(file))
    .map(read)
    .join();
  const times = table('what').map(([what, ms = '']) => [what, ms.split(' ')[0] ?? '']);
  const written = [...sources.matchAll(/_MS = ([\d_]+)/g)].map(([, ms = '']) => ms.replaceAll('_', ''));
  expect(times.filter(([, ms = '']) => !written.includes(ms))).toEqual([]);
});

test('names the test of each race', () => {
  const names = sourcesBelow('tests/widget')
    .flatMap((file) => [...read(file).matchAll(/^test\(\s*(['"])(.*)\1,/gm)])
    .map(([, , name]) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(table('race').filter(([, name]) => !names.includes(name))).toEqual([]);
});
