import { beforeEach, expect, test } from 'vitest';
import {
  type Client,
  closeStoredRoom,
  type DdpServer,
  putRoom,
  START,
  startDdpServer,
} from './support/ddp-server.ts';

const NOT_ALLOWED =
  '{"isClientSafe":true,"error":"not-allowed","message":"[not-allowed]","errorType":"Meteor.Error"}';
const ANNA = '{"user":{"username":"anna"},"password":"anna"}';
const ADMIN = '{"user":{"username":"admin"},"password":"admin"}';
const BEN = '{"user":{"username":"ben"},"password":"ben"}';

let server: DdpServer;
let visitor: Client;
beforeEach(async () => {
  server = await startDdpServer();
  putRoom(server.store, { _id: 'R', token: 'T' });
  visitor = await server.connected();
});

const sub = (id: string, name: string, event: string, token?: string): string => {
  const args = token === undefined ? '[]' : `[{"token":"${token}","visitorToken":"${token}"}]`;
  return `{"msg":"sub","id":"${id}","name":"${name}","params":["${event}",{"useCollection":false,"args":${args}}]}`;
};

async function agent(credentials: string): Promise<Client> {
  const client = await server.connected();
  const frames = await client.say(`{"msg":"method","method":"login","params":[${credentials}],"id":"login"}`);
  expect(frames).toContain('{"msg":"updated","methods":["login"]}');
  return client;
}

test.each([
  ['stream-room-messages', 'R'],
  ['stream-livechat-room', 'R'],
  ['stream-notify-room', 'R/user-activity'],
  ['stream-notify-room', 'R/deleteMessage'],
])('lets a visitor into %s %s of the own room only', async (stream, event) => {
  expect(await visitor.say(sub('a', stream, event, 'T'))).toEqual(['{"msg":"ready","subs":["a"]}']);
  for (const token of ['wrong', '', undefined]) {
    expect(await visitor.say(sub('b', stream, event, token))).toEqual([
      `{"msg":"nosub","id":"b","error":${NOT_ALLOWED}}`,
    ]);
  }
});

test('lets a visitor back into livechat-room, not into room-messages, once the room is closed', async () => {
  closeStoredRoom(server.store, 'R');
  expect(await visitor.say(sub('a', 'stream-room-messages', 'R', 'T'))).toEqual([
    `{"msg":"nosub","id":"a","error":${NOT_ALLOWED}}`,
  ]);
  expect(await visitor.say(sub('a', 'stream-livechat-room', 'R', 'T'))).toEqual([
    '{"msg":"ready","subs":["a"]}',
  ]);
});

test.each([
  ['stream-livechat-inquiry-queue-observer', 'public'],
  ['stream-notify-user', 'annaSeedAccount22/notification'],
])('keeps visitors out of %s', async (stream, event) => {
  expect(await visitor.say(sub('a', stream, event, 'T'))).toEqual([
    `{"msg":"nosub","id":"a","error":${NOT_ALLOWED}}`,
  ]);
});

test('answers an event name that is missing with invalid-event-name', async () => {
  const error =
    '{"isClientSafe":true,"error":"invalid-event-name","message":"[invalid-event-name]","errorType":"Meteor.Error"}';
  for (const params of ['[]', '[""]', '[1]', '[{}]']) {
    expect(
      await visitor.say(`{"msg":"sub","id":"a","name":"stream-room-messages","params":${params}}`),
    ).toEqual([`{"msg":"nosub","id":"a","error":${error}}`]);
  }
});

test('sends added before ready when the client asks for a collection', async () => {
  expect(
    await visitor.say(
      '{"msg":"sub","id":"a","name":"stream-room-messages","params":["R",{"useCollection":true,"args":[{"visitorToken":"T"}]}]}',
    ),
  ).toEqual([
    '{"msg":"added","collection":"stream-room-messages","id":"id","fields":{"eventName":"R"}}',
    '{"msg":"ready","subs":["a"]}',
  ]);
});

test('sends one changed for each subscription, none for a repeated id, none after unsub', async () => {
  await visitor.say(
    sub('a', 'stream-notify-room', 'R/typing', 'T'),
    sub('a', 'stream-notify-room', 'R/typing', 'T'),
    sub('b', 'stream-notify-room', 'R/typing', 'T'),
  );
  const other = await server.connected();
  const typing =
    '{"msg":"method","method":"stream-notify-room","params":["R/typing","guest-1",true,{"token":"T"}],"id":"1"}';
  visitor.frames.length = 0;
  await other.say(typing);
  const changed =
    '{"msg":"changed","collection":"stream-notify-room","id":"id","fields":{"eventName":"R/typing","args":["guest-1",true]}}';
  expect(visitor.frames).toEqual([changed, changed]);

  expect(await visitor.say('{"msg":"unsub","id":"a"}')).toEqual(['{"msg":"nosub","id":"a"}']);
  visitor.frames.length = 0;
  await other.say(typing);
  expect(visitor.frames).toEqual([changed]);
});

test('refuses the 201st subscription and says why', async () => {
  await visitor.say(
    ...Array.from({ length: 200 }, (_, at) => sub(`s${at}`, 'stream-notify-room', 'R/typing', 'T')),
  );
  expect(visitor.frames).toHaveLength(200);
  const [refused] = await visitor.say(sub('more', 'stream-notify-room', 'R/typing', 'T'));
  expect(refused).toContain('"error":"error-too-many-subscriptions"');
  await visitor.say('{"msg":"unsub","id":"s0"}');
  expect(await visitor.say(sub('more', 'stream-notify-room', 'R/typing', 'T'))).toEqual([
    '{"msg":"ready","subs":["more"]}',
  ]);
});

test("shows a visitor's typing to old and new clients, without the token, and not to the writer", async () => {
  const anna = await agent(ANNA);
  const events = ['R/user-activity', 'R/typing'];
  await anna.say(...events.map((event) => sub(event, 'stream-notify-room', event)));
  await visitor.say(...events.map((event) => sub(event, 'stream-notify-room', event, 'T')));
  anna.frames.length = 0;
  expect(
    await visitor.say(
      '{"msg":"method","method":"stream-notify-room","params":["R/user-activity","guest-1",["user-typing"],{"token":"T"}],"id":"ddp-6"}',
    ),
  ).toEqual(['{"msg":"result","id":"ddp-6"}', '{"msg":"updated","methods":["ddp-6"]}']);
  expect(anna.frames).toEqual([
    '{"msg":"changed","collection":"stream-notify-room","id":"id","fields":{"eventName":"R/user-activity","args":["guest-1",["user-typing"]]}}',
    '{"msg":"changed","collection":"stream-notify-room","id":"id","fields":{"eventName":"R/typing","args":["guest-1",true]}}',
  ]);

  anna.frames.length = 0;
  await visitor.say(
    '{"msg":"method","method":"stream-notify-room","params":["R/typing","guest-1",false,{"token":"T"}],"id":"2"}',
  );
  expect(anna.frames).toEqual([
    '{"msg":"changed","collection":"stream-notify-room","id":"id","fields":{"eventName":"R/user-activity","args":["guest-1",[]]}}',
    '{"msg":"changed","collection":"stream-notify-room","id":"id","fields":{"eventName":"R/typing","args":["guest-1",false]}}',
  ]);
});

test.each([
  ['without a token', '["R/user-activity","guest-1",["user-typing"]]'],
  ['with a wrong token', '["R/user-activity","guest-1",["user-typing"],{"token":"X"}]'],
  ['to a room that is not there', '["Q/user-activity","guest-1",["user-typing"],{"token":"T"}]'],
  ['to an event of the server', '["R/deleteMessage",{"_id":"M"},[],{"token":"T"}]'],
  ['with a state of the wrong type', '["R/typing","guest-1","yes",{"token":"T"}]'],
  ['with activities that are no texts', '["R/user-activity","guest-1",[1],{"token":"T"}]'],
  ['with nothing', '[]'],
])('ignores a write %s without an error', async (_, params) => {
  const listener = await server.connected();
  await listener.say(
    sub('a', 'stream-notify-room', 'R/user-activity', 'T'),
    sub('b', 'stream-notify-room', 'R/typing', 'T'),
    sub('c', 'stream-notify-room', 'R/deleteMessage', 'T'),
  );
  listener.frames.length = 0;
  expect(
    await visitor.say(`{"msg":"method","method":"stream-notify-room","params":${params},"id":"1"}`),
  ).toEqual(['{"msg":"result","id":"1"}', '{"msg":"updated","methods":["1"]}']);
  expect(listener.frames).toEqual([]);
});

test("writes under the room's visitor name, whatever name is sent", async () => {
  const listener = await server.connected();
  await listener.say(sub('a', 'stream-notify-room', 'R/typing', 'T'));
  listener.frames.length = 0;
  await visitor.say(
    '{"msg":"method","method":"stream-notify-room","params":["R/typing","anna",true,{"token":"T"}],"id":"1"}',
  );
  expect(listener.frames).toEqual([
    '{"msg":"changed","collection":"stream-notify-room","id":"id","fields":{"eventName":"R/typing","args":["guest-1",true]}}',
  ]);
});

test('lets an agent write under the own name in a room they may see', async () => {
  const anna = await agent(ANNA);
  await visitor.say(sub('a', 'stream-notify-room', 'R/user-activity', 'T'));
  visitor.frames.length = 0;
  await anna.say(
    '{"msg":"method","method":"stream-notify-room","params":["R/user-activity","ben",["user-typing"]],"id":"1"}',
  );
  expect(visitor.frames).toEqual([]);
  await anna.say(
    '{"msg":"method","method":"stream-notify-room","params":["R/user-activity","anna",["user-typing"]],"id":"2"}',
  );
  expect(visitor.frames).toEqual([
    '{"msg":"changed","collection":"stream-notify-room","id":"id","fields":{"eventName":"R/user-activity","args":["anna",["user-typing"]]}}',
  ]);
});

test('shows a served room to its agent and to managers, not to other agents', async () => {
  putRoom(server.store, {
    _id: 'R',
    token: 'T',
    servedBy: { _id: 'annaSeedAccount22', username: 'anna', ts: START },
  });
  const tries = async (credentials: string): Promise<string[]> =>
    (await agent(credentials)).say(sub('a', 'stream-room-messages', 'R'));
  expect(await tries(ANNA)).toEqual(['{"msg":"ready","subs":["a"]}']);
  expect(await tries(ADMIN)).toEqual(['{"msg":"ready","subs":["a"]}']);
  expect(await tries(BEN)).toEqual([`{"msg":"nosub","id":"a","error":${NOT_ALLOWED}}`]);
});

test('shows a waiting room to the agents of its department', async () => {
  putRoom(server.store, { _id: 'R', token: 'T', departmentId: 'SaLesSeedDepart22' });
  const tries = async (credentials: string): Promise<string[]> =>
    (await agent(credentials)).say(sub('a', 'stream-room-messages', 'R'));
  expect(await tries(ANNA)).toEqual(['{"msg":"ready","subs":["a"]}']);
  expect(await tries(BEN)).toEqual([`{"msg":"nosub","id":"a","error":${NOT_ALLOWED}}`]);
});

test.each([
  ['public', true],
  ['department/supportSeedDept22', true],
  ['department/SaLesSeedDepart22', false],
  ['agent/benSeedAccount222', true],
  ['agent/annaSeedAccount22', false],
  ['other/x', false],
  ['65f0000000000000000000ff', false],
])('watching the queue at %s is allowed to ben: %s', async (event, allowed) => {
  const ben = await agent(BEN);
  const [answer] = await ben.say(sub('q1', 'stream-livechat-inquiry-queue-observer', event));
  expect(answer).toContain(allowed ? '"ready"' : 'not-allowed');
});

test('lets a user hear the own notifications only', async () => {
  const ben = await agent(BEN);
  const [own] = await ben.say(sub('a', 'stream-notify-user', 'benSeedAccount222/subscriptions-changed'));
  expect(own).toBe('{"msg":"ready","subs":["a"]}');
  const [others] = await ben.say(sub('b', 'stream-notify-user', 'annaSeedAccount22/subscriptions-changed'));
  expect(others).toContain('not-allowed');
});
