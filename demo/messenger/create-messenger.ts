/**
 * A stand-in for Facebook's Messenger and the gateway of the old integration: somebody who writes to the page, signed, and the send API
 * that takes what the page answers.
 *
 * ```
 * POST /messenger/send        the send API: {page, token, text}, Authorization: Bearer <API key>
 * POST /messenger/write       {text, forged?}: the person writes; `forged`: signed with another secret      (desk alone)
 * POST /messenger/handshake   asks the server for the challenge                                            (desk alone)
 * POST /messenger/person      somebody else writes from now on                                             (desk alone)
 * GET  /messenger/events      server-sent events: `state`
 * ```
 */

import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createEventStream } from '../crm/event-stream.ts';
import { readBody } from '../crm/read-body.ts';
import { tokensMatch } from '../crm/tokens-match.ts';
import { isRecord, type Json, textOf } from '../kit/decode/fields.ts';
import { parseJson } from '../kit/decode/parse-json.ts';
import type { PageMessage } from './page-message.ts';

/** What the server's settings have to say for the two to work together. */
export interface MessengerKeys {
  /** `Livechat_Facebook_API_Key` */
  apiKey: string;
  /** `Livechat_Facebook_API_Secret` */
  secret: string;
  /** `Porthole_facebook_verify_token` */
  verifyToken: string;
}

export interface Messenger {
  readonly keys: MessengerKeys;
  /** Answers requests below `/messenger/`. `byDesk`: whether the desk's page asks. */
  handle(request: IncomingMessage, response: ServerResponse, byDesk: boolean): Promise<void>;
  dispose(): void;
}

const MAX_BODY_BYTES = 20_000;
/** Lines kept; the oldest go first. */
const KEEP = 100;
const PEOPLE = ['Fay Meadows', 'Ode Lindgren', 'Rio Castellan', 'Noor Achterberg', 'Tam Okafor'];
const TIMEOUT_MS = 10_000;

/** `mock`: address of the server, asked at each request. */
export function createMessenger(mock: () => string): Messenger {
  const random = (): string => randomBytes(12).toString('hex');
  const keys = { apiKey: random(), secret: random(), verifyToken: random() };
  const page = { id: '104857600', name: 'Tidewater Pottery' };
  const events = createEventStream();
  let messages: PageMessage[] = [];
  let people = 0;
  let lastNumber = 0;
  let person = newPerson();

  function newPerson(): { id: string; name: string } {
    const name = PEOPLE[people % PEOPLE.length] ?? '';
    people += 1;
    return { id: String(randomInt(1e9, 1e10)), name };
  }

  const state = () => ({ person: person.name, messages });
  const tell = (): void => events.send('state', state());

  function add(message: Omit<PageMessage, 'number'>): void {
    lastNumber += 1;
    messages = [...messages, { number: lastNumber, ...message }].slice(-KEEP);
    tell();
  }

  async function write(order: Json): Promise<Answer> {
    const text = textOf(order, 'text')?.trim() ?? '';
    if (text === '') return [400, { error: 'text is missing' }];
    const [first_name = '', last_name = ''] = person.name.split(' ');
    const mid = `m_${random()}`;
    const body = JSON.stringify({ mid, page: page.id, token: person.id, first_name, last_name, text });
    const secret = order.forged === true ? random() : keys.secret;
    const signature = createHmac('sha1', secret).update(body).digest('hex');
    const refused = await post(body, `sha1=${signature}`);
    add({ from: 'person', text, ...(refused === undefined ? {} : { refused }) });
    return [200, { refused }];
  }

  /** Answers what the server said, if it refused. */
  async function post(body: string, signature: string): Promise<string | undefined> {
    const headers = { 'Content-Type': 'application/json', 'X-Hub-Signature': signature };
    return reached('POST', '', { headers, body }, (status, answer) => {
      if (status === 200) return undefined;
      return `${status} ${refusalIn(answer)}`;
    });
  }

  async function handshake(): Promise<Answer> {
    const challenge = String(randomInt(1e9, 1e10));
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': keys.verifyToken,
      'hub.challenge': challenge,
    });
    const problem = await reached('GET', `?${query}`, {}, (status, answer) => {
      if (status === 200 && answer === challenge) return undefined;
      return status === 200 ? 'the answer is not the challenge' : `${status} ${refusalIn(answer)}`;
    });
    return [200, { problem }];
  }

  async function reached(
    method: string,
    query: string,
    init: RequestInit,
    judge: (status: number, answer: string) => string | undefined,
  ): Promise<string | undefined> {
    try {
      const url = `${mock()}/api/v1/livechat/facebook${query}`;
      const answer = await fetch(url, { ...init, method, signal: AbortSignal.timeout(TIMEOUT_MS) });
      return judge(answer.status, await answer.text());
    } catch {
      return 'the server does not answer';
    }
  }

  function send(request: IncomingMessage, order: Json): Answer {
    const shown = request.headers.authorization?.replace(/^Bearer /, '');
    if (!tokensMatch(shown, keys.apiKey)) return [401, { error: 'wrong or missing API key' }];
    const text = textOf(order, 'text');
    if (textOf(order, 'page') !== page.id || !text) return [400, { error: 'page or text is missing' }];
    // Somebody who is not shown any more got it all the same.
    if (textOf(order, 'token') === person.id) add({ from: 'page', text });
    return [200, { recipient_id: textOf(order, 'token'), message_id: `m_${random()}` }];
  }

  const ofDesk: Record<string, (order: Json) => Answer | Promise<Answer>> = {
    'POST /messenger/write': write,
    'POST /messenger/handshake': handshake,
    'POST /messenger/person': () => {
      person = newPerson();
      messages = [];
      tell();
      return [200, state()];
    },
  };

  return {
    keys,
    async handle(request, response, byDesk) {
      const route = `${request.method} ${(request.url ?? '').split('?')[0] ?? ''}`;
      if (route === 'GET /messenger/events') return events.open(response, [['state', state()]]);
      const act = byDesk ? ofDesk[route] : undefined;
      const isSend = route === 'POST /messenger/send';
      if (!act && !isSend) {
        return answer(response, route in ofDesk ? [403, { error: 'for the desk only' }] : [404, NOT_FOUND]);
      }
      const read = await readBody(request, MAX_BODY_BYTES);
      const order = read.ok ? parse(read.text) : undefined;
      if (!order) return answer(response, [400, { error: 'the body must be a JSON object' }]);
      answer(response, act ? await act(order) : send(request, order));
    },
    dispose: () => events.dispose(),
  };
}

type Answer = readonly [status: number, body: object];
const NOT_FOUND = { error: 'not found' };

function answer(response: ServerResponse, [status, body]: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

function refusalIn(answer: string): string {
  return textOf(parse(answer) ?? {}, 'error') ?? answer.slice(0, 200);
}

function parse(text: string): Json | undefined {
  const value = parseJson(text);
  return isRecord(value) ? value : undefined;
}
