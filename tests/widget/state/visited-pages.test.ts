import { afterEach, beforeEach, expect, test } from 'vitest';
import { ridOn, say, type World, world } from '../support/world.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());
const soon = { timeout: 8_000, interval: 20 };

/** Pages that the agents are told, oldest first. */
async function pages(): Promise<string[]> {
  const admin = await here.agent('admin');
  const answer = await admin.call<{ pages: { navigation: { page: { title: string } } }[] }>(
    'GET',
    `livechat/visitors.pagesVisited/${ridOn(here.disk)}`,
  );
  return answer.pages.map(({ navigation }) => navigation.page.title).reverse();
}

test('an agent is told each page, those of a single-page site too, and each once', async () => {
  const { porthole, ports } = await here.tab();
  ports.speed = 100;
  say(porthole, 'hello');
  await expect.poll(() => porthole.agent.value, soon).toBeDefined();
  await expect.poll(pages, soon).toEqual(['Cart']);
  ports.place = { ...ports.place, href: 'https://shop.example/pay', title: 'Pay' };
  await expect.poll(pages, soon).toEqual(['Cart', 'Pay']);
  const asked = ports.requests.filter((path) => path === 'POST page.visited').length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(ports.requests.filter((path) => path === 'POST page.visited')).toHaveLength(asked);
});

test('after the chat nobody looks any more', async () => {
  const { porthole, ports } = await here.tab();
  ports.speed = 100;
  say(porthole, 'hello');
  await expect.poll(() => ports.requests.filter((path) => path === 'POST page.visited').length, soon).toBe(1);
  await porthole.closeChat();
  ports.place = { ...ports.place, href: 'https://shop.example/pay', title: 'Pay' };
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(ports.requests.filter((path) => path === 'POST page.visited')).toHaveLength(1);
});
