import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';
import { createPorthole } from '../../../widget/state/create-porthole.ts';
import type { Porthole } from '../../../widget/state/porthole.ts';
import { createTransport } from '../../../widget/transport/create-transport.ts';
import { type NodePorts, nodePorts } from '../support/node-ports.ts';
import { say, talk } from '../support/world.ts';

/** How many times faster than real time the clocks of both sides run: a minute's wait is over in 2 s. */
const SPEED = 30;
const soon = { timeout: 25_000, interval: 20 };
let server: MockServer;
let ports: NodePorts;
let porthole: Porthole;
/** Statuses of the answers to `POST message`. */
let statuses: number[];

beforeEach(async () => {
  server = await startMockServer({ rateLimit: true, timeScale: SPEED, agentsOnline: true });
  await server.core.writeSettings({ Livechat_registration_form: false });
  ports = nodePorts();
  ports.speed = SPEED;
  statuses = [];
  ports.between = async (path, ask) => {
    const answer = await ask();
    if (path === 'POST message') statuses.push(answer.status);
    return answer;
  };
  porthole = createPorthole({ transport: createTransport({ server: server.url }, ports), ...ports });
  await porthole.load();
});
afterEach(async () => {
  porthole.dispose();
  await server.close();
});

test('a server that takes ten messages a minute gets thirty, each once and in order', async () => {
  const texts = Array.from({ length: 30 }, (_, index) => `message ${index + 1}`);
  for (const text of texts) say(porthole, text);
  const sent = texts.map((text) => `visitor: ${text}`);
  await expect.poll(() => talk(porthole), soon).toEqual(sent);
  const stored = [...server.store.all('messages')].filter(({ t }) => t === undefined);
  expect(stored.sort((a, b) => a.seq - b.seq).map(({ msg }) => msg)).toEqual(texts);
  // It was refused in between, and waited as long as it was told to.
  expect(statuses).toContain(429);
}, 30_000);

test('messages that wait show as on their way, not as failed', async () => {
  for (let count = 1; count <= 12; count++) say(porthole, `message ${count}`);
  await expect.poll(() => statuses.includes(429), soon).toBe(true);
  expect(talk(porthole).filter((line) => line.includes('(failed)'))).toEqual([]);
  await expect.poll(() => talk(porthole).at(-1), soon).toBe('visitor: message 12');
}, 30_000);
