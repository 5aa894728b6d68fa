import { describe, expect, test } from 'vitest';
import { startCore, type TestCore } from './start-core.ts';
import { ask } from './visitor-ask.ts';

const HERE = 'https://shop.example.com';
const from = (origin: string) => ({ Origin: origin });
const preflight = (origin: string) => ({ ...from(origin), 'Access-Control-Request-Method': 'POST' });
const allowed = (headers: Headers) => headers.get('access-control-allow-origin');

async function strict(settings: Parameters<TestCore['set']>[0] = {}): Promise<TestCore> {
  const server = await startCore({ cors: 'strict' });
  await server.set(settings);
  return server;
}

describe('--cors open', () => {
  test('any origin reads every answer, refusals included', async () => {
    const { core } = await startCore();
    for (const line of ['GET config', 'GET nowhere', 'POST message', 'OPTIONS config']) {
      expect([line, allowed((await ask(core, line, undefined, from(HERE))).headers)]).toEqual([line, '*']);
    }
  });
});

describe('--cors strict', () => {
  test('at first no answer is for other origins, and a preflight is told which setting it needs', async () => {
    const { core } = await strict();
    const { status, headers } = await ask(core, 'GET config', undefined, from(HERE));
    expect([status, allowed(headers)]).toEqual([200, null]);
    const refused = await ask(core, 'OPTIONS config', undefined, preflight(HERE));
    expect([refused.status, refused.text, allowed(refused.headers)]).toEqual([
      405,
      'CORS not enabled. Go to "Admin > General > REST Api" to enable it.',
      null,
    ]);
  });

  test('with API_Enable_CORS any origin is welcome, without cookies', async () => {
    const { core } = await strict({ API_Enable_CORS: true });
    for (const line of ['GET config', 'GET nowhere', 'OPTIONS config']) {
      const { headers } = await ask(core, line, undefined, preflight(HERE));
      expect([line, allowed(headers)]).toEqual([line, '*']);
      expect(headers.get('access-control-allow-methods')).toBe('GET, POST, PUT, DELETE, HEAD, PATCH');
      expect(headers.get('access-control-allow-headers')).toContain('x-visitor-token');
      expect(headers.has('access-control-allow-credentials')).toBe(false);
    }
  });

  test('with a list, those on it are named and the others get 403 and nothing', async () => {
    const { core } = await strict({
      API_Enable_CORS: true,
      API_CORS_Origin: ' https://a.example , HTTPS://Shop.Example.com',
    });
    for (const line of ['GET config', 'OPTIONS config']) {
      const { status, headers } = await ask(core, line, undefined, preflight(HERE));
      expect([status, allowed(headers), headers.get('vary')]).toEqual([200, HERE, 'Origin']);
      const other = await ask(core, line, undefined, preflight('https://evil.example'));
      expect([other.status, other.text, allowed(other.headers)]).toEqual([403, '', null]);
    }
  });

  test('who comes from no other origin is not asked', async () => {
    const { core } = await strict({ API_Enable_CORS: true, API_CORS_Origin: 'https://a.example' });
    expect((await ask(core, 'GET config')).status).toBe(200);
    expect((await ask(core, 'OPTIONS config')).text).toBe('OK');
  });

  test('what a stranger must not read is not done either', async () => {
    const { core, store } = await strict({ API_Enable_CORS: true, API_CORS_Origin: 'https://a.example' });
    await ask(core, 'POST visitor', { visitor: { token: 't' } }, from(HERE));
    expect(store.count('visitors')).toBe(0);
  });
});
