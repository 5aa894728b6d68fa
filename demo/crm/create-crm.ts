/**
 * The sample CRM: the receiving end of the webhooks, with a switch for misbehaving.
 *
 * ```
 * POST   /crm/webhook    checks X-RocketChat-Livechat-Token, records, answers as told
 * GET    /crm/requests   { requests }, newest first          DELETE empties the list
 * GET    /crm/behaviour  { mode, times? }                    PUT sets it
 * GET    /crm/events     server-sent events: `request`, `behaviour`, `cleared`
 * ```
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterOneRequest, type Behaviour, decodeBehaviour, type Mode } from './behaviour.ts';
import type { CrmRequest, Verdict } from './crm-request.ts';
import { createEventStream } from './event-stream.ts';
import { readBody } from './read-body.ts';
import { tokensMatch } from './tokens-match.ts';

/** Header that carries the secret token. @see the product's document, "Integrations" */
const TOKEN_HEADER = 'x-rocketchat-livechat-token';
/** Longest body of `PUT /crm/behaviour`. */
const MAX_ORDER_BYTES = 10_000;

export interface CrmOptions {
  /** The secret that requests must carry. */
  token: string;
  /** How long `slow` waits before it answers, in ms. @default 8000 */
  slowMs?: number;
  /** Longest body, in bytes. @default 1 MiB */
  maxBodyBytes?: number;
  /** Requests kept; the oldest go first. @default 200 */
  keep?: number;
}

export interface Crm {
  /** Answers requests below `/crm/`. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends open event streams, hanging requests and timers. */
  dispose(): void;
}

export function createCrm({ token, slowMs = 8000, maxBodyBytes = 1024 * 1024, keep = 200 }: CrmOptions): Crm {
  const requests: CrmRequest[] = [];
  const events = createEventStream();
  const unanswered = new Set<ServerResponse>();
  const timers = new Set<NodeJS.Timeout>();
  let behaviour: Behaviour = { mode: 'ok' };
  let lastNumber = 0;

  function setBehaviour(next: Behaviour): void {
    behaviour = next;
    events.send('behaviour', behaviour);
  }

  function record(request: IncomingMessage, body: string, verdict: Verdict, status?: number): CrmRequest {
    lastNumber += 1;
    const entry: CrmRequest = {
      number: lastNumber,
      at: new Date().toISOString(),
      headers: headerPairs(request),
      body,
      verdict,
      ...(status === undefined ? {} : { status }),
    };
    requests.unshift(entry);
    if (requests.length > keep) requests.length = keep;
    events.send('request', entry);
    return entry;
  }

  async function webhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readBody(request, maxBodyBytes);
    if (!read.ok) {
      if (read.why === 'gone') return;
      record(request, '', 'too-large', 413);
      return answer(response, 413, { error: `the body is larger than ${maxBodyBytes} bytes` });
    }
    const body = read.text;
    if (!tokensMatch(request.headers[TOKEN_HEADER], token)) {
      record(request, body, 'wrong-token', 401);
      return answer(response, 401, { error: 'wrong or missing X-RocketChat-Livechat-Token' });
    }
    if (!parse(body)) {
      record(request, body, 'not-json', 400);
      return answer(response, 400, { error: 'the body is not JSON' });
    }
    const { mode } = behaviour;
    if (behaviour.times !== undefined) setBehaviour(afterOneRequest(behaviour));
    act(mode, request, body, response);
  }

  function act(mode: Mode, request: IncomingMessage, body: string, response: ServerResponse): void {
    switch (mode) {
      case 'ok': {
        const { number } = record(request, body, 'accepted', 200);
        answer(response, 200, { received: number });
        break;
      }
      case 'created': {
        const { number } = record(request, body, 'told-201', 201);
        answer(response, 201, { received: number });
        break;
      }
      case 'fail':
        record(request, body, 'told-500', 500);
        answer(response, 500, { error: 'the sample CRM was told to fail' });
        break;
      case 'slow':
        answerLater(response, record(request, body, 'told-slow'));
        break;
      case 'hang':
        record(request, body, 'told-hang');
        unanswered.add(response);
        response.once('close', () => unanswered.delete(response));
        break;
      case 'drop':
        record(request, body, 'told-drop');
        request.socket.destroy();
        break;
    }
  }

  function answerLater(response: ServerResponse, entry: CrmRequest): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      entry.status = 200;
      events.send('request', entry);
      answer(response, 200, { received: entry.number });
    }, slowMs);
    timers.add(timer);
    response.once('close', () => {
      if (timers.delete(timer)) clearTimeout(timer);
    });
  }

  async function changeBehaviour(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readBody(request, MAX_ORDER_BYTES);
    if (!read.ok) return read.why === 'gone' ? undefined : answer(response, 413, { error: 'too large' });
    const parsed = parse(read.text);
    if (!parsed) return answer(response, 400, { error: 'the body is not JSON' });
    const decoded = decodeBehaviour(parsed.value);
    if (!decoded.ok) return answer(response, 400, { error: decoded.why });
    setBehaviour(decoded.value);
    answer(response, 200, behaviour);
  }

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void | Promise<void>> =
    {
      'POST /crm/webhook': webhook,
      'GET /crm/requests': (_, response) => answer(response, 200, { requests }),
      'DELETE /crm/requests': (_, response) => {
        requests.length = 0;
        events.send('cleared', {});
        answer(response, 200, { requests });
      },
      'GET /crm/behaviour': (_, response) => answer(response, 200, behaviour),
      'PUT /crm/behaviour': changeBehaviour,
      'GET /crm/events': (_, response) => events.open(response, [['behaviour', behaviour]]),
    };

  return {
    async handle(request, response) {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const route = routes[`${request.method} ${path}`];
      if (route) {
        await route(request, response);
        return;
      }
      const known = Object.keys(routes).some((key) => key.endsWith(` ${path}`));
      answer(response, known ? 405 : 404, {
        error: known ? `${request.method} is not allowed here` : 'not found',
      });
    },
    dispose() {
      for (const timer of timers) clearTimeout(timer);
      for (const response of unanswered) response.destroy();
      events.dispose();
    },
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

function headerPairs({ rawHeaders }: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    pairs.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '']);
  }
  return pairs;
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
