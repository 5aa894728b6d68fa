import type { Given } from '../given.ts';

/** Behind the messages: any CSS background, as on a real server; what is none leaves ours. */
export function backgroundFollows({
  effect,
  porthole: { config },
  host: {
    element: { style },
  },
}: Given): void {
  effect(() => {
    const { style: read } = new Option();
    read.background = config.value?.theme.background ?? '';
    style.setProperty('--log', read.background);
    style.setProperty('--log-dim', read.background && 'currentColor');
  });
}
