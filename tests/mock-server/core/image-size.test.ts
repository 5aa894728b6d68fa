import { expect, test } from 'vitest';
import { imageSize } from '../../../mock-server/core/image-size.ts';

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const PNG = '89504e470d0a1a0a 0000000d 49484452 00000280 000001e0 0806000000';
// An EXIF segment and a quantisation table come before the frame.
const JPEG = 'ffd8 ffe10008 457869660000 ffdb0003 00 ffc2000b 08 01e0 0280 01 011100';
const WEBP = (chunk: string): string => `52494646 00000000 57454250 ${chunk}`;

test.each([
  ['PNG', PNG],
  ['GIF', '474946383961 8002 e001 f70000'],
  ['JPEG', JPEG],
  ['WebP, lossy', WEBP('56503820 00000000 000000 9d012a 8002 e001')],
  ['WebP, lossless', WEBP('5650384c 00000000 2f 7fc27700')],
  ['WebP, extended', WEBP('56503858 0a000000 00000000 7f0200 df0100')],
])('tells the pixels of a %s', (_kind, hex) => {
  expect(imageSize(bytes(hex))).toEqual({ width: 640, height: 480 });
});

test.each([
  ['a text', '3c7376672f3e'],
  ['nothing', ''],
  ['a PNG that ends early', PNG.slice(0, 40)],
  ['a JPEG without a frame', 'ffd8 ffd9'],
  ['a JPEG that ends early', JPEG.slice(0, 50)],
  ['a WebP of another kind', WEBP('56503939 00000000')],
])('knows nothing of %s', (_what, hex) => {
  expect(imageSize(bytes(hex))).toBeUndefined();
});
