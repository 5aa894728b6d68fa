import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCore } from '../../../mock-server/core/create-core.ts';
import { seedStore } from '../../../mock-server/core/seed.ts';
import { startNodeHost } from '../../../mock-server/hosts/node.ts';
import { createOutbox } from '../../../mock-server/outbox/create-outbox.ts';
import { createScaledClock } from '../../../mock-server/ports/clock.ts';
import { createMemoryStore } from '../../../mock-server/store/memory-store.ts';
import { openSqliteJournal, readSqliteFile } from '../../../mock-server/store/sqlite-journal.ts';
import { StoreUnavailable } from '../../../mock-server/store/store.ts';
import { temporaryFolder } from '../store/support/temporary-folder.ts';

/** A server with a database that may have 400 kB, as on a disk that is all but full. */
async function startOnSmallDisk(dbFile: string) {
  const store = createMemoryStore(await openSqliteJournal(dbFile, { maxPages: 100 }));
  const clock = createScaledClock();
  const failures: unknown[] = [];
  const onFailure = (error: unknown): unknown => failures.push(error);
  await seedStore(store, { agentsOnline: true, now: new Date(clock.now()) });
  const outbox = createOutbox({
    store,
    clock,
    fetch: () => Promise.reject(new Error('nobody listens')),
    settings: () => ({
      url: 'http://crm.test/',
      secret: '',
      timeoutMs: 5_000,
      onClose: true,
      onOfflineMessage: true,
      onStart: false,
      onQueued: false,
      onTaken: false,
      onForward: false,
      onVisitorMessage: false,
      onAgentMessage: false,
      onCapture: false,
      withNavigation: false,
    }),
    onFailure,
  });
  const host = await startNodeHost({
    port: 0,
    core: (siteUrl) =>
      createCore({ store, clock, siteUrl, onEvent: (tx, event) => outbox.record(tx, event), onFailure }),
    onFailure,
  });
  const stop = async (): Promise<void> => {
    await host.close();
    host.core.dispose();
    await outbox.stop();
    await store.close();
  };
  return { url: host.url, failures, stop };
}

test('on a full disk the answer is 503 and nothing is lost; with room again it goes on, without a restart', async () => {
  const dbFile = join(temporaryFolder(), 'chat.db');
  const { url, failures, stop } = await startOnSmallDisk(dbFile);
  let stopped: Promise<void> | undefined;
  const end = (): Promise<void> => {
    stopped ??= stop();
    return stopped;
  };
  onTestFinished(end);
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}/api/v1/livechat/${path}`, {
      method,
      ...(body ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    return {
      status: answer.status,
      retryAfter: answer.headers.get('Retry-After'),
      body: (await answer.json()) as Answer,
    };
  };
  type Answer = { success: boolean; errorType?: string; room: { _id: string }; messages: { _id: string }[] };
  const visit = async (token: string): Promise<string> => {
    await ask('POST', 'visitor', { visitor: { token, name: token, email: `${token}@example.com` } });
    return (await ask('GET', `room?token=${token}`)).body.room._id;
  };
  const leave = (message: string) =>
    ask('POST', 'offline.message', { name: 'Bob', email: 'bob@example.com', message });
  const say = (token: string, rid: string, _id: string) =>
    ask('POST', 'message', { token, rid, _id, msg: 'x'.repeat(4_000) });

  const [vera, vito] = [await visit('vera'), await visit('vito')];
  const stored: string[] = [];
  let refused: Awaited<ReturnType<typeof say>> | undefined;
  for (let count = 0; count < 200 && !refused; count++) {
    const answer = await say('vera', vera, `vera-${count}`);
    if (answer.status === 200) stored.push(`vera-${count}`);
    else refused = answer;
  }
  expect(stored.length).toBeGreaterThan(5);
  expect(refused).toMatchObject({
    status: 503,
    retryAfter: '5',
    body: { success: false, errorType: 'error-store-unavailable' },
  });
  expect((await leave('y'.repeat(4_000))).status).toBe(503);
  // What was refused is not half there: the next one is refused or taken by the same rules, and the history is what was acknowledged.
  const history = await ask('GET', `messages.history/${vera}?token=vera&limit=500`);
  expect(history.status).toBe(200);
  const seen = history.body.messages.map(({ _id }) => _id).filter((id) => id.startsWith('vera-'));
  expect(new Set(seen)).toEqual(new Set(stored));

  // Room again: some of what was said is taken back.
  const takenBack = stored.slice(0, 8);
  for (const id of takenBack) {
    expect((await ask('DELETE', `message/${id}`, { token: 'vera', rid: vera })).status).toBe(200);
  }
  expect((await say('vito', vito, 'vito-1')).status).toBe(200);
  expect((await leave('z'.repeat(1_000))).status).toBe(200);
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.every((error) => error instanceof StoreUnavailable)).toBe(true);

  await end();
  const rows = await readSqliteFile(dbFile);
  const count = (name: string): number => rows.filter((row) => row.name === name).length;
  const kept = rows.flatMap(({ doc }) => ('msg' in doc && doc.msg.startsWith('xxx') ? [doc._id] : []));
  expect(new Set(kept)).toEqual(new Set([...stored.filter((id) => !takenBack.includes(id)), 'vito-1']));
  expect([
    count('offlineMessages'),
    rows.filter(({ doc }) => 'event' in doc && doc.event === 'LivechatOfflineMessage').length,
  ]).toEqual([1, 1]);
});
