import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openOfficialTheatre } from './support/official-theatre.ts';
import { startChat } from './support/start-chat.ts';

let theatre: Awaited<ReturnType<typeof openOfficialTheatre>>;
beforeAll(async () => {
  theatre = await openOfficialTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

test('who waits in the queue sees text and place, hears both, and is served when an agent has room', async () => {
  const { stage, agent, rid, call: _call, ...first } = await startChat(theatre);
  await stage.mock.core.writeSettings({
    Livechat_Routing_Method: 'Load_Rotation',
    Livechat_maximum_chats_per_agent: 1,
    Livechat_waiting_queue_message: 'All of us are talking.',
    Omnichannel_queue_delay_timeout: 1,
    Livechat_waiting_queue: true,
  });
  const second = await stage.visitor();
  await second.open();
  await second.register({ name: 'Will', email: 'will@example.com' });
  await second.say('Do you ship to Malta?');
  await second.message('All of us are talking.').waitFor();
  await second.frame.getByText('Your spot is #1').waitFor();
  await second.title.getByText('Waiting queue...').waitFor();
  const message = { text: 'All of us are talking.', user: { _id: 'rocket.cat', username: 'rocket.cat' } };
  await expect.poll(second.heard).toContainEqual(['onQueuePositionChange', { spot: 1, message }]);

  await agent.closeRoom(rid, 'Sold', []);
  await second.title.getByText('Anna Keller').waitFor();
  await second.frame.getByText('Your spot is #1').waitFor({ state: 'hidden' });
  expect([first.watch.errors(), second.watch.errors(), second.refused()]).toEqual([[], [], []]);
});
