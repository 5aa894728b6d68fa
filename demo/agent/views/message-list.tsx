import { useLayoutEffect, useRef } from 'preact/hooks';
import { Initials } from '../../kit/parts/initials.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import { timeWords } from '../../kit/time-words.ts';
import type { ChatMessage } from '../model/chat-message.ts';
import { systemWords } from '../model/system-words.ts';
import type { Conversation } from '../state/create-conversation.ts';
import { MessageFile } from './message-file.tsx';

/** How close to the end counts as reading the end, in pixels. */
const NEAR_END_PX = 80;

/** The messages; stays at the newest unless the agent has scrolled away from it. */
export function MessageList({ conversation }: { conversation: Conversation }) {
  const messages = conversation.messages.value;
  const types = conversation.visitorTypes.value;
  const history = conversation.history.value;
  const list = useRef<HTMLDivElement>(null);
  const stays = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && stays.current) element.scrollTop = element.scrollHeight;
  });
  return (
    <div
      class="messages"
      ref={list}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        stays.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
      }}
    >
      {history === 'loading' && <div class="spinner" role="status" aria-label="Loading the messages" />}
      {history === 'failed' && (
        <Notice kind="bad" text="The earlier messages could not be loaded.">
          <button type="button" class="button small" onClick={() => void conversation.refresh()}>
            Try again
          </button>
        </Notice>
      )}
      <ol aria-label="Messages">
        {messages.map((message, index) => (
          <MessageRow
            key={message.id}
            conversation={conversation}
            message={message}
            follows={isRun(messages[index - 1], message)}
          />
        ))}
      </ol>
      <p class="typing soft" role="status">
        {types ? `${conversation.room.value.name} is typing …` : ''}
      </p>
    </div>
  );
}

/** Whether a message goes on where the one before left off, so that its author need not be told again. */
function isRun(before: ChatMessage | undefined, message: ChatMessage): boolean {
  return before !== undefined && !before.system && before.author.id === message.author.id;
}

interface MessageRowProps {
  conversation: Conversation;
  message: ChatMessage;
  follows: boolean;
}

function MessageRow({ conversation, message, follows }: MessageRowProps) {
  if (message.system) {
    return (
      <li class="system">
        {systemWords(message)} · <time>{timeWords(message.at)}</time>
      </li>
    );
  }
  const isVisitor = message.author.id === conversation.room.value.visitor.id;
  return (
    <li class={`message ${isVisitor ? 'theirs' : 'ours'} ${follows ? 'follows' : ''} ${message.state}`}>
      {isVisitor && <span class="picture">{!follows && <Initials name={message.author.name} />}</span>}
      <div class="bubble">
        <span class="visually-hidden">{message.author.name}: </span>
        {message.files?.map((file) => (
          <MessageFile key={file.path} conversation={conversation} file={file} />
        ))}
        {message.text !== '' && <p>{message.text}</p>}
        <span class="meta">
          {message.edited && 'edited · '}
          {message.state === 'sending' ? 'sending …' : timeWords(message.at)}
        </span>
      </div>
      {message.state === 'failed' && (
        <div class="failed-note" role="alert">
          <span>Not sent. {message.problem ? problemWords(message.problem) : ''}</span>
          <button type="button" class="button small" onClick={() => conversation.retry(message.id)}>
            Send again
          </button>
        </div>
      )}
    </li>
  );
}
