import type { LivechatClientImpl } from '@rocket.chat/ddp-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  defineCustomField,
  NO_PARAMS,
  refusalOf,
  type SdkBench,
  startSdkBench,
} from './support/sdk-bench.ts';

let bench: SdkBench;
let sdk: LivechatClientImpl;
beforeAll(async () => {
  bench = await startSdkBench();
  sdk = await bench.client();
});
afterAll(() => bench.close());

test('config: settings, texts, departments, whether somebody is there', async () => {
  expect(await sdk.config({})).toMatchObject({
    enabled: true,
    online: true,
    settings: { registrationForm: true, fileUpload: true },
    theme: { title: expect.any(String), color: expect.any(String) },
    departments: [{ name: 'Sales' }, { name: 'Support' }],
    triggers: [],
  });
});

test('before a visitor is granted the SDK itself refuses what needs a token', () => {
  expect(() => sdk.nextAgent({})).toThrow('Invalid token');
  expect(sdk.token).toBeUndefined();
});

test('grantVisitor registers, and the SDK takes the token of the answer', async () => {
  const { visitor } = await sdk.grantVisitor({
    visitor: { token: 'granted', name: 'Ann', email: 'ann@shop.example', phone: '555' },
  });
  expect(visitor).toMatchObject({
    _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    token: 'granted',
    username: expect.stringMatching(/^guest-\d+$/),
    visitorEmails: [{ address: 'ann@shop.example' }],
    phone: [{ phoneNumber: '555' }],
  });
  expect(sdk.token).toBe('granted');
});

test('login with a known phone number: the visitor of before, with their own token', async () => {
  await sdk.login({ visitor: { token: 'another', phone: '555' } });
  expect(sdk.token).toBe('granted');
});

test('visitor: what is known of them', async () => {
  expect(await sdk.visitor(NO_PARAMS)).toMatchObject({ visitor: { token: 'granted', name: 'Ann' } });
});

test('nextAgent: who would serve them', async () => {
  expect(await sdk.nextAgent({})).toMatchObject({
    agent: { username: expect.any(String), status: 'online', name: expect.any(String) },
  });
});

test('updateVisitorStatus answers the new status', async () => {
  expect(await sdk.updateVisitorStatus('away')).toBe('away');
});

test('sendCustomField and sendCustomFields refuse a field that is not defined', async () => {
  const field = { key: 'size', value: '42', overwrite: true };
  const refusal = { status: 400, body: { success: false, error: 'invalid-custom-field' } };
  expect(await refusalOf(sdk.sendCustomField({ token: 'granted', ...field }))).toMatchObject(refusal);
  expect(await refusalOf(sdk.sendCustomFields({ token: 'granted', customFields: [field] }))).toMatchObject(
    refusal,
  );
});

test('sendCustomField and sendCustomFields set a field that is', async () => {
  defineCustomField(bench, 'size');
  expect(
    await sdk.sendCustomField({ token: 'granted', key: 'size', value: '42', overwrite: true }),
  ).toMatchObject({ success: true, field: { key: 'size', value: '42', overwrite: true } });
  expect(
    await sdk.sendCustomFields({
      token: 'granted',
      customFields: [{ key: 'size', value: '43', overwrite: true }],
    }),
  ).toMatchObject({ success: true, fields: [{ Key: 'size', value: '43', overwrite: true }] });
  expect(await sdk.visitor(NO_PARAMS)).toMatchObject({ visitor: { livechatData: { size: '43' } } });
});

test('sendVisitorNavigation stores the page', async () => {
  const pageInfo = { title: 'Mugs', change: 'url', location: { href: 'https://shop.example/mugs' } };
  expect(await sdk.sendVisitorNavigation({ token: 'granted', pageInfo })).toMatchObject({
    page: { msg: 'Mugs - https://shop.example/mugs', navigation: { page: pageInfo } },
  });
});

test('sendOfflineMessage takes the form', async () => {
  const form = { name: 'Ann', email: 'ann@shop.example', message: 'Call me', host: 'shop.example' };
  expect(await sdk.sendOfflineMessage(form)).toEqual({
    success: true,
    message: 'Livechat offline message sent',
  });
});

test('deleteVisitor removes them and what they wrote', async () => {
  expect(await sdk.deleteVisitor()).toMatchObject({ visitor: { _id: expect.any(String) } });
  expect(await refusalOf(sdk.visitor(NO_PARAMS))).toMatchObject({
    status: 400,
    body: { errorType: 'invalid-token' },
  });
});
