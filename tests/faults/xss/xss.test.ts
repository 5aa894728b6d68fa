import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../../browser/support/launch.ts';
import { startSite } from '../../browser/support/site.ts';
import { listedPayloads, ownPayloads } from './support/payloads.ts';
import { runAttack } from './support/run-attack.ts';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(() => browser.closeContexts());
afterAll(() => browser.close());

const every = <T>(step: number, from: readonly T[]): T[] => from.filter((_, i) => i % step === 0);

/** `npm run fault:xss`: the whole corpus, with its figures. */
const isWhole = process.env.npm_lifecycle_event === 'fault:xss';

test('the corpus in every text of the other side runs nothing and breaks nothing', {
  timeout: isWhole ? 1_200_000 : 120_000,
}, async () => {
  const all = [...listedPayloads(), ...ownPayloads()];
  const payloads = isWhole ? all : every(7, all);
  expect(payloads.length).toBeGreaterThanOrEqual(isWhole ? 500 : 100);
  const result = await runAttack(await browser.newContext(), {
    payloads,
    alone: isWhole ? all : every(20, payloads),
    ...(isWhole && { tell: console.log }),
  });
  const { executed, violations, forbidden, stickingOut, errors, elsewhere } = result;
  if (isWhole)
    console.log(
      [
        `payloads                   ${result.payloads} (${listedPayloads().length} of others' lists)`,
        `placed, payload × text     ${result.placed}`,
        `elements touched           ${result.elements}`,
        `executed                   ${executed.length}`,
        `Trusted Types violations   ${violations.length}`,
        `forbidden nodes and links  ${forbidden.length}`,
        `sticking out               ${stickingOut.length}`,
        `uncaught errors            ${errors.length}`,
        `requests elsewhere         ${elsewhere.length}`,
      ].join('\n'),
    );
  expect({ executed, violations, forbidden, stickingOut, errors, elsewhere }).toEqual({
    executed: [],
    violations: [],
    forbidden: [],
    stickingOut: [],
    errors: [],
    elsewhere: [],
  });
  expect(result.elements).toBeGreaterThan(payloads.length);
});

test('the corpus is one that runs where it can', async () => {
  const site = await startSite({ body: '' });
  const page = await (await browser.newContext()).newPage();
  await page.goto(site.url);
  const ran = await page.evaluate(
    async (payloads) => {
      const places = new Set<number>();
      for (const [place, payload] of payloads.entries()) {
        // A page of its own for each: some put themselves in the place of what `document` has, or go elsewhere.
        const frame = document.body.appendChild(document.createElement('iframe'));
        const { contentWindow: inner, contentDocument: page } = frame;
        if (!inner || !page) throw new Error('no frame');
        page.open();
        Object.defineProperty(inner, 'alert', { value: () => void places.add(place) });
        page.write(`<!doctype html><body>${payload}`);
        page.close();
        await new Promise((resolve) => setTimeout(resolve));
        for (const element of page.querySelectorAll('*'))
          for (const name of ['click', 'mouseover', 'focus', 'load', 'error'])
            element.dispatchEvent(new Event(name));
      }
      return places.size;
    },
    every(4, listedPayloads()),
  );
  await site.close();
  expect(ran).toBeGreaterThan(10);
});
