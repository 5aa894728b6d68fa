import { afterAll, expect, test, vi } from 'vitest';
import { read } from '../../rules/support/repository.ts';
import { ridOn, say, talk, type World, world } from '../../widget/support/world.ts';
import { loadOfficial } from './support/load-official.ts';
import { type Exchange, recordExchanges } from './support/record-exchanges.ts';
import { routeOf } from './support/routes.ts';
import { visitThroughPage } from './support/visit-through-page.ts';

/** No schema in the package: `livechat/visitor` is checked by Meteor's `check` on the server, `upload` by its form reader. */
const WITHOUT_SCHEMA = [
  'POST v1/livechat/visitor',
  'DELETE v1/livechat/visitor',
  'POST v1/livechat/upload',
  'GET info',
];
const soon = { timeout: 8_000, interval: 20 };

const official = await loadOfficial();
const exchanges = recordExchanges();
afterAll(() => void vi.unstubAllGlobals());
await wholeVisit();
/** What the widget asked, each form of a request once. */
const asked = [
  ...new Map(
    exchanges
      .filter(({ signedIn, path }) => !signedIn && path !== 'v1/login')
      .map((one) => [formOf(one), one]),
  ),
];

test.each(asked)('request %s', (_form, { method, path, query, body }) => {
  const schema = routeOf({ method, path })?.request;
  if (schema === undefined) {
    expect(WITHOUT_SCHEMA.some((start) => `${method} ${path}`.startsWith(start))).toBe(true);
    return;
  }
  const problem =
    method === 'GET' ? official.problemWithQuery(schema, query) : official.problemWith(schema, body);
  expect(problem).toBeUndefined();
});

test('the widget was seen to make every call that its protocol lists', () => {
  const listed = [
    ...read('widget/wire/PROTOCOL.md').matchAll(/^\| `((?:GET|POST|PUT|DELETE) [\w.:/]+)` \|/gm),
  ];
  expect(listed.length).toBeGreaterThanOrEqual(9);
  const seen = asked.map(([, { method, path }]) => `${method} ${path.replace('v1/livechat/', '')}`);
  const unseen = listed.map(([, call = '']) => call).filter((call) => !seen.some((one) => fits(one, call)));
  expect(unseen).toEqual([]);
});

/** `GET message/abc` fits `GET message/:_id`. */
function fits(call: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`).test(call);
}

/** `POST livechat/message {_id, rid, token, msg}` and the schema it has to pass. */
function formOf({ method, path, query, body }: Exchange): string {
  const route = routeOf({ method, path });
  const name = (route?.pattern ?? path).replace('v1/', '');
  const keys = Object.keys(method === 'GET' ? query : Object(body)).sort();
  return `${method} ${name} {${keys.join(', ')}} passes ${route?.request ?? 'without a schema'}`;
}

/** Registration, a chat with everything in it, its end, a reload, an offline message, and what a page can say. */
async function wholeVisit(): Promise<void> {
  const here = await world();
  try {
    await here.set({ Livechat_registration_form: true });
    const { porthole, ports } = await here.tab();
    porthole.identify({ token: 'a-token-of-the-page', department: 'Support' });
    porthole.form.value = { name: 'Ann', email: 'ann@shop.example', department: '', message: '' };
    await porthole.register();
    // The first answer is of no use, so that the widget has to ask whether its message arrived.
    let lost = 0;
    ports.between = async (path, ask) => {
      const answer = await ask();
      return path === 'POST message' && lost++ === 0 ? new Response('') : answer;
    };
    say(porthole, 'hello');
    await vi.waitFor(() => expect(talk(porthole)).toEqual(['visitor: hello']), soon);
    await vi.waitFor(() => expect(porthole.agent.value?.username).toMatch(/anna|ben/), soon);
    await typeAndAnswer(here, porthole.agent.value?.username ?? '');
    await vi.waitFor(() => expect(talk(porthole).length).toBeGreaterThan(50), soon);
    porthole.dispose();

    const again = await here.tab();
    await vi.waitFor(() => expect(again.porthole.older.value).toBe('some'), soon);
    await again.porthole.loadOlder();
    await again.porthole.closeChat();
    again.porthole.dispose();

    for (const name of ['anna', 'ben']) await (await here.agent(name)).setAvailable(false);
    const later = await here.tab();
    await later.porthole.newChat();
    later.porthole.form.value = { name: 'Ann', email: 'ann@shop.example', department: '', message: 'Hi' };
    await later.porthole.sendOffline();
    await vi.waitFor(() => expect(later.porthole.screen.value).toBe('offline-sent'), soon);

    await (await here.agent('anna')).setAvailable(true);
    await visitThroughPage(here);
  } finally {
    await here.close();
  }
}

/** Enough messages for a second page of history. */
async function typeAndAnswer(here: World, username: string): Promise<void> {
  const agent = await here.agent(username);
  for (let at = 0; at < 55; at++) await agent.say(ridOn(here.disk), `answer ${at}`);
}
