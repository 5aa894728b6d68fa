import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_FILE_BYTES } from '../../../mock-server/core/rules/files.ts';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';

const TOKEN = 'token-of-vera';
let folder: string;
let server: MockServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'porthole-'));
  server = await start();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (): Promise<MockServer> =>
  startMockServer({ dbFile: join(folder, 'chat.db'), agentsOnline: true });

async function json(path: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const answer = await fetch(`${server.url}${path}`, init);
  return (await answer.json()) as Record<string, unknown>;
}

async function openRoom(): Promise<string> {
  await json('/api/v1/livechat/visitor', {
    method: 'POST',
    body: JSON.stringify({ visitor: { token: TOKEN, name: 'Vera' } }),
  });
  const { room } = await json(`/api/v1/livechat/room?token=${TOKEN}`);
  return (room as { _id: string })._id;
}

function upload(rid: string, bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>> {
  const body = new FormData();
  body.append('file', new File([bytes], 'a.bin', { type: 'application/zip' }));
  return json(`/api/v1/livechat/upload/${rid}`, {
    method: 'POST',
    headers: { 'x-visitor-token': TOKEN },
    body,
  });
}

test('a file of the largest size is kept, and is there after a restart', { timeout: 30_000 }, async () => {
  const rid = await openRoom();
  const bytes = new Uint8Array(MAX_FILE_BYTES).fill(7);
  const { attachments } = await upload(rid, bytes);
  const [{ title_link: link }] = attachments as [{ title_link: string }];
  await server.close();
  server = await start();

  const answer = await fetch(`${server.url}${link}?rc_token=${TOKEN}&rc_rid=${rid}&rc_room_type=l`);
  const back = Buffer.from(await answer.arrayBuffer());
  expect(answer.status).toBe(200);
  expect(back.equals(bytes)).toBe(true);
});

test('who sends a file that is too large is told so, though it is larger than any JSON body', {
  timeout: 30_000,
}, async () => {
  const rid = await openRoom();
  expect(await upload(rid, new Uint8Array(2 * MAX_FILE_BYTES))).toEqual({
    success: false,
    reason: 'error-size-not-allowed',
    sizeAllowed: '10 MB',
  });
});

test('/db tells of files without their bytes', async () => {
  await upload(await openRoom(), new Uint8Array(100).fill(7));
  const answer = await fetch(`${server.url}/db/files`);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject([{ name: 'a.bin', size: 100, roomId: expect.any(String) }]);
  expect(text).not.toContain('BwcHBwcH');
});
