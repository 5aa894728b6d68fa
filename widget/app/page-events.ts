import type { effect as Effect } from '@preact/signals-core';
import type { PortholeState } from '../state/porthole.ts';
import type { PortholeHost } from './host.ts';

/**
 * Tells the page's callbacks what has happened, each thing once. The state is watched, not the buttons: another tab may be the cause.
 * @see `docs/window-api.md` for where the official widget does otherwise
 */
export function pageEvents(state: PortholeState, emit: PortholeHost['emit'], effect: typeof Effect): void {
  const { isOpen, screen, roomId, busy, problem, form, agent, queue } = state;
  /** Calls back with the value that changed and the one before; out of the effect, which must not follow what the page does. */
  const changes = <T>(read: () => T, initial: T, changed: (now: T, before: T) => void) => {
    let last = initial;
    effect(() => {
      const now = read();
      const before = last;
      last = now;
      if (now !== before) queueMicrotask(() => changed(now, before));
    });
  };

  changes(
    () => isOpen.value,
    false,
    (open) => emit(open ? 'onChatMaximized' : 'onChatMinimized'),
  );
  changes(
    () => screen.value,
    'loading',
    (now, before) => {
      if (now === 'ended' && before === 'chat') emit('onChatEnded');
      if (now.startsWith('offline') && !before.startsWith('offline')) emit('onServiceOffline');
    },
  );
  // A room that this visitor opens, here and now: not one that is taken up again, nor that of another tab.
  changes(
    () => roomId.value && busy.peek() === 'starting' && roomId.value,
    false,
    (started) => started && emit('onChatStarted'),
  );
  let sent = form.peek();
  changes(
    () => busy.value,
    undefined,
    (now, before) => {
      if (now) sent = form.peek();
      else if (problem.peek()) return;
      const { message, ...who } = sent;
      const guest = Object.fromEntries(Object.entries(who).filter(([, value]) => value));
      if (!now && before === 'registering') emit('onPrechatFormSubmit', guest);
      if (!now && before === 'sending-offline')
        emit('onOfflineFormSubmit', { ...guest, message, host: location.origin });
    },
  );
  changes(
    () => agent.value,
    undefined,
    (now, before) => {
      if (!now) return;
      const { name, username, status } = now;
      if (username !== before?.username) emit('onAssignAgent', { name, username, status });
      else if (status !== before.status) emit('onAgentStatusChange', { name, username, status });
    },
  );
  // As text: the same place, told again, is no news.
  changes(
    () => JSON.stringify(queue.value.info),
    undefined,
    (info) => info && emit('onQueuePositionChange', JSON.parse(info)),
  );
}
