import { expect, test } from 'vitest';
import { ANNA, SALES, SUPPORT, startCore, type TestCore } from '../start-core.ts';

interface Asked {
  url: string;
  headers: Record<string, string>;
}

/** A server whose chats go to whom `answer` names; what it was asked is kept. */
async function startExternal(answer: (call: number) => Response | Promise<Response>, agentsOnline = true) {
  const asked: Asked[] = [];
  const server = await startCore({
    agentsOnline,
    fetch: async (input, init) => {
      asked.push({ url: String(input), headers: { ...(init?.headers as Record<string, string>) } });
      return answer(asked.length);
    },
  });
  await server.set({
    Livechat_Routing_Method: 'External',
    Livechat_External_Queue_URL: 'http://router.test/next?v=1',
    Livechat_External_Queue_Token: 'hush',
  });
  return { server, asked };
}

const named = (username: string) => () => Response.json({ username });
const agentOf = (server: TestCore, rid: string) => server.store.get('rooms', rid)?.servedBy?.username;

test('another server is asked ten times at once, with its secret, and its agent gets the chat', async () => {
  const { server, asked } = await startExternal(named('ben'));
  const { rid } = await server.visit(SUPPORT);
  expect(agentOf(server, rid)).toBe('ben');
  expect(asked).toHaveLength(10);
  expect(asked[0]).toEqual({
    url: `http://router.test/next?v=1&departmentId=${SUPPORT}`,
    headers: {
      'User-Agent': 'RocketChat Server',
      Accept: 'application/json',
      'X-RocketChat-Secret-Token': 'hush',
    },
  });
});

test('the first answer that names somebody who is there counts', async () => {
  const { server } = await startExternal((call) => {
    if (call === 1) return new Response('busy', { status: 503 });
    return Response.json({ username: call === 2 ? 'nobody' : call === 3 ? 'ben' : 'anna' });
  });
  expect(agentOf(server, (await server.visit()).rid)).toBe('ben');
  expect(server.failures).toEqual([]);
});

test.each([
  ['cannot be reached', () => Promise.reject(new TypeError('fetch failed')), 'fetch failed'],
  ['answers an error', () => new Response('no', { status: 500 }), 'http://router.test answered 500'],
  ['answers no JSON', () => new Response('ben'), undefined],
  ['names nobody', () => Response.json({}), 'none'],
  ['names a stranger', named('stranger'), 'none'],
  ['names somebody who is no agent', named('admin'), 'none'],
])(
  'a server that %s: no chat is opened, the visitor is told that nobody is there',
  async (_what, answer, failure) => {
    const { server } = await startExternal(answer);
    await expect(server.visit()).rejects.toThrow('Sorry, no online agents [no-agent-online]');
    expect(server.store.count('rooms')).toBe(0);
    expect(server.store.count('inquiries')).toBe(0);
    const told = server.failures.map((error) => (error instanceof Error ? error.message : String(error)));
    if (failure === 'none') expect(told).toEqual([]);
    else expect(told).toEqual([failure ?? expect.stringContaining('JSON')]);
  },
);

test('a server that never answers is waited for ten seconds', async () => {
  const hanging = await startCoreHanging();
  const visit = hanging.server.visit();
  const refused = expect(visit).rejects.toThrow('no-agent-online');
  await expect.poll(() => hanging.asked()).toBe(10);
  await hanging.server.advance(10_000);
  await refused;
  expect(hanging.server.failures.map(String)).toEqual(['Error: http://router.test did not answer in time']);
});

/** As `fetch` does it: what hangs ends when it is broken off. */
async function startCoreHanging() {
  let asked = 0;
  const server = await startCore({
    agentsOnline: true,
    fetch: (_input, init) =>
      new Promise((_resolve, reject) => {
        asked++;
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      }),
  });
  await server.set({
    Livechat_Routing_Method: 'External',
    Livechat_External_Queue_URL: 'http://router.test/',
  });
  return { server, asked: () => asked };
}

test('where chats are accepted without agents the chat waits, and the server is asked again', async () => {
  let name = 'nobody';
  const { server, asked } = await startExternal(() => Response.json({ username: name }));
  await server.set({ Livechat_accept_chats_with_no_agents: true });
  const { rid } = await server.visit();
  expect(agentOf(server, rid)).toBeUndefined();
  name = 'ben';
  await server.advance(5000);
  expect(agentOf(server, rid)).toBe('ben');
  expect(asked).toHaveLength(20);
  await server.advance(60_000);
  expect(asked).toHaveLength(20);
});

test('with the waiting queue it is asked when the queue moves, and no agent gets too many', async () => {
  const { server, asked } = await startExternal(named('ben'));
  await server.set({ Livechat_waiting_queue: true, Livechat_maximum_chats_per_agent: 1 });
  const [first, second] = [await server.visit(), await server.visit()];
  expect(asked).toEqual([]);
  await server.advance(11_000);
  expect([first, second].map(({ rid }) => agentOf(server, rid))).toEqual(['ben', undefined]);
});

test('for a chat that is forwarded it is told who is not to get it; refused, nothing changes', async () => {
  let name = 'anna';
  const { server, asked } = await startExternal(() => Response.json({ username: name }));
  const { rid } = await server.visit(SUPPORT);
  const admin = await server.as('admin');
  const forward = () => admin.post('livechat/room.forward', { roomId: rid, departmentId: SALES });
  const before = server.store.get('rooms', rid);
  expect((await forward()).body).toMatchObject({ success: false, errorType: 'no-agent-online' });
  expect(server.store.get('rooms', rid)).toEqual(before);
  expect(asked.at(-1)?.url).toBe(`http://router.test/next?v=1&departmentId=${SALES}&ignoreAgentId=${ANNA}`);
  name = 'ben';
  expect((await forward()).body).toEqual({ success: true });
  expect(agentOf(server, rid)).toBe('ben');
});

test('agent.next is whom the other server names', async () => {
  const { server } = await startExternal(named('ben'));
  expect((await server.get('livechat/agent.next/somebody')).body).toMatchObject({
    agent: { username: 'ben' },
  });
});

test('an agent whom the visitor asks for comes first, and nobody is asked', async () => {
  const { server, asked } = await startExternal(named('ben'));
  await server.post('livechat/visitor', { visitor: { token: 'T', name: 'Vera' } });
  const { body } = await server.get(`livechat/room?token=T&agentId=${ANNA}`);
  expect((body.room as { servedBy: object }).servedBy).toMatchObject({ username: 'anna' });
  expect(asked).toEqual([]);
});

test('without an address nobody is asked, and whoever runs the server is told', async () => {
  const { server, asked } = await startExternal(named('ben'));
  // As a file may have it; the settings themselves refuse that.
  const _id = 'Livechat_External_Queue_URL';
  server.store.transaction((tx) => tx.put('settings', { _id, value: '', _updatedAt: new Date() }));
  await expect(server.visit()).rejects.toThrow('no-agent-online');
  expect(asked).toEqual([]);
  expect(server.failures.map(String)).toEqual(['Error: Livechat_External_Queue_URL is empty']);
});
