import { officialSnippet } from '../../clients/official-widget/support/official-snippet.ts';
import { callApi, heardBy, listeners } from '../../clients/support/page-api.ts';
import type { Stage, Visitor } from './stage.ts';

export interface ApiVisitor extends Visitor {
  /** Calls a method of `RocketChat.livechat`. */
  call(method: string, ...args: unknown[]): Promise<void>;
  /** Callbacks that were called: name and arguments, in order. */
  heard(): Promise<unknown[][]>;
  /** Warnings on the console. */
  warned(): string[];
}

/**
 * A visitor on a page with the official snippet, which listens to every callback.
 * @param queued statements with the API as `this`, put into the snippet's queue before the loader is there
 */
export async function apiVisitor(stage: Stage, queued = ''): Promise<ApiVisitor> {
  stage.site.setPage('/', { body: `${officialSnippet(stage.proxy.url)}${listeners(queued)}` });
  const visitor = await stage.visitor();
  const warned: string[] = [];
  visitor.page.on('console', (line) => {
    if (line.type() === 'warning') warned.push(line.text());
  });
  return {
    ...visitor,
    call: (method, ...args) => callApi(visitor.page, method, ...args),
    heard: () => heardBy(visitor.page),
    warned: () => [...warned],
  };
}

/** The same calls at two times. */
export const WHEN = ['in the queue of the snippet', 'with the pop-up open'] as const;

/** A visitor with the pop-up open, on a page that has made these calls, with the API as `this`. */
export async function apiDoes(
  stage: Stage,
  when: (typeof WHEN)[number],
  statements: string,
): Promise<ApiVisitor> {
  const queued = when === WHEN[0];
  const visitor = await apiVisitor(stage, queued ? statements : '');
  await visitor.open();
  if (!queued) await visitor.page.evaluate(`RocketChat(function () { ${statements} })`);
  return visitor;
}
