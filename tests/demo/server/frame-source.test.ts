import { expect, onTestFinished, test } from 'vitest';
import { frameSource, toSource } from '../../../demo/server/frame-source.ts';
import { startMockServer } from '../../../mock-server/hosts/create-server.ts';

test.each([
  ['https://crm.example.com/side?who=1#x', 'https://crm.example.com/side'],
  ['http://user:pass@127.0.0.1:8080/frame/', 'http://127.0.0.1:8080/frame/'],
  [
    "https://a.test/x;script-src *,'unsafe-inline' y",
    "https://a.test/x%3Bscript-src%20*%2C'unsafe-inline'%20y",
  ],
  ['https://a.test', 'https://a.test/'],
  ['javascript:alert(1)', "'none'"],
  ['data:text/html,x', "'none'"],
  ['', "'none'"],
])('%s is allowed as %s', (address, source) => {
  expect(toSource(address)).toBe(source);
});

test('is that of the settings while the frame is switched on, else none', async () => {
  const mock = await startMockServer();
  onTestFinished(() => mock.close());
  await mock.core.writeSettings({ Omnichannel_External_Frame_URL: 'https://crm.example.com/side' });
  expect(await frameSource(mock.url)).toBe("'none'");
  await mock.core.writeSettings({ Omnichannel_External_Frame_Enabled: true });
  expect(await frameSource(mock.url)).toBe('https://crm.example.com/side');
});

test('is none while the mock does not answer', async () => {
  expect(await frameSource('http://127.0.0.1:9')).toBe("'none'");
});
