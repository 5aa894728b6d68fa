import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { WidgetConfig } from '../wire/decode-config.ts';
import type { ReceivedMessage } from '../wire/decode-message.ts';
import type { MESSAGE_TYPES } from '../wire/message.ts';
import type { ChatMessage, SystemText } from './porthole.ts';
import type { QueuedMessage } from './session.ts';

/** System messages with a text of ours. All others (commands, page visits, transcripts …) are never shown. */
const SYSTEM: { [type in (typeof MESSAGE_TYPES)[keyof typeof MESSAGE_TYPES]]?: SystemText } & Record<
  string,
  SystemText
> = {
  'livechat-started': 'started',
  uj: 'joined',
  ul: 'left',
  livechat_transfer_history: 'transferred',
  'livechat-close': 'ended',
  rm: 'removed',
};

/** What most messages have in common. */
const PLAIN = {
  from: 'visitor',
  author: undefined,
  system: undefined,
  state: 'sent',
  problem: undefined,
  edited: false,
} as const;

/** What the list shows: what the server has, then what is on its way. */
export function chatMessages(
  received: ReadonlySignal<ReceivedMessage[]>,
  queue: ReadonlySignal<QueuedMessage[]>,
  config: ReadonlySignal<WidgetConfig | undefined>,
): ReadonlySignal<ChatMessage[]> {
  return computed(() => {
    const { hiddenSystemMessages = [], agentHiddenInfo } = config.value?.settings ?? {};
    return [
      ...received.value
        .filter(({ type }) => !type || (SYSTEM[type] && !hiddenSystemMessages.includes(type)))
        .map(
          ({ id, text, at, type, fromVisitor, author, edited }): ChatMessage => ({
            ...PLAIN,
            id,
            text,
            at,
            from: type ? 'system' : fromVisitor ? 'visitor' : 'agent',
            author: agentHiddenInfo && !fromVisitor ? undefined : author,
            system: SYSTEM[type],
            edited,
          }),
        ),
      ...queue.value.map(
        ({ id, text, at, failed, detail }): ChatMessage => ({
          ...PLAIN,
          id,
          text,
          at,
          state: failed ? 'failed' : 'sending',
          problem: failed ? { code: failed, detail } : undefined,
        }),
      ),
    ];
  });
}
