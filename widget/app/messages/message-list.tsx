import type { ComponentChildren, ComponentType } from 'preact';
import type { AgentView, ChatMessage, Porthole } from '../../state/porthole.ts';
import type { Ui } from '../ui.ts';
import type { AvatarProps } from './avatar.tsx';
import { dayText, timeText } from './day-text.ts';
import type { ChatT, Given } from './given.ts';
import type { createMessage } from './message.tsx';
import { type Block, messageBlocks } from './message-blocks.ts';
import type { createQueueLine } from './queue-line.tsx';
import type { createScroller } from './scroller.tsx';

export interface MessageListProps {
  ui: Ui;
  /** What stands in a list without messages. */
  empty: ComponentChildren;
}

interface BlockProps {
  block: Block;
  porthole: Porthole;
  agent: AgentView | undefined;
}

/** What was said, by day and author, and what goes on right now. */
export function createMessageList(
  { h, live }: Given,
  t: ChatT,
  Avatar: ComponentType<AvatarProps>,
  Message: ReturnType<typeof createMessage>,
  Scroller: ReturnType<typeof createScroller>,
  QueueLine: ReturnType<typeof createQueueLine>,
): ComponentType<MessageListProps> {
  const MessageList = live(({ ui: { porthole }, empty }: MessageListProps) => {
    const { typing, loadOlder } = porthole;
    const messages = porthole.messages.value;
    const older = porthole.older.value;
    return (
      <Scroller messages={messages} onTop={() => older === 'some' && void loadOlder()}>
        {older !== 'none' && (
          <li class="line">
            <button
              type="button"
              class="quiet"
              aria-disabled={older === 'loading'}
              onClick={() => void loadOlder()}
            >
              {t('older')}
            </button>
          </li>
        )}
        {!messages.length && empty}
        {messageBlocks(messages, Date.now()).map((block) => (
          <BlockView key={block.key} block={block} porthole={porthole} agent={porthole.agent.value} />
        ))}
        <QueueLine porthole={porthole} />
        {typing.value.length > 0 && (
          <li class="group">
            <div class="bubble dots">
              <i />
              <i />
              <i />
              <span class="unseen">{t('typing', { name: typing.value.join(', ') })}</span>
            </div>
          </li>
        )}
      </Scroller>
    );
  });

  function BlockView({ block, porthole, agent }: BlockProps) {
    if (block.kind === 'day') return <li class="line">{dayText(block.at, block.daysAgo, t)}</li>;
    if (block.kind === 'system') return <li class="line">{systemText(block.message)}</li>;
    const { messages, last } = block;
    const { from, author, at, state } = last;
    const name = author?.name ?? '';
    const own = from === 'visitor';
    return (
      <li class={`group ${from}`}>
        {!own && (
          <Avatar
            name={name}
            url={agent && agent.username === author?.username ? agent.avatarUrl : undefined}
          />
        )}
        <div>
          <b class={own || agent?.username === author?.username ? 'unseen' : undefined} dir="auto">
            {own ? t('you') : name}
          </b>
          {messages.map((message) => (
            <Message key={message.id} message={message} porthole={porthole} />
          ))}
          {state !== 'failed' && <small>{state === 'sending' ? t('sending') : timeText(at)}</small>}
        </div>
      </li>
    );
  }

  /** A name is isolated: one with a right-to-left override in it must not turn our words around. @see Unicode UAX #9, 2.4 */
  const systemText = ({ system, author, text }: ChatMessage): string =>
    system ? t(system, { name: `\u2068${author?.name ?? ''}\u2069` }) : text;

  return MessageList;
}
