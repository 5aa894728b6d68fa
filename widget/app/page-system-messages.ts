import type { SystemMessageType } from '../loader/rocketchat.d.ts';
import type { PageDeps } from './page-api.ts';
import { joined, list, type Method } from './page-method.ts';

const TYPES: readonly (SystemMessageType | unknown)[] = [
  'uj',
  'ul',
  'livechat-close',
  'livechat-started',
  'livechat_transfer_history',
] satisfies SystemMessageType[];

/** `setHiddenSystemMessages`: kinds that the page wants hidden, added to those of the server's config: to each config that comes. */
export function createSetHidden({
  ui: { porthole },
  facts: { config },
  effect,
}: Pick<PageDeps, 'ui' | 'facts' | 'effect'>): Method {
  let hidden: unknown[] = [];

  function add(): void {
    const now = config.peek();
    const shown = now?.settings.hiddenSystemMessages ?? [];
    const all = [...new Set([...shown, ...hidden])] as string[];
    if (now && all.length > shown.length)
      config.value = { ...now, settings: { ...now.settings, hiddenSystemMessages: all } };
  }
  effect(() => {
    if (config.value) queueMicrotask(add);
  });

  return list((types) => {
    // What is shown again, only the server's own list can tell.
    if (hidden.length) void porthole.retryLoad();
    hidden = types.filter((type) => TYPES.includes(type));
    add();
    return joined(types.map((type) => TYPES.includes(type) || `no type ${type}: ${TYPES}`));
  });
}
