import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SdkBench, startSdkBench, type Visit } from './support/sdk-bench.ts';

let bench: SdkBench;
let visit: Visit;
beforeAll(async () => {
  bench = await startSdkBench();
  visit = await bench.visit();
});
afterAll(() => bench.close());

test('chatSurvey takes the answers', async () => {
  const { sdk, token, rid } = visit;
  const data = [{ name: 'satisfaction', value: '5' }];
  // Asked as a list, answered by name.
  const kept = { satisfaction: '5' };
  expect(await sdk.chatSurvey({ token, rid, data })).toMatchObject({ success: true, rid, data: kept });
});
