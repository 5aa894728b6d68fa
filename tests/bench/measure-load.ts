import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import type { CDPSession, Locator, Page } from 'playwright-core';
import type { TestBrowser } from '../browser/support/launch.ts';

/** What a page has cost so far. */
export interface Cost {
  /** Bodies of all answers, in bytes, text as Brotli. */
  brotliBytes: number;
  requests: number;
  sockets: number;
  /** Time the main thread spent in scripts, in ms. */
  scriptMs: number;
  /** Time the main thread spent in tasks of any kind, in ms. */
  taskMs: number;
  /** Heap in use after a collection, in bytes. */
  heapBytes: number;
  cookies: number;
}

export interface Visit {
  url: string;
  /** What to click, and what then shows; without it the page is only loaded. */
  open?(page: Page): { launcher: Locator; opened: Locator };
}

/** Nothing on the network for so long counts as done, in ms. The official loader looks at the address every 800 ms. */
const QUIET_MS = 2_000;

/** One visit with an empty cache: cost of the page before a click, and after opening. */
export async function measureLoad(
  browser: TestBrowser,
  { url, open }: Visit,
): Promise<{ loaded: Cost; opened: Cost }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  const bodies: Promise<number>[] = [];
  let requests = 0;
  let sockets = 0;
  let lastAt = Date.now();
  context.on('request', () => {
    requests += 1;
    lastAt = Date.now();
  });
  context.on('response', (answer) => {
    const text = /text|javascript|json|svg/.test(answer.headers()['content-type'] ?? '');
    bodies.push(answer.body().then((body) => (text ? brotliSize(body) : body.length)));
  });
  page.on('websocket', () => {
    sockets += 1;
  });
  const quiet = async (): Promise<void> => {
    while (Date.now() - lastAt < QUIET_MS) await page.waitForTimeout(100);
  };
  const cost = async (): Promise<Cost> => {
    const sizes = await Promise.all(bodies);
    return {
      brotliBytes: sizes.reduce((sum, size) => sum + size, 0),
      requests,
      sockets,
      ...(await mainThread(cdp)),
      cookies: (await context.cookies()).length,
    };
  };

  await page.goto(url);
  const target = open?.(page);
  await target?.launcher.waitFor();
  await quiet();
  const loaded = await cost();
  await target?.launcher.click();
  await target?.opened.waitFor();
  lastAt = Date.now();
  await quiet();
  const opened = await cost();
  await context.close();
  return { loaded, opened };
}

/** @note The frame of the official widget is of the same site here, so it shares process, main thread and heap with the page. */
async function mainThread(cdp: CDPSession): Promise<Pick<Cost, 'scriptMs' | 'taskMs' | 'heapBytes'>> {
  const read = async (): Promise<Record<string, number>> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  // Times first: collecting garbage is work as well.
  const { ScriptDuration = 0, TaskDuration = 0 } = await read();
  await cdp.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize = 0 } = await read();
  return { scriptMs: ScriptDuration * 1000, taskMs: TaskDuration * 1000, heapBytes: JSHeapUsedSize };
}

/** Compressing half a megabyte takes a second, and every run brings the same files. */
const sizes = new Map<string, number>();

function brotliSize(body: Buffer): number {
  const key = createHash('sha256').update(body).digest('base64');
  const size = sizes.get(key) ?? (body.length === 0 ? 0 : brotliCompressSync(body).length);
  sizes.set(key, size);
  return size;
}
