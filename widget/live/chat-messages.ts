import type { ChatMessage, SystemText } from '../state/porthole.ts';
import type { WidgetConfig } from '../wire/decode-config.ts';
import type { ReceivedMessage } from '../wire/decode-message.ts';
import type { MESSAGE_TYPES } from '../wire/message.ts';

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

/** What the list shows of what the server has. */
export function chatMessages(received: ReceivedMessage[], config: WidgetConfig | undefined): ChatMessage[] {
  const { hiddenSystemMessages = [], agentHiddenInfo } = config?.settings ?? {};
  return received
    .filter((message) => {
      const type = kindOf(message);
      return !type || (SYSTEM[type] && !hiddenSystemMessages.includes(type));
    })
    .map((message) => {
      const { id, text, at, type, fromVisitor, author, edited, attachments, files } = message;
      return {
        id,
        text,
        at,
        from: type ? 'system' : fromVisitor ? 'visitor' : 'agent',
        author: agentHiddenInfo && !fromVisitor ? undefined : author,
        system: SYSTEM[kindOf(message)],
        state: 'sent',
        problem: undefined,
        edited,
        attachments,
        files,
      };
    });
}

/** What the server says when it ends a chat by itself is meant for the visitor: shown as it is, whatever else is hidden. */
const kindOf = ({ type, text, author }: ReceivedMessage) =>
  type === 'livechat-close' && author.username === 'rocket.cat' && text ? '' : type;
