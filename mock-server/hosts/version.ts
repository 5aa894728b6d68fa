import { readFileSync } from 'node:fs';

declare const __PORTHOLE_VERSION__: string | undefined;

/** Version of this package: put in by the build, read from package.json when run from a checkout. */
export function portholeVersion(): string {
  if (typeof __PORTHOLE_VERSION__ === 'string') return __PORTHOLE_VERSION__;
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
