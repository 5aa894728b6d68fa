import { beforeAll, expect, test } from 'vitest';
import { METHODS } from '../../../mock-server/core/ddp/methods.ts';
import { STREAMS } from '../../../widget/wire/streams.ts';
import {
  type AccessWorld,
  buildAccessWorld,
  CALLERS,
  type Caller,
  type Target,
} from './support/access-world.ts';
import { ddpAs } from './support/ddp-as.ts';

let fresh: () => AccessWorld;
beforeAll(async () => {
  fresh = await buildAccessWorld();
});

/** `+` allowed, `-` refused, in the order of `CALLERS`. */
const SUBSCRIPTIONS: [stream: string, what: string, event: (target: Target) => string, row: string][] = [
  [STREAMS.roomMessages, 'messages of the room', ({ rid }) => rid, '+ - - - - + + +'],
  [STREAMS.livechatRoom, 'agent and queue of the room', ({ rid }) => rid, '+ + - - - + + +'],
  [STREAMS.notifyRoom, 'typing in the room', ({ rid }) => `${rid}/user-activity`, '+ + - - - + + +'],
  [STREAMS.notifyRoom, 'deletions in the room', ({ rid }) => `${rid}/deleteMessage`, '+ + - - - + + +'],
  [STREAMS.notifyUser, 'what an agent is told', () => 'annaSeedAccount22/rooms-changed', '- - - - - + - -'],
  [STREAMS.inquiryQueue, 'the queue of everybody', () => 'public', '- - - - + + + +'],
  [
    STREAMS.inquiryQueue,
    'the queue of a department',
    () => 'department/SaLesSeedDepart22',
    '- - - - - + + +',
  ],
  [STREAMS.inquiryQueue, 'the queue of an agent', () => 'agent/annaSeedAccount22', '- - - - - + + +'],
];

test.each(SUBSCRIPTIONS)('%s: %s reach whom the matrix says', async (stream, _what, event, row) => {
  const verdicts: string[] = [];
  for (const caller of CALLERS) {
    const world = fresh();
    const client = await ddpAs(world, caller);
    const target = world.target(caller);
    const access = { useCollection: false, args: [{ token: target.token, visitorToken: target.token }] };
    const [answer = ''] = await client.say({
      msg: 'sub',
      id: 's1',
      name: stream,
      params: [event(target), access],
    });
    verdicts.push(answer.includes('"msg":"ready"') ? '+' : '-');
    world.core.dispose();
  }
  expect(verdicts.join(' ')).toBe(row);
});

test('every stream is in the matrix', () => {
  expect(new Set(SUBSCRIPTIONS.map(([stream]) => stream))).toEqual(new Set(Object.values(STREAMS)));
});

/** Who may make others believe that somebody of the room types: `*` heard by the visitor, `-` not. */
test('typing is heard of those in the room only', async () => {
  const heard: string[] = [];
  for (const caller of CALLERS.filter((one) => one !== 'closed')) {
    const world = fresh();
    const visitor = await ddpAs(world, 'own');
    const { rid, ownToken } = world.target('own');
    const access = { useCollection: false, args: [{ token: ownToken, visitorToken: ownToken }] };
    await visitor.say({
      msg: 'sub',
      id: 's1',
      name: STREAMS.notifyRoom,
      params: [`${rid}/user-activity`, access],
    });
    const client = await ddpAs(world, caller);
    const { token } = world.target(caller);
    const name =
      { outsider: 'ben', agent: 'anna', manager: 'mona', admin: 'admin' }[caller as string] ?? 'guest';
    await client.say({
      msg: 'method',
      id: 'm1',
      method: STREAMS.notifyRoom,
      params: [`${rid}/user-activity`, name, ['user-typing'], { token }],
    });
    heard.push(visitor.frames.some((frame) => frame.includes('user-typing')) ? '*' : '-');
    world.core.dispose();
  }
  expect(heard.join(' ')).toBe('* - - - * * *');
});

test('no method tells or changes anything of a room that is not the caller’s', async () => {
  expect(Object.keys(METHODS).sort()).toEqual([
    'UserPresence:away',
    'UserPresence:connect',
    'UserPresence:online',
    'UserPresence:ping',
    'UserPresence:setDefaultStatus',
    'livechat:facebook',
    'livechat:removeBusinessHour',
    'livechat:saveBusinessHour',
    'livechat:setUpConnection',
    'login',
    'logout',
    'omnichannelExternalFrameGenerateKey',
    'setUserStatus',
    'stream-notify-room',
  ]);
  for (const caller of ['other', 'none', 'outsider'] satisfies Caller[])
    for (const method of Object.keys(METHODS)) {
      const world = fresh();
      const { rid, token } = world.target(caller);
      const before = JSON.stringify([...world.store.all('rooms'), ...world.store.all('messages')]);
      const client = await ddpAs(world, caller);
      const answers = await client.say({
        msg: 'method',
        id: 'm1',
        method,
        params: [rid, rid, ['x'], { token }],
      });
      expect(answers.join('\n').toLowerCase()).not.toContain('secret-');
      expect(JSON.stringify([...world.store.all('rooms'), ...world.store.all('messages')])).toBe(before);
      world.core.dispose();
    }
});

test('who logs out hears no more of the rooms', async () => {
  const world = fresh();
  const agent = await ddpAs(world, 'agent');
  const { rid, ownToken } = world.target('own');
  await agent.say({
    msg: 'sub',
    id: 's1',
    name: STREAMS.roomMessages,
    params: [rid, { useCollection: false, args: [] }],
  });
  await agent.say({ msg: 'method', id: 'm1', method: 'logout', params: [] });
  await world.core.handle(
    new Request('http://chat.test/api/v1/livechat/message', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: ownToken, rid, msg: 'after the logout' }),
    }),
  );
  await agent.say({ msg: 'ping', id: 'p' });
  expect(agent.frames.join()).not.toContain('after the logout');
});
