import { beforeEach, expect, test } from 'vitest';
import { ANNA, BEN, type Caller, SALES, START, SUPPORT, startCore, type TestCore } from './start-core.ts';

let server: TestCore;
let anna: Caller;
let ben: Caller;
let admin: Caller;
beforeEach(async () => {
  server = await startCore({ agentsOnline: true });
  await server.set({ Livechat_Routing_Method: 'Manual_Selection' });
  [anna, ben, admin] = await Promise.all([server.as('anna'), server.as('ben'), server.as('admin')]);
});

const inquiryOf = (rid: string) => server.store.where('inquiries', 'rid', rid)[0]?._id ?? 'none';
const roomOf = (rid: string) => server.store.get('rooms', rid);
const ridsOf = async (caller: Caller, path = 'livechat/inquiries.queuedForUser') =>
  ((await caller.get(path)).body.inquiries as { rid: string }[]).map(({ rid }) => rid);

test('the list of the queue has six fields and is for managers', async () => {
  const { rid } = await server.visit(SALES);
  expect(await admin.get('livechat/inquiries.list')).toEqual({
    status: 200,
    body: {
      inquiries: [
        {
          _id: inquiryOf(rid),
          rid,
          name: 'Vera',
          ts: new Date(START).toISOString(),
          status: 'queued',
          department: SALES,
        },
      ],
      count: 1,
      offset: 0,
      total: 1,
      success: true,
    },
  });
});

test('an agent sees what waits for nobody in particular and for their departments, longest wait first', async () => {
  const sales = await server.visit(SALES);
  server.pass(1000);
  const open = await server.visit();
  server.pass(1000);
  const support = await server.visit(SUPPORT);
  expect(await ridsOf(anna)).toEqual([sales.rid, open.rid, support.rid]);
  expect(await ridsOf(ben)).toEqual([open.rid, support.rid]);
  expect(await ridsOf(ben, 'livechat/inquiries.queued')).toEqual([open.rid, support.rid]);
  expect(await ridsOf(ben, `livechat/inquiries.queuedForUser?department=${SUPPORT}`)).toEqual([support.rid]);
  expect(await ridsOf(ben, `livechat/inquiries.queuedForUser?department=${SALES}`)).toEqual([]);
  expect(await ridsOf(admin, 'livechat/inquiries.list?count=1&offset=1')).toEqual([open.rid]);
});

test("no inquiry shows the visitor's token", async () => {
  const { rid, token } = await server.visit();
  const answers = await Promise.all([
    anna.get('livechat/inquiries.queuedForUser'),
    anna.get(`livechat/inquiries.getOne?roomId=${rid}`),
    admin.get('livechat/inquiries.list'),
  ]);
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain(rid);
    expect(JSON.stringify(body)).not.toContain(token);
  }
});

test('one inquiry is found by its room, null when there is none or it is not for the agent', async () => {
  const { rid } = await server.visit(SALES);
  expect((await anna.get(`livechat/inquiries.getOne?roomId=${rid}`)).body.inquiry).toMatchObject({
    rid,
    status: 'queued',
    v: { username: expect.stringMatching(/^guest-\d+$/) },
  });
  expect((await ben.get(`livechat/inquiries.getOne?roomId=${rid}`)).body).toEqual({
    inquiry: null,
    success: true,
  });
  expect((await anna.get('livechat/inquiries.getOne?roomId=none')).body).toEqual({
    inquiry: null,
    success: true,
  });
});

test('who takes an inquiry serves the room', async () => {
  const { rid } = await server.visit();
  server.pass(5000);
  expect(await anna.post('livechat/inquiries.take', { inquiryId: inquiryOf(rid) })).toEqual({
    status: 200,
    body: { success: true },
  });
  expect(roomOf(rid)?.servedBy).toEqual({ _id: ANNA, username: 'anna', ts: new Date(START + 5000) });
  expect(await ridsOf(anna)).toEqual([]);
  expect((await anna.get(`subscriptions.getOne?roomId=${rid}`)).body.subscription).toMatchObject({
    rid,
    open: true,
  });
});

test.each([
  ['taken', 'Inquiry already taken [error-inquiry-taken]', 'error-inquiry-taken'],
  ['unknown', 'Inquiry not found [error-not-found]', 'error-not-found'],
  ["another department's", 'Not allowed [error-not-allowed]', 'error-not-allowed'],
  [
    'for an agent who is not available',
    'Agent status is offline or Omnichannel service is not active [error-agent-status-service-offline]',
    'error-agent-status-service-offline',
  ],
])('an inquiry that is %s is not taken', async (which, error, errorType) => {
  const { rid } = await server.visit(which === "another department's" ? SALES : undefined);
  if (which === 'taken') await anna.post('livechat/inquiries.take', { inquiryId: inquiryOf(rid) });
  if (which.startsWith('for an agent')) await ben.post('livechat/agent.status', { status: 'not-available' });
  const inquiryId = which === 'unknown' ? 'unknown' : inquiryOf(rid);
  const before = roomOf(rid);
  expect(await ben.post('livechat/inquiries.take', { inquiryId })).toEqual({
    status: 400,
    body: { success: false, error, errorType },
  });
  expect(roomOf(rid)).toEqual(before);
});

test('two agents at once: one takes, the other is told', async () => {
  const { rid } = await server.visit();
  const inquiryId = inquiryOf(rid);
  const answers = await Promise.all(
    [anna, ben].map((one) => one.post('livechat/inquiries.take', { inquiryId })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect(server.store.where('subscriptions', 'rid', rid)).toHaveLength(1);
});

test('a manager takes for an agent; an agent does not take for another; the admin is no agent', async () => {
  const { rid } = await server.visit();
  const inquiryId = inquiryOf(rid);
  expect((await anna.post('livechat/inquiries.take', { inquiryId, userId: BEN })).status).toBe(403);
  expect((await admin.post('livechat/inquiries.take', { inquiryId })).body.errorType).toBe(
    'error-agent-status-service-offline',
  );
  expect((await admin.post('livechat/inquiries.take', { inquiryId, userId: 'nobody' })).body).toEqual({
    success: false,
    error: 'The user is invalid',
  });
  expect((await admin.post('livechat/inquiries.take', { inquiryId, userId: BEN })).status).toBe(200);
  expect(roomOf(rid)?.servedBy?.username).toBe('ben');
});

test('the queue is in order of arrival, whether an agent was looked for or not', async () => {
  const first = await server.visit();
  server.pass(1000);
  for (const agent of [anna, ben]) await agent.post('livechat/agent.status', { status: 'not-available' });
  await server.set({
    Livechat_Routing_Method: 'Auto_Selection',
    Livechat_accept_chats_with_no_agents: true,
  });
  const second = await server.visit();
  const statuses = [...server.store.all('inquiries')].map(({ status }) => status);
  expect(statuses).toEqual(['queued', 'ready']);
  expect(await ridsOf(anna)).toEqual([first.rid, second.rid]);
});

test.each([
  ['GET', 'livechat/inquiries.queuedForUser?query={}'],
  ['GET', 'livechat/inquiries.queuedForUser?count=many'],
  ['GET', 'livechat/inquiries.queuedForUser?count=-1'],
  ['GET', 'livechat/inquiries.queuedForUser?offset=1.5'],
  ['GET', 'livechat/inquiries.queuedForUser?sort=ts'],
  ['GET', 'livechat/inquiries.queuedForUser?sort={"ts":"up"}'],
  ['GET', 'livechat/inquiries.getOne'],
  ['POST', 'livechat/inquiries.take', {}],
  ['POST', 'livechat/inquiries.take', { inquiryId: 'x', extra: 1 }],
  ['POST', 'livechat/inquiries.take', { inquiryId: { $ne: '' } }],
  ['POST', 'livechat/inquiries.returnAsInquiry', { roomId: ['x'] }],
] as const)('%s %s %j is 400', async (method, path, body?: object) => {
  const { status, body: answer } = await (method === 'GET' ? anna.get(path) : anna.post(path, body));
  expect([status, answer.success]).toEqual([400, false]);
  expect(server.failures).toEqual([]);
});

test('a list is sorted on request', async () => {
  const first = await server.visit();
  server.pass(1000);
  const second = await server.visit();
  expect(await ridsOf(anna, 'livechat/inquiries.queuedForUser?sort={"ts":-1}')).toEqual([
    second.rid,
    first.rid,
  ]);
});

test.each([
  ['Auto_Selection', { previewRoom: false, showQueue: false, returnQueue: false, autoAssignAgent: true }],
  ['Manual_Selection', { previewRoom: true, showQueue: true, returnQueue: true, autoAssignAgent: false }],
])('routing of %s tells the console what to show', async (method, config) => {
  await server.set({ Livechat_Routing_Method: method });
  expect((await anna.get('livechat/config/routing')).body.config).toMatchObject(config);
});

test('nobody takes a chat while livechat is off; on again, who waits is given an agent', async () => {
  const { rid } = await server.visit();
  await server.set({ Livechat_enabled: false });
  expect(await anna.post('livechat/inquiries.take', { inquiryId: inquiryOf(rid) })).toMatchObject({
    status: 400,
    body: { errorType: 'error-agent-status-service-offline' },
  });
  await server.set({ Livechat_Routing_Method: 'Auto_Selection' });
  expect(roomOf(rid)?.servedBy).toBeUndefined();
  await server.set({ Livechat_enabled: true });
  expect(roomOf(rid)?.servedBy).toBeDefined();
});
