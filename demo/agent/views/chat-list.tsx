import { useEffect } from 'preact/hooks';
import { every } from '../../kit/every.ts';
import { Empty } from '../../kit/parts/empty.tsx';
import { timeWords } from '../../kit/time-words.ts';
import { systemWords } from '../model/system-words.ts';
import type { AgentConsole } from '../state/create-console.ts';
import type { Conversation } from '../state/create-conversation.ts';
import { QueueList } from './queue-list.tsx';

const LOOK_EVERY_MS = 3000;

/** The queue, and the agent's own chats. */
export function ChatList({ console }: { console: AgentConsole }) {
  const conversations = console.conversations.value;
  const { loaded } = console;
  useEffect(() => every(LOOK_EVERY_MS, console.look), [console]);
  if (!loaded.value) {
    return (
      <nav class="lists" aria-label="Chats">
        <div class="empty">
          <div class="spinner" role="status" aria-label="Loading your chats" />
        </div>
      </nav>
    );
  }
  return (
    <nav class="lists" aria-label="Chats">
      <QueueList console={console} />
      <section aria-labelledby="mine-title">
        <h2 id="mine-title">
          My chats <span class="badge">{conversations.length}</span>
        </h2>
        {conversations.length === 0 && (
          <Empty
            icon="chat"
            title="No chats yet"
            text={
              console.available.value
                ? 'You are online: a visitor’s first message shows here.'
                : 'Switch to online, and visitors can reach you.'
            }
          />
        )}
        <ul>
          {conversations.map((conversation) => (
            <ChatRow key={conversation.room.value.rid} console={console} conversation={conversation} />
          ))}
        </ul>
      </section>
    </nav>
  );
}

function ChatRow({ console, conversation }: { console: AgentConsole; conversation: Conversation }) {
  const room = conversation.room.value;
  const last = conversation.messages.value.at(-1);
  const unread = conversation.unread.value;
  const isSelected = console.selected.value === conversation;
  return (
    <li>
      <button
        type="button"
        class={`chat ${isSelected ? 'selected' : ''}`}
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => console.select(room.rid)}
      >
        <span class={`dot ${room.open && !room.onHold ? 'good' : ''}`} aria-hidden="true" />
        <span class="chat-text">
          <strong class="clip">{room.name}</strong>
          <span class="soft clip">{previewOf(conversation)}</span>
        </span>
        <span class="chat-side">
          {last && <span class="soft">{timeWords(last.at)}</span>}
          {room.channel !== '' && <span class="badge">{room.channel}</span>}
          {unread > 0 && (
            <span class="badge accent">
              {unread}
              <span class="visually-hidden"> unread</span>
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function previewOf(conversation: Conversation): string {
  if (conversation.visitorTypes.value) return 'is typing …';
  if (!conversation.room.value.open) return conversation.isWithOthers.value ? 'With somebody else' : 'Ended';
  if (conversation.room.value.onHold) return 'On hold';
  const last = conversation.messages.value.at(-1);
  if (!last) return 'Nothing written yet';
  return last.system ? systemWords(last) : last.text;
}
