import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import jsonServer from 'json-server';
import { expect, onTestFinished, test } from 'vitest';
import { type MockServer, startMockServer } from '../../../../mock-server/hosts/create-server.ts';
import { exportDb } from '../../../../mock-server/hosts/db-file/export-db.ts';
import { importDb } from '../../../../mock-server/hosts/db-file/import-db.ts';
import { temporaryFolder } from '../../store/support/temporary-folder.ts';

async function start(dbFile: string): Promise<MockServer> {
  const server = await startMockServer({ dbFile, agentsOnline: true, webhookSecret: 'the-secret' });
  onTestFinished(() => server.close());
  return server;
}

async function ask(server: MockServer, method: string, path: string, body?: object): Promise<Response> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await server.core.handle(new Request(`${server.url}/api/v1/${path}`, init));
  expect(answer.status).toBe(200);
  return answer;
}

/** A database with people, a closed chat with its webhook, and an open one. */
async function filled(folder: string): Promise<string> {
  const file = join(folder, 'chat.db');
  const server = await start(file);
  await server.core.writeSettings({ Livechat_webhookUrl: 'http://me:hush@127.0.0.1:9/hook?key=whisper' });
  await ask(server, 'POST', 'login', { user: 'anna', password: 'anna' });
  for (const name of ['vera', 'vito']) {
    const token = `token-of-${name}`;
    await ask(server, 'POST', 'livechat/visitor', {
      visitor: { token, name, email: `${name}@example.com` },
    });
    const { room } = (await (await ask(server, 'GET', `livechat/room?token=${token}`)).json()) as {
      room: { _id: string };
    };
    await ask(server, 'POST', 'livechat/message', { token, rid: room._id, msg: '2025-01-15T09:00:00.000Z' });
    if (token === 'token-of-vera') await ask(server, 'POST', 'livechat/room.close', { token, rid: room._id });
  }
  await server.close();
  return file;
}

const options = (input: string, output: string) => ({ input, output, force: false, withSecrets: true });
const text = (file: string): string => readFileSync(file, 'utf8');
const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

test('out and in again is the same, and a server goes on with it', async () => {
  const folder = temporaryFolder();
  const file = await filled(folder);
  const before = hash(file);
  const [json, copy, again] = ['a.json', 'copy.db', 'b.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  expect(await exportDb(options(file, json))).toMatch(/3 users, .*2 visitors, 2 rooms/);
  expect(hash(file)).toBe(before);
  await importDb(options(json, copy));
  await exportDb(options(copy, again));
  expect(text(again)).toBe(text(json));
  const server = await start(copy);
  await ask(server, 'POST', 'login', { user: 'anna', password: 'anna' });
  const rooms = await ask(server, 'GET', 'livechat/room?token=token-of-vito');
  expect(await rooms.json()).toMatchObject({ newRoom: false });
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
});

test('json-server opens it', async () => {
  const folder = temporaryFolder();
  const json = join(folder, 'db.json');
  await exportDb(options(await filled(folder), json));
  const app = jsonServer.create().use(jsonServer.router(JSON.parse(text(json)) as Record<string, object[]>));
  const listening = app.listen(0, '127.0.0.1');
  onTestFinished(() => {
    listening.close().closeAllConnections();
  });
  await new Promise((resolve) => listening.once('listening', resolve));
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  expect(await (await fetch(`${url}/users?username=anna`)).json()).toMatchObject([{ name: 'Anna Keller' }]);
  const [room] = (await (await fetch(`${url}/rooms?_sort=ts`)).json()) as { id: string; fname: string }[];
  expect(await (await fetch(`${url}/rooms/${room?.id}`)).json()).toMatchObject({ fname: room?.fname });
});

test('secrets go along only when asked for; what belongs together still does', async () => {
  const folder = temporaryFolder();
  const file = await filled(folder);
  const [open, closed, copy] = ['open.json', 'closed.json', 'copy.db'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await exportDb(options(file, open));
  await exportDb({ ...options(file, closed), withSecrets: false });
  for (const secret of ['token-of-vera"', 'pbkdf2$', 'the-secret', 'hush', 'whisper']) {
    expect(text(open)).toContain(secret);
    expect(text(closed)).not.toContain(secret);
  }
  expect(statSync(open).mode & 0o077).toBe(0);
  const {
    visitors = [],
    rooms = [],
    loginTokens,
  } = JSON.parse(text(closed)) as {
    visitors: { _id: string; token: string }[];
    rooms: { v: { _id: string; token: string } }[];
    loginTokens: unknown[];
  };
  expect(loginTokens).toEqual([]);
  expect(rooms.map(({ v }) => [v._id, v.token])).toEqual(visitors.map(({ _id, token }) => [_id, token]));
  expect(await importDb(options(closed, copy))).toContain('3 users have no password');
  const server = await start(copy);
  const refused = await server.core.handle(
    new Request(`${server.url}/api/v1/login`, { method: 'POST', body: '{"user":"anna","password":""}' }),
  );
  expect(refused.status).toBe(401);
});

test('what a killed server left is exported, and stays as it was', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'chat.db');
  const server = await start(file);
  await server.core.writeSettings({ Livechat_title: 'Written to the log only' });
  // As they are at this moment: the log is beside the file, as after a kill.
  const left = temporaryFolder();
  cpSync(folder, left, {
    recursive: true,
    filter: (name) => !name.endsWith('-shm'),
  });
  const [db, wal] = [join(left, 'chat.db'), join(left, 'chat.db-wal')];
  const before = [hash(db), hash(wal)];
  await exportDb(options(db, join(folder, 'a.json')));
  expect(text(join(folder, 'a.json'))).toContain('Written to the log only');
  expect([hash(db), hash(wal)]).toEqual(before);
});

test('nothing is overwritten without --force, and never the input or a file in use', async () => {
  const folder = temporaryFolder();
  const file = await filled(folder);
  const json = join(folder, 'db.json');
  writeFileSync(json, 'mine');
  await expect(exportDb(options(file, json))).rejects.toThrow('is there already; --force overwrites it');
  await expect(exportDb({ ...options(file, file), force: true })).rejects.toThrow('are the same file');
  expect(text(json)).toBe('mine');
  await exportDb({ ...options(file, json), force: true });
  await expect(importDb(options(json, file))).rejects.toThrow('is there already');
  const server = await start(file);
  await expect(importDb({ ...options(json, file), force: true })).rejects.toThrow(
    'another server has it open',
  );
  await expect(exportDb({ ...options(file, json), force: true })).rejects.toThrow(
    'another server has it open',
  );
  await server.close();
  await importDb({ ...options(json, file), force: true });
  const broken = join(folder, 'broken.db');
  writeFileSync(broken, 'not a database');
  await importDb({ ...options(json, broken), force: true });
  await start(broken);
});

test.each([
  ['{', 'is not JSON'],
  ['{"rooms":[{"_id":"a"}]}', 'rooms[0]: t is missing'],
])('a db.json that is %s is refused, and no database is made', async (content, message) => {
  const folder = temporaryFolder();
  const [json, db] = [join(folder, 'db.json'), join(folder, 'chat.db')];
  writeFileSync(json, content);
  await expect(importDb(options(json, db))).rejects.toThrow(message);
  expect(readdirSync(folder)).toEqual(['db.json']);
  await expect(importDb(options(join(folder, 'none.json'), db))).rejects.toThrow('there is no such file');
  await expect(exportDb(options(db, join(folder, 'out.json')))).rejects.toThrow('there is no such file');
  await expect(exportDb(options(json, join(folder, 'out.json')))).rejects.toThrow('not a Porthole database');
});
