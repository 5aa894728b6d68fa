import type { AgentView, ChatMessage, Porthole } from '../../state/porthole.ts';
import { live } from '../live.ts';
import { type Block, messageBlocks } from '../message-blocks.ts';
import { dayText, t, timeText } from '../text/words.ts';
import type { Ui } from '../ui.ts';
import { Avatar } from './avatar.tsx';
import { Message } from './message.tsx';
import { QueueLine } from './queue-line.tsx';
import { Scroller } from './scroller.tsx';

/** What was said, by day and author, and what goes on right now. */
export const MessageList = live(({ ui: { porthole } }: { ui: Ui }) => {
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
      {!messages.length && (
        <li class="empty">
          <h3>{t('emptyTitle')}</h3>
          <p>{t('emptyText')}</p>
        </li>
      )}
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

interface BlockProps {
  block: Block;
  porthole: Porthole;
  agent: AgentView | undefined;
}
function BlockView({ block, porthole, agent }: BlockProps) {
  if (block.kind === 'day') return <li class="line">{dayText(block.at, block.daysAgo)}</li>;
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
