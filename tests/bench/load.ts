/**
 * `npm run bench:load [runs]`: what our widget and Rocket.Chat's own cost a page, side by side: both on this mock, in one browser,
 * turn about, each visit with an empty cache. Prints medians. Times depend on the machine; nothing is asserted.
 */
import { startMockServer } from '../../mock-server/hosts/create-server.ts';
import buildOnce from '../browser/build-once.ts';
import { launchBrowser } from '../browser/support/launch.ts';
import { porthole } from '../browser/support/page-object.ts';
import { snippet, startSite } from '../browser/support/site.ts';
import { officialSnippet } from '../clients/official-widget/support/official-snippet.ts';
import { officialWidget } from '../clients/official-widget/support/official-widget.ts';
import { type Cost, measureLoad, type Visit } from './measure-load.ts';

const runs = Number(process.argv[2] ?? 7);
if (!Number.isSafeInteger(runs) || runs < 1) throw new Error('npm run bench:load -- <number of runs>');

buildOnce();
const ours = await startMockServer({ agentsOnline: true });
const official = await startMockServer({ agentsOnline: true, widget: 'official' });
const site = await startSite({ body: '' });
site.setPage('/ours', { body: snippet(ours.url) });
site.setPage('/official', { body: officialSnippet(official.url) });

const visits: Record<'ours' | 'official' | 'page alone', Visit> = {
  ours: {
    url: `${site.url}/ours`,
    open(page) {
      const { launcher, dialog } = porthole(page);
      return { launcher, opened: dialog.getByRole('button', { name: 'Start chat' }) };
    },
  },
  official: {
    url: `${site.url}/official`,
    open(page) {
      const { launcher, button } = officialWidget(page);
      return { launcher, opened: button('Start chat') };
    },
  },
  'page alone': { url: `${site.url}/` },
};
type Name = keyof typeof visits;
const names = Object.keys(visits) as Name[];

const browser = await launchBrowser();
const costs: Record<Name, { loaded: Cost; opened: Cost }[]> = { ours: [], official: [], 'page alone': [] };
for (let run = 0; run < runs; run += 1) {
  for (const name of names) costs[name].push(await measureLoad(browser, visits[name]));
}
await browser.close();
for (const server of [site, ours, official]) await server.close();

const ROWS: [string, (cost: Cost) => number, (value: number) => string][] = [
  ['bytes, Brotli', ({ brotliBytes }) => brotliBytes, (bytes) => `${(bytes / 1000).toFixed(1)} kB`],
  ['requests', ({ requests }) => requests, String],
  ['WebSockets', ({ sockets }) => sockets, String],
  ['cookies', ({ cookies }) => cookies, String],
  ['scripts on the main thread', ({ scriptMs }) => scriptMs, (ms) => `${ms.toFixed(0)} ms`],
  ['all tasks of the main thread', ({ taskMs }) => taskMs, (ms) => `${ms.toFixed(0)} ms`],
  ['heap', ({ heapBytes }) => heapBytes, (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`],
];

console.log(`Medians of ${runs} visits each, less what the page costs by itself.\n`);
console.log('| | ours, before a click | official, before a click | ours, opened | official, opened |');
console.log('|---|---:|---:|---:|---:|');
for (const [what, of, inWords] of ROWS) {
  const cells = (['loaded', 'opened'] as const).flatMap((when) =>
    (['ours', 'official'] as const).map((name) => {
      const value = (one: Name): number => median(costs[one].map((cost) => of(cost[when])));
      return inWords(Math.max(0, value(name) - value('page alone')));
    }),
  );
  console.log(`| ${what} | ${cells.join(' | ')} |`);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] =
    sorted.length % 2 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
}
