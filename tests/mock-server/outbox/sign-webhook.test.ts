import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signWebhook } from '../../../mock-server/outbox/sign-webhook.ts';

const SIGNED = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const byNode = (key: Buffer, { id, timestamp, body }: typeof SIGNED): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

test("signs the reference library's sample as the library does", async () => {
  // @see standard-webhooks `libraries/javascript/src/webhook.test.ts`
  expect(await signWebhook(SIGNED, [SECRET])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('a secret that is no whsec_ is its own bytes', async () => {
  expect(await signWebhook(SIGNED, ['gehéim'])).toBe(byNode(Buffer.from('gehéim'), SIGNED));
});

test.each(['whsec_', 'whsec_a', 'whsec_not base64!'])(
  '%j is no base64, so a text like any other',
  async (secret) => {
    expect(await signWebhook(SIGNED, [secret])).toBe(byNode(Buffer.from(secret), SIGNED));
  },
);

test('two secrets give two signatures, the new one first', async () => {
  const [first, second] = [await signWebhook(SIGNED, ['new']), await signWebhook(SIGNED, ['old'])];
  expect(await signWebhook(SIGNED, ['new', 'old'])).toBe(`${first} ${second}`);
});

test('without a secret there is no signature', async () => {
  expect(await signWebhook(SIGNED, ['', ''])).toBeUndefined();
});

test('for any id, time, body and secret Node finds the same, and another for whatever is changed', async () => {
  const signed = fc.record({ id: fc.string(), timestamp: fc.nat(), body: fc.string({ unit: 'binary' }) });
  await fc.assert(
    fc.asyncProperty(signed, fc.uint8Array({ minLength: 1, maxLength: 64 }), async (one, bytes) => {
      const secret = `whsec_${Buffer.from(bytes).toString('base64')}`;
      const signature = await signWebhook(one, [secret]);
      expect(signature).toBe(byNode(Buffer.from(bytes), one));
      expect(await signWebhook({ ...one, body: `${one.body} ` }, [secret])).not.toBe(signature);
      expect(await signWebhook({ ...one, timestamp: one.timestamp + 1 }, [secret])).not.toBe(signature);
    }),
  );
});
