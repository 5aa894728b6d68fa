import { effect } from '@preact/signals-core';
import { vi } from 'vitest';
import { pageApi } from '../../../../widget/app/page-api.ts';
import { createUi } from '../../../../widget/app/ui.ts';
import { createFacts } from '../../../../widget/state/facts.ts';
import { createSession } from '../../../../widget/state/session.ts';
import type { Visitor } from '../../../../widget/state/visitor.ts';
import type { Rest } from '../../../../widget/transport/create-rest.ts';
import { failure, type Outcome, type Problem } from '../../../../widget/wire/problem.ts';
import { memoryDisk } from '../../support/memory-disk.ts';
import { fakeConfig, fakePorthole } from './fake-porthole.ts';

/**
 * The page's API over a fake pop-up: `call` it, read what was done in `porthole.calls` and `requests`, what the page was told in
 * `told`. Two departments are there, Sales (`s1`) and Support (`s2`).
 * @param loaded whether there is a config
 */
export function pageBench({ loaded = true } = {}) {
  const page = {
    isVisible: () => true,
    where: () => ({ href: '', title: '', host: '' }),
    listen: () => () => {},
  };
  const facts = createFacts(createSession('key', memoryDisk().open()), page);
  const porthole = { ...fakePorthole(), config: facts.config };
  porthole.isOpen.value = false;
  porthole.screen.value = 'loading';
  porthole.config.value = loaded ? withDepartments() : undefined;
  const ui = createUi(porthole);
  const told: unknown[][] = [];
  const requests: [path: string, body: unknown][] = [];
  const refusals: (Problem['code'] | undefined)[] = [];
  const answer = <T>(path: string, body: unknown, value: T): Promise<Outcome<T>> => {
    // As on the wire: what JSON leaves out is not there.
    requests.push([path, JSON.parse(JSON.stringify(body))]);
    const refused = refusals.shift();
    return Promise.resolve(refused ? failure(refused, 'no') : { ok: true, value });
  };
  const rest: Pick<Rest, 'call'> = {
    call: (path, decode, body) => answer(path, body, decode({})) as Promise<Outcome<never>>,
  };
  const visitor: Pick<Visitor, 'register'> = {
    register() {
      porthole.calls.push(['visitor.register']);
      facts.change({ token: 'T', registered: true });
      return Promise.resolve({ ok: true, value: true });
    },
  };
  const sheets = styleSheets();
  const root = { adoptedStyleSheets: [] } as unknown as ShadowRoot;
  const host = { root, emit: (...callback: unknown[]) => void told.push(callback) };
  const deps = { rest, facts, visitor } as unknown as { rest: Rest; facts: typeof facts; visitor: Visitor };
  const call = pageApi(ui, host, deps, deps, effect);
  return {
    porthole,
    facts,
    ui,
    told,
    requests,
    /** Codes with which the next requests are refused; undefined: accepted. */
    refusals,
    /** What the part added to the styles, so far. */
    css: () => sheets.at(-1)?.text ?? '',
    call: (name: string, ...args: unknown[]) => call(name, args),
    /** A visitor whom the server knows; with `rid` in an open chat. */
    registered: (rid = '') => facts.change({ token: 'T', registered: true, rid }),
  };
}
export type PageBench = ReturnType<typeof pageBench>;

export function withDepartments(): ReturnType<typeof fakeConfig> {
  const shown = { showOnRegistration: false, showOnOfflineForm: false };
  return {
    ...fakeConfig(),
    departments: [
      { _id: 's1', name: 'Sales', ...shown },
      { _id: 's2', name: 'Support', ...shown },
    ],
  };
}

/** jsdom knows neither style sheets made by script nor `CSS.supports`; here is what the part uses of them. */
function styleSheets(): { text: string }[] {
  const sheets: { text: string }[] = [];
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      text = '';
      constructor() {
        sheets.push(this);
      }
      replaceSync(text: string) {
        this.text = text;
      }
    },
  );
  vi.stubGlobal('CSS', { supports: (_: string, value: string) => !/[{};]|nonsense/.test(value) });
  return sheets;
}

/** Until all that was begun is done. */
export const settled = () => new Promise<void>((resume) => setTimeout(resume, 1));
