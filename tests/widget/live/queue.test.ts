import { afterEach, beforeEach, expect, test } from 'vitest';
import { ridOn, say, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

test('a place in the queue is told while the chat waits, goes when it is served, and is told anew when it comes back', async () => {
  await here.set({ Livechat_Routing_Method: 'Manual_Selection', Livechat_waiting_queue: true });
  const { porthole } = await here.tab();
  const { queue } = porthole;
  say(porthole, 'hello');
  await expect.poll(() => queue.value, soon).toEqual({ waiting: true, info: { spot: 1 } });

  const anna = await here.agent('anna');
  await anna.setAvailable(true);
  const roomId = ridOn(here.disk);
  const one = `livechat/inquiries.getOne?roomId=${roomId}`;
  const { inquiry } = await anna.call<{ inquiry: { _id: string } }>('GET', one);
  await anna.call('POST', 'livechat/inquiries.take', { inquiryId: inquiry._id });
  await expect.poll(() => queue.value, soon).toEqual({ waiting: false, info: undefined });

  const seen: unknown[] = [];
  const stop = queue.subscribe(({ waiting, info }) => void seen.push([waiting, info?.spot]));
  await anna.call('POST', 'livechat/inquiries.returnAsInquiry', { roomId });
  await expect.poll(() => queue.value.info, soon).toEqual({ spot: 1 });
  stop();
  // Never a place that is no longer true.
  expect(seen).toEqual([
    [false, undefined],
    [true, undefined],
    [true, 1],
  ]);
});
