import type { CreateLive } from '../state/live.ts';
import type { createMessages } from './messages/messages.ts';
import type { pageApi } from './page-api.ts';

declare const __PORTHOLE_VERSION__: string;

/** What not every visitor needs, each built by itself and lying beside the pop-up. A part is given what the two of them share. */
export interface Parts {
  live: { createLive: CreateLive };
  messages: { createMessages: typeof createMessages };
  'page-api': { pageApi: typeof pageApi };
}

const loading: { [name in keyof Parts]?: Promise<Parts[name]> } = {};
let mark = '';

/**
 * Loads a part once. Rejects when it cannot be had; the next call tries again.
 * @note After a failure the address changes: browsers remember that one.
 */
export function loadPart<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
  const parts: { [key in Name]?: Promise<Parts[Name]> } = loading;
  parts[name] ??= import(/* @vite-ignore */ `./porthole-${name}-${__PORTHOLE_VERSION__}.js${mark}`).catch(
    (error) => {
      mark += '?';
      delete parts[name];
      throw error;
    },
  );
  return parts[name];
}
