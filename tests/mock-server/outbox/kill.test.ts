import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Delivery } from '../../../mock-server/store/documents.ts';
import { startReceiver } from '../../browser/support/receiver.ts';
import { type Run, runPorthole } from '../hosts/support/run-porthole.ts';
import { temporaryFolder } from '../store/support/temporary-folder.ts';

/** Scaled seconds between retries take a tenth of a second. */
const FAST = ['--port', '0', '--time-scale', '100'];

async function start(...args: string[]): Promise<{ run: Run; url: string; kill(): Promise<void> }> {
  const run = runPorthole('mock', ...FAST, ...args);
  onTestFinished(() => {
    run.process.kill('SIGKILL');
  });
  const [, url = ''] = await run.printed(/REST +(http\S+)\/api\/v1/);
  return {
    run,
    url,
    kill: async () => {
      run.process.kill('SIGKILL');
      await run.ended;
    },
  };
}

const leaveMessage = (url: string, message: string): Promise<Response> =>
  fetch(`${url}/api/v1/livechat/offline.message`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Bob', email: 'bob@example.com', message }),
  });

async function deliveriesAt(url: string): Promise<Delivery[]> {
  const answer = await fetch(`${url}/db/deliveries`);
  return (await answer.json()) as Delivery[];
}

const LONG = { timeout: 120_000 };

test(
  'killed between attempts, again and again, the rest goes out and every attempt is counted',
  LONG,
  async () => {
    const receiver = await startReceiver([], 500);
    onTestFinished(receiver.close);
    const db = ['--db', join(temporaryFolder(), 'chat.db')];
    let { url, kill } = await start(...db, '--webhook-url', receiver.url, '--webhook-secret', 'the-token');
    // Patient, since a machine under load may take its time to answer: this is about kills.
    const patient = await fetch(`${url}/db/settings/Livechat_http_timeout`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ value: 1_000_000 }),
    });
    expect(patient.status).toBe(200);
    expect((await leaveMessage(url, 'Hello')).status).toBe(200);
    for (const seen of [1, 4, 7]) {
      await receiver.waitFor(seen);
      await kill();
      // URL and token are settings, so they are in the file too.
      ({ url, kill } = await start(...db));
    }
    await expect
      .poll(async () => (await deliveriesAt(url)).map(({ state }) => state), {
        timeout: 60_000,
        interval: 100,
      })
      .toEqual(['failed']);
    const [delivery] = await deliveriesAt(url);
    expect(delivery?.attempts.map(({ number, status }) => [number, status])).toEqual(
      Array.from({ length: 11 }, (_, index) => [index + 1, 500]),
    );
    const requests = receiver.received();
    // An attempt that was cut off before it was stored is made again: at most one for each kill.
    expect(requests.length).toBeGreaterThanOrEqual(11);
    expect(requests.length).toBeLessThanOrEqual(14);
    for (const { headers, text } of requests) {
      expect(headers['webhook-id']).toBe(delivery?._id);
      expect(headers['x-rocketchat-livechat-token']).toBe('the-token');
      expect(text).toBe(delivery?.body);
    }
    await kill();
  },
);

test(
  'killed while visitors write, no message that was acknowledged is without its webhook',
  LONG,
  async () => {
    const receiver = await startReceiver([], 200);
    onTestFinished(receiver.close);
    const db = ['--db', join(temporaryFolder(), 'chat.db'), '--webhook-url', receiver.url];
    const acknowledged: string[] = [];
    for (const [round, more] of [1, 20, 60].entries()) {
      const { url, kill } = await start(...db);
      const enough = acknowledged.length + more;
      let writing = true;
      const writers = Array.from({ length: 4 }, async (_, writer) => {
        for (let count = 0; writing; count++) {
          const message = `${round}-${writer}-${count}`;
          const answer = await leaveMessage(url, message).catch(() => undefined);
          if (answer?.status === 200) acknowledged.push(message);
        }
      });
      await expect
        .poll(() => acknowledged.length, { timeout: 60_000, interval: 5 })
        .toBeGreaterThanOrEqual(enough);
      await kill();
      writing = false;
      await Promise.all(writers);
    }
    const { url, kill } = await start(...db);
    await expect
      .poll(async () => (await deliveriesAt(url)).filter(({ state }) => state !== 'delivered'), {
        timeout: 60_000,
        interval: 100,
      })
      .toEqual([]);
    const arrived = new Set(receiver.received().map(({ json }) => (json as { message: string }).message));
    expect(acknowledged.filter((message) => !arrived.has(message))).toEqual([]);
    await kill();
  },
);
