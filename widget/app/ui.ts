import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Theme } from '../loader/rocketchat.d.ts';
import type { Porthole } from '../state/porthole.ts';
import { t } from './text/words.ts';

/** What the views share beside the chat itself. */
export interface Ui {
  porthole: Porthole;
  /** What the page said with `setTheme`. */
  theme: Signal<Theme>;
  title: ReadonlySignal<string>;
  /** CSS colour; undefined: ours. */
  color: ReadonlySignal<string | undefined>;
  position: ReadonlySignal<string>;
  /** "End this chat?" is being asked. */
  confirming: Signal<boolean>;
  /** What is asked in the sheet over the pop-up. */
  asked: Signal<'' | 'transcript' | 'department' | 'forget'>;
}

export function createUi(porthole: Porthole): Ui {
  const theme = signal<Theme>({});
  const server = computed(() => porthole.config.value?.theme);
  const offline = computed(() => porthole.screen.value.startsWith('offline'));
  return {
    porthole,
    theme,
    title: computed(
      () =>
        (offline.value
          ? theme.value.offlineTitle || server.value?.offlineTitle
          : theme.value.title || server.value?.title) || t(offline.value ? 'offlineTitle' : 'chat'),
    ),
    color: computed(
      () => theme.value.color || (offline.value && server.value?.offlineColor) || server.value?.color,
    ),
    position: computed(() => theme.value.position || server.value?.position || 'right'),
    confirming: signal(false),
    asked: signal(''),
  };
}
