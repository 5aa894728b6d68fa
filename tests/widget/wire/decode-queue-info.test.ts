import { expect, test } from 'vitest';
import { decodeQueueInfo } from '../../../widget/wire/decode-queue-info.ts';

const SAID = { text: 'Soon', user: { _id: 'rocket.cat', username: 'rocket.cat' } };

test.each([
  [
    { spot: 2, estimatedWaitTimeSeconds: 61, message: SAID },
    { spot: 2, estimatedWaitTimeSeconds: 61, message: SAID },
  ],
  [{ spot: 2, message: { text: '', user: null } }, { spot: 2 }],
  [{ spot: 1, estimatedWaitTimeSeconds: 'soon', message: 'Soon' }, { spot: 1 }],
  [{ spot: 0, message: SAID }, undefined],
  [undefined, undefined],
])('the place in the queue %j is %j', (info, expected) => {
  expect(decodeQueueInfo(info)).toEqual(expected);
});
