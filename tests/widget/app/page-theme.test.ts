import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type PageBench, pageBench } from './support/page-bench.ts';

let bench: PageBench;
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  bench = pageBench();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('setTheme adds to what was set before; undefined takes a key away', () => {
  bench.call('setTheme', { title: 'Help', position: 'left' });
  bench.call('setTheme', { color: '#123456', position: undefined });
  expect(bench.ui.theme.value).toEqual({ title: 'Help', color: '#123456' });
  expect([bench.ui.title.value, bench.ui.position.value]).toEqual(['Help', 'right']);
});

test('what is no look is left out, the rest is taken', () => {
  bench.call('setTheme', { title: 'Help', position: 'top', color: 'nonsense', background: '}*{all:unset' });
  expect(bench.ui.theme.value).toEqual({ title: 'Help' });
});

test.each([
  [{ fontColor: 'gold' }, /header\{[^}]*color:gold\}.*\.launcher i\{[^}]*background:gold!important\}/],
  [{ iconColor: 'gold' }, /header\{[^}]*color:var\(--on-fill\).*header \.round\{color:gold\}/],
  [{ background: 'gold' }, /\.log\{background:gold;color:color\(from gold /],
  [
    { guestBubbleBackgroundColor: 'gold' },
    /\.visitor \.bubble[^{]*\{background:gold;color:color\(from gold /,
  ],
  [
    { agentBubbleBackgroundColor: 'gold' },
    /:not\(\.visitor\) \.bubble\{background:gold;color:color\(from gold /,
  ],
  [{ hideAgentAvatar: true }, /\.avatar\{display:none\}/],
  [{ hideGuestAvatar: false }, /\.visitor::after\{content:"É";/],
])('%o is in the styles, and goes again with the key', (theme, rule) => {
  bench.porthole.form.value = { ...bench.porthole.form.value, name: '"}Éva' };
  expect(bench.css()).not.toMatch(rule);
  bench.call('setTheme', theme);
  expect(bench.css()).toMatch(rule);
  bench.call('setTheme', Object.fromEntries(Object.keys(theme).map((key) => [key, undefined])));
  expect(bench.css()).not.toMatch(rule);
});
