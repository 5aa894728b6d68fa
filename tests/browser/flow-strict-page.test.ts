import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { logInAgent } from './support/rest-agent.ts';
import { snippet } from './support/site.ts';
import { openTheatre } from './support/stage.ts';

let theatre: Awaited<ReturnType<typeof openTheatre>>;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(() => theatre.clear());
afterAll(() => theatre.close());

/** The strictest policy that a widget from another origin can be given: no styles, no inline anything, no HTML strings. */
const policyFor = (server: string): string =>
  [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `img-src data: ${server}`,
    `script-src ${server}`,
    `connect-src ${server} ${server.replace(/^http/, 'ws')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

test('a whole chat under a strict policy with Trusted Types breaks no rule of the page', async () => {
  const stage = await theatre.stage({
    page: (server) => ({ body: snippet(server), csp: policyFor(server) }),
  });
  const anna = await logInAgent(stage.mock.url, 'anna');
  await anna.setAvailable(true);
  const visitor = await stage.visitor();
  await visitor.open();
  await visitor.register({ name: 'Zoë', email: 'zoe@example.com' });
  await visitor.say('Hello **there** <img src=x onerror=alert(1)> https://example.com/');
  await expect.poll(() => anna.openRooms(), { timeout: 15_000 }).toHaveLength(1);
  const [rid = ''] = await anna.openRooms();
  await anna.say(rid, 'Hi\n\n```\ncode\n```\n- [x](javascript:alert(1))');
  await visitor.message('code').waitFor();
  await anna.closeRoom(rid, 'Bye', []);
  await visitor.dialog.getByRole('button', { name: /new chat/i }).waitFor();

  expect(await visitor.watch.violations()).toEqual([]);
  expect(visitor.watch.errors()).toEqual([]);
});

test('the policy of this test is one that would have complained', async () => {
  const stage = await theatre.stage({
    page: (server) => ({
      body: `${snippet(server)}<p style="color: red">styled</p>`,
      csp: policyFor(server),
    }),
  });
  const { watch } = await stage.visitor();
  expect((await watch.violations()).join()).toContain('style-src');
});
