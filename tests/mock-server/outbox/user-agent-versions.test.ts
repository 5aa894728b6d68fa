import { expect, test } from 'vitest';
import { userAgentVersions } from '../../../mock-server/outbox/dialects/8x/user-agent-versions.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
test.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.56`,
    'Edge 126.0.2592.56',
    'Windows 10',
  ],
  ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', 'Internet Explorer 11.0', 'Windows 7'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'Safari 17.5',
    'Mac OS 10.15.7',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari 17.5',
    'iOS 17.5',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox 127.0', 'Linux x86_64'],
  [
    `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${WEBKIT} SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36`,
    'Samsung Internet 25.0',
    'Android 14',
  ],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/126.0.0.0`,
    'Chrome 126.0.0.0',
    'Chrome OS 14541.0.0',
  ],
  ['Mozilla/5.0 (Windows NT 99.9)', undefined, 'Windows 99.9'],
  ['Something Chrome/ on Linux', 'Chrome', 'Linux'],
  ['curl/8.5.0', undefined, undefined],
  ['', undefined, undefined],
])('%s', (text, browser, os) => {
  expect(userAgentVersions(text)).toEqual({ browser, os });
});
