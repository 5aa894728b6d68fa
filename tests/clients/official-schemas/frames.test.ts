import { expect, test } from 'vitest';
import { loginOf, SUPPORT, settled, startSdkBench } from '../official-sdk/support/sdk-bench.ts';
import { loadOfficial } from './support/load-official.ts';

/** Records of core-typings that travel in frames, by stream and end of the event's name: the schema, and which argument it is about. */
const FRAMES = [
  { stream: 'stream-room-messages', event: '', schema: 'IMessage', at: 0 },
  { stream: 'stream-notify-user', event: '/subscriptions-changed', schema: 'ISubscription', at: 1 },
];

const official = await loadOfficial();
const frames = await chat();
const checks = FRAMES.flatMap(({ stream, event, schema, at }) =>
  frames
    .filter(({ collection, fields }) => collection === stream && fields.eventName.endsWith(event))
    .map(({ fields }): [string, string, unknown] => {
      const value = fields.args[at];
      const kind = at === 0 ? (Object(value).t ?? 'written') : fields.args[0];
      return [`frame ${stream} ${event}(${kind}) passes ${schema}`, schema, value];
    }),
);
const lines = [...new Map(checks.map((check) => [check[0], check])).values()];

test.each(lines)('%s', (line, schema) => {
  const problems = checks
    .filter((check) => check[0] === line)
    .map(([, , value]) => official.problemWith(schema, value));
  expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
});

test('enough was checked', () => {
  expect(lines.length).toBeGreaterThanOrEqual(5);
});

interface Changed {
  msg: string;
  collection: string;
  fields: { eventName: string; args: unknown[] };
}

/** A chat from both sides, heard by visitor and agent. */
async function chat(): Promise<Changed[]> {
  const bench = await startSdkBench();
  try {
    const user = await bench.userClient();
    const { userId, authToken } = await loginOf(bench, 'anna');
    await user.account.loginWithToken(authToken);
    user.stream('notify-user', `${userId}/subscriptions-changed`, () => {});
    await settled(user);
    const { sdk, rid, token, agent } = await bench.visit();
    sdk.onRoomMessage(rid, () => {});
    user.stream('room-messages', rid, () => {});
    await settled(sdk);
    await settled(user);
    await sdk.sendMessage({ rid, token, msg: 'hello', _id: 'framed-message' });
    await sdk.editMessage('framed-message', { rid, token, msg: 'good *day*' });
    await agent.say(rid, 'how can I help?');
    await agent.call('POST', 'subscriptions.read', { rid });
    await sdk.transferChat({ rid, department: SUPPORT });
    await sdk.requestTranscript('ann@shop.example', { rid });
    await sdk.closeChat({ rid });
    await settled(user);
    await settled(sdk);
    return bench.frames
      .filter((frame) => frame.startsWith('< {"msg":"changed"'))
      .map((frame) => JSON.parse(frame.slice(2), withoutEjson) as Changed);
  } finally {
    await bench.close();
  }
}

/** The schemas are about JSON, where a date is a text. */
function withoutEjson(_key: string, value: unknown): unknown {
  const date: unknown = Object(value).$date;
  return typeof date === 'number' ? new Date(date).toISOString() : value;
}
