import { expect, test } from 'vitest';
import { isLocal } from '../../../../mock-server/hosts/db/db-access.ts';

const ask = (remoteAddress: string | undefined, headers: Record<string, string>): boolean =>
  isLocal({ headers: { host: 'localhost:3000', ...headers }, socket: { remoteAddress } });

test.each([
  ['127.0.0.1', {}],
  ['::ffff:127.0.0.1', {}],
  ['127.8.8.8', {}],
  ['::1', { host: '[::1]:3000' }],
  ['127.0.0.1', { host: '127.0.0.1' }],
  ['127.0.0.1', { 'sec-fetch-site': 'none' }],
  ['127.0.0.1', { 'sec-fetch-site': 'same-origin' }],
])('lets %s with %j in', (address, headers) => {
  expect(ask(address, headers)).toBe(true);
});

test.each([
  ['another machine', '192.168.1.5', {}],
  ['another machine that names itself localhost', '10.0.0.1', { host: 'localhost' }],
  ['a socket without an address', undefined, {}],
  ['a page', '127.0.0.1', { origin: 'https://evil.example' }],
  ['a sandboxed page', '127.0.0.1', { origin: 'null' }],
  ['an image or script on a page', '127.0.0.1', { 'sec-fetch-site': 'cross-site' }],
  ['a page of another port', '127.0.0.1', { 'sec-fetch-site': 'same-site' }],
  ['a page whose name was re-pointed here', '127.0.0.1', { host: 'evil.example:3000' }],
  ['a name that starts like localhost', '127.0.0.1', { host: 'localhost.evil.example' }],
  ['a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }],
  ['a proxy by the standard', '127.0.0.1', { forwarded: 'for=203.0.113.7' }],
  ['a tunnel', '127.0.0.1', { via: '1.1 tunnel' }],
])('keeps out %s', (_, address, headers) => {
  expect(ask(address, headers)).toBe(false);
});
