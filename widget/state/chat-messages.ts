import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { LivechatConfig } from '../wire/config.ts';
import type { ReceivedMessage } from '../wire/decode-message.ts';
import { MESSAGE_TYPES } from '../wire/message.ts';
import type { ChatMessage, SystemText } from './porthole.ts';
import type { QueuedMessage } from './session.ts';

/** System messages with a text of ours. All others (commands, page visits, transcripts …) are never shown. */
const SYSTEM: Record<string, SystemText> = {
  [MESSAGE_TYPES.started]: 'started',
  [MESSAGE_TYPES.userJoined]: 'joined',
  [MESSAGE_TYPES.userLeft]: 'left',
  [MESSAGE_TYPES.transferred]: 'transferred',
  [MESSAGE_TYPES.closed]: 'ended',
  [MESSAGE_TYPES.removed]: 'removed',
};

/** What the list shows: what the server has, then what is on its way. */
export function chatMessages(
  received: ReadonlySignal<ReceivedMessage[]>,
  queue: ReadonlySignal<QueuedMessage[]>,
  config: ReadonlySignal<LivechatConfig | undefined>,
): ReadonlySignal<ChatMessage[]> {
  return computed(() => {
    const settings = config.value?.settings;
    const shown = received.value.filter(
      ({ type }) => !type || (type in SYSTEM && !settings?.hiddenSystemMessages.includes(type)),
    );
    return [
      ...shown.map(({ id, text, at, type, fromVisitor, author, edited }): ChatMessage => {
        const from = type ? 'system' : fromVisitor ? 'visitor' : 'agent';
        return {
          id,
          text,
          at,
          from,
          author: settings?.agentHiddenInfo && !fromVisitor ? undefined : author,
          system: SYSTEM[type],
          state: 'sent',
          problem: undefined,
          edited,
        };
      }),
      ...queue.value.map(
        ({ id, text, at, failed, detail }): ChatMessage => ({
          id,
          text,
          at,
          from: 'visitor',
          author: undefined,
          system: undefined,
          state: failed ? 'failed' : 'sending',
          problem: failed ? { code: failed, detail } : undefined,
          edited: false,
        }),
      ),
    ];
  });
}
