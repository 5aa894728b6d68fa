import { expect, test } from 'vitest';
import { banner } from '../../../../mock-server/hosts/cli/banner.ts';

const FACTS = { url: 'http://127.0.0.1:3000', options: {}, webhookUrl: '', seeded: true };

test('names the public address, and besides where the server listens', () => {
  const text = banner({ ...FACTS, options: { siteUrl: 'https://shop.example.com/chat' } });
  expect(text).toContain('<script async src="https://shop.example.com/chat/porthole.js"');
  expect(text).toContain('wss://shop.example.com/chat/websocket');
  expect(text).toMatch(/Listens at +http:\/\/127\.0\.0\.1:3000\n/);
});

test('names one address when there is one', () => {
  const text = banner(FACTS);
  expect(text).toContain('data-server="http://127.0.0.1:3000"');
  expect(text).not.toContain('Listens at');
});
