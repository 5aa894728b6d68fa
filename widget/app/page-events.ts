import { effect, untracked } from '@preact/signals-core';
import type { PortholeState } from '../state/porthole.ts';
import type { PortholeHost } from './host.ts';

/**
 * Tells the page's callbacks what has happened, each thing once. The state is watched, not the buttons: another tab may be the cause.
 * @see the official widget's API documentation for the payloads
 */
export function pageEvents(state: PortholeState, emit: PortholeHost['emit']): void {
  const { isOpen, screen, busy, problem, form, agent, queue } = state;
  /** Calls back with the value that changed and the one before, not with the first. */
  const changes = <T>(read: () => T, changed: (now: T, before: T) => void) => {
    let before: T;
    let first = true;
    effect(() => {
      const now = read();
      const last = before;
      before = now;
      if (!first && now !== last) untracked(() => changed(now, last));
      first = false;
    });
  };

  changes(
    () => isOpen.value,
    (open) => emit(open ? 'onChatMaximized' : 'onChatMinimized'),
  );
  changes(
    () => screen.value,
    (now, before) => {
      if (now === 'ended' && before === 'chat') emit('onChatEnded');
      if (now.startsWith('offline') && !before.startsWith('offline')) emit('onServiceOffline');
    },
  );
  let sent = form.peek();
  changes(
    () => busy.value,
    (now, before) => {
      if (now) sent = form.peek();
      else if (problem.peek()) return;
      const { name, email, department, message } = sent;
      const guest = { name, email, ...(department && { department }) };
      if (!now && before === 'registering') emit('onPrechatFormSubmit', guest);
      if (!now && before === 'sending-offline') emit('onOfflineFormSubmit', { ...guest, message });
    },
  );
  changes(
    () => agent.value,
    (now, before) => {
      if (!now) return;
      const { name, username, status } = now;
      if (username !== before?.username) emit('onAssignAgent', { name, username, status });
      else if (status !== before.status) emit('onAgentStatusChange', { name, username, status });
    },
  );
  changes(
    () => queue.value.info,
    (info) => info && emit('onQueuePositionChange', info),
  );
}
