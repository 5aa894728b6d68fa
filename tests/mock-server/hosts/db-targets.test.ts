import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';

let server: MockServer;
beforeEach(async () => {
  server = await startMockServer();
});
afterEach(() => server.close());

async function db(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${server.url}/db${path}`, init);
  return { status: answer.status, body: await answer.json() };
}

test('what went to another target is shown with it and replayed there, whatever the webhook’s settings', async () => {
  const post = { method: 'POST' };
  await server.core.writeSettings({
    Livechat_RDStation_Token: 'rd-token',
    Porthole_rdstation_url: `${server.url}/nowhere?key=whisper-it`,
  });
  const visitor = { token: 'tok-of-a-lead', name: 'Ann', email: 'ann@example.com' };
  await server.core.handle(
    new Request(`${server.url}/api/v1/livechat/visitor`, { ...post, body: JSON.stringify({ visitor }) }),
  );
  const leads = () => db('/deliveries?target=rd-station&state=failed&_expand=visitor');
  await expect.poll(async () => (await leads()).body).toHaveLength(1);
  const [lead] = (await leads()).body as { _id: string }[];
  expect(lead).toMatchObject({
    event: 'RDStationConversion',
    visitor: { name: 'Ann' },
    attempts: [{ status: 404, url: `${server.url}/nowhere?key=***` }],
  });
  expect(JSON.stringify(lead)).not.toMatch(/rd-token|whisper-it/);

  expect((await db('/deliveries/replay?since=0&target=facebook', post)).status).toBe(400);
  expect((await db('/deliveries/replay?since=0&target=somebody', post)).status).toBe(400);
  expect((await db('/deliveries/replay?since=0&target=rd-station', post)).body).toMatchObject({
    replayed: 1,
  });
  expect(await db(`/deliveries/${lead?._id}/replay`, post)).toMatchObject({
    status: 201,
    body: { target: 'rd-station', replayOf: lead?._id },
  });
  await server.core.writeSettings({ Livechat_RDStation_Token: '' });
  expect(await db(`/deliveries/${lead?._id}/replay`, post)).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining('Livechat_RDStation_Token') },
  });
});
