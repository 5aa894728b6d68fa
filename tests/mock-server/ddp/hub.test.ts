import { expect, test } from 'vitest';
import type { Connection } from '../../../mock-server/core/ddp/connection.ts';
import { createHub, type Subscription } from '../../../mock-server/core/ddp/hub.ts';

function listener(
  id: string,
  audience: Subscription['audience'],
): { heard: string[]; subscription: Subscription } {
  const heard: string[] = [];
  const connection: Connection = {
    id,
    ip: undefined,
    sendText: (text) => heard.push(text),
    send: () => {},
    endAgentSubscriptions: () => {},
  };
  return {
    heard,
    subscription: { id: '1', connection, stream: 'stream-room-messages', event: 'R', audience },
  };
}

const MESSAGE = {
  _id: 'M',
  msg: 'hi',
  token: 'T',
  ts: new Date(1735689600000),
  v: { token: 'T', username: 'guest-1' },
};

test("leaves a visitor's token out of what agents hear, at whatever depth, and writes dates as EJSON", () => {
  const hub = createHub();
  const [visitor, agent] = [listener('v', 'visitor'), listener('a', 'agent')];
  hub.add(visitor.subscription);
  hub.add(agent.subscription);
  hub.publish({ stream: 'stream-room-messages', event: 'R', args: [MESSAGE, [MESSAGE]] });
  const forAgents = '{"_id":"M","msg":"hi","ts":{"$date":1735689600000},"v":{"username":"guest-1"}}';
  expect(agent.heard).toEqual([
    `{"msg":"changed","collection":"stream-room-messages","id":"id","fields":{"eventName":"R","args":[${forAgents},[${forAgents}]]}}`,
  ]);
  expect(visitor.heard[0]).toContain('"token":"T"');
});

test('keeps no trace of subscriptions that ended', () => {
  const hub = createHub();
  const { heard, subscription } = listener('v', 'visitor');
  hub.add(subscription);
  hub.remove(subscription);
  hub.remove(subscription);
  hub.publish({ stream: 'stream-room-messages', event: 'R', args: [] });
  expect(heard).toEqual([]);
  expect(hub.size()).toBe(0);
});
