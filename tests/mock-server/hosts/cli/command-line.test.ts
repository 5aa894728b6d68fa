import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Run, runPorthole } from '../support/run-porthole.ts';

// Each test starts a process, which takes a while on a busy machine.
const PATIENCE = { timeout: 30_000 };

let folder: string;
let runs: Run[];
let servers: Server[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'porthole-'));
  [runs, servers] = [[], []];
});
afterEach(async () => {
  for (const run of runs) run.process.kill('SIGKILL');
  await Promise.all(runs.map(({ ended }) => ended));
  for (const server of servers) server.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]): Run {
  const run = runPorthole(...args);
  runs.push(run);
  return run;
}
async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const address = async (run: Run): Promise<string> =>
  (await run.printed(/REST +(http:\S+)\/api\/v1\//))[1] ?? '';

test('explains itself', PATIENCE, async () => {
  const [help, version] = [start('--help'), start('--version')];
  expect(await help.ended).toBe(0);
  for (const flag of ['--port', '--db', '--webhook-url', '--time-scale', 'ADMIN_PASS']) {
    expect(help.out()).toContain(flag);
  }
  expect(await version.ended).toBe(0);
  expect(version.out()).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('ends with 2 on a wrong command line', PATIENCE, async () => {
  const run = start('mock', '--prot', '1');
  expect(await run.ended).toBe(2);
  expect(run.err()).toBe(
    'porthole: there is no flag --prot; did you mean --port?\nporthole --help shows what there is.\n',
  );
  expect(run.out()).toBe('');
});

test('says where it is, how to log in and what to paste, and stops on a signal', PATIENCE, async () => {
  const run = start('mock', '--port', '0');
  const url = await address(run);
  await run.printed(/offline form/);
  expect(run.out()).toContain(`<script async src="${url}/porthole.js" data-server="${url}"></script>`);
  expect(run.out()).toContain(`${url.replace('http', 'ws')}/websocket`);
  expect(run.out()).toContain(`${url}/db`);
  expect(run.out()).toContain('admin / admin, agents anna / anna, ben / ben');
  const socket = new (await import('ws')).WebSocket(`${url.replace('http', 'ws')}/websocket`);
  await new Promise((resolve) => socket.on('open', resolve));
  const left = new Promise((resolve) => socket.on('close', resolve));
  run.process.kill('SIGTERM');
  expect(await left).toBe(1001);
  expect(await run.ended).toBe(0);
  expect(run.out()).toContain('SIGTERM: stopping');
  expect(run.err()).toBe('');
});

test('ends at once on a second signal', PATIENCE, async () => {
  // A receiver that never answers keeps the first signal waiting for the attempt under way.
  const receiver = createServer();
  const arrived = new Promise((resolve) => receiver.on('request', resolve));
  const hook = `http://127.0.0.1:${await listen(receiver)}/`;
  const run = start('mock', '--port', '0', '--webhook-url', hook);
  const url = await address(run);
  fetch(`${url}/db/deliveries/test`, { method: 'POST' }).catch(() => {});
  await arrived;
  run.process.kill('SIGINT');
  await run.printed(/SIGINT: stopping/);
  run.process.kill('SIGINT');
  expect(await run.ended).toBe(130);
});

test('ends with 1 when the port is taken, and says which and what to do', PATIENCE, async () => {
  const port = await listen(createServer());
  const run = start('mock', '--port', String(port));
  expect(await run.ended).toBe(1);
  expect(run.err()).toBe(
    `porthole: port ${port} on 127.0.0.1 is taken: stop what uses it, or take another with --port ${port + 1} (--port 0 finds a free one)\n`,
  );
});

test('ends with 1 on a broken database file, says where, and touches nothing', PATIENCE, async () => {
  const file = join(folder, 'notes.txt');
  writeFileSync(file, 'not a database, but somebody needs it');
  const before = statSync(file).mtimeMs;
  const run = start('mock', '--port', '0', '--db', file);
  expect(await run.ended).toBe(1);
  expect(run.err()).toContain(`porthole: ${file}: `);
  expect(run.err()).toContain('byte 0');
  expect(run.err()).toContain('Nothing in the file was changed.');
  expect(run.err()).not.toContain('    at ');
  expect(readFileSync(file, 'utf8')).toBe('not a database, but somebody needs it');
  expect(statSync(file).mtimeMs).toBe(before);
});

test('exports and imports a database, and ends with 1 when it cannot', PATIENCE, async () => {
  const [db, json] = [join(folder, 'chat.db'), join(folder, 'db.json')];
  const server = start('mock', '--port', '0', '--db', db);
  await address(server);
  const busy = start('db', 'export', db, json);
  expect(await busy.ended).toBe(1);
  expect(busy.err()).toBe(
    `porthole: ${db}: another server has it open: stop that one, or take another file\n`,
  );
  server.process.kill('SIGTERM');
  await server.ended;
  const done = start('db', 'export', db, json);
  expect(await done.ended).toBe(0);
  expect(done.out()).toContain('3 users');
  const back = start('db', 'import', json, join(folder, 'new.db'));
  expect(await back.ended).toBe(0);
  expect(back.err()).toBe('');
});

test('prints a line for each webhook attempt', PATIENCE, async () => {
  const port = await listen(createServer((_, answer) => answer.writeHead(500).end('no')));
  const flags = [
    'mock',
    '--port',
    '0',
    '--time-scale',
    '1000',
    '--webhook-url',
    `http://127.0.0.1:${port}/hook`,
  ];
  const run = start(...flags);
  const url = await address(run);
  await fetch(`${url}/api/v1/livechat/offline.message`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Ann', email: 'ann@example.com', message: 'Hello' }),
  });
  await run.printed(/attempt 11 of 11 .*failed/);
  const lines = run
    .out()
    .split('\n')
    .filter((line) => line.includes('webhook LivechatOfflineMessage'));
  expect(lines).toHaveLength(11);
  expect(lines[0]).toMatch(
    /^\d\d:\d\d:\d\d webhook LivechatOfflineMessage attempt 1 of 11 → http:\/\/127\.0\.0\.1:\d+\/hook: 500 in \d+ ms, next in \d+ s$/,
  );
});

test('goes on with the webhooks that a killed server left', PATIENCE, async () => {
  const received: { body: string; token: unknown }[] = [];
  let status = 500;
  const port = await listen(
    createServer(async (request, answer) => {
      let body = '';
      for await (const part of request) body += part;
      received.push({ body, token: request.headers['x-rocketchat-livechat-token'] });
      answer.writeHead(status).end();
    }),
  );
  const flags = ['mock', '--port', '0', '--db', join(folder, 'chat.db'), '--time-scale', '20'];
  const first = start(...flags, '--webhook-url', `http://127.0.0.1:${port}/`, '--webhook-secret', 's3cret');
  const url = await address(first);
  const sent = await fetch(`${url}/api/v1/livechat/offline.message`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Ann', email: 'ann@example.com', message: 'Hello' }),
  });
  expect(sent.status).toBe(200);
  await first.printed(/attempt 1 of 11/);
  first.process.kill('SIGKILL');
  await first.ended;
  const before = received.length;
  status = 200;
  const second = start(...flags);
  await second.printed(/attempt \d+ of 11 .*delivered/);
  expect(received.length).toBeGreaterThan(before);
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  expect(new Set(received.map(({ token }) => token))).toEqual(new Set(['s3cret']));
});
