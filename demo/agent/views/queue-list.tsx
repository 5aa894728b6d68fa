import { useSignal } from '@preact/signals';
import { timeWords } from '../../kit/time-words.ts';
import { queuePlaces } from '../model/queue-places.ts';
import type { AgentConsole } from '../state/create-console.ts';
import { LoadsDialog } from './loads-dialog.tsx';

/** Those who wait, with their place and since when, and a button to take each. */
export function QueueList({ console }: { console: AgentConsole }) {
  const queue = console.queue.value;
  const { mostShown, showsLoads } = console.queueSettings.value;
  const { departments, busy } = console;
  const showsDialog = useSignal(false);
  const places = queuePlaces(queue);
  const shown = mostShown > 0 ? places.slice(0, mostShown) : places;
  const more = places.length - shown.length;
  return (
    <section aria-labelledby="queue-title">
      <h2 id="queue-title">
        Queue <span class="badge">{queue.length}</span>
      </h2>
      {showsLoads && (
        <button
          type="button"
          class="button quiet small loads-link"
          onClick={() => {
            showsDialog.value = true;
          }}
        >
          Chats of each agent
        </button>
      )}
      {queue.length === 0 && <p class="soft none">Nobody waits.</p>}
      <ul>
        {shown.map(({ chat, place }) => (
          <li key={chat.inquiryId} class="queued">
            <span class="place" title={`Number ${place} in the queue`}>
              <span class="visually-hidden">Number </span>
              {place}
            </span>
            <div class="chat-text">
              <strong class="clip">{chat.name}</strong>
              <span class="soft clip">
                {chat.since !== undefined && `since ${timeWords(chat.since)} · `}
                {chat.channel !== '' && `${chat.channel} · `}
                {departments.value.get(chat.department ?? '') ?? 'No department'}
                {chat.lastMessage !== '' && `: ${chat.lastMessage}`}
              </span>
            </div>
            <button
              type="button"
              class="button primary small"
              aria-label={`Take the chat of ${chat.name}`}
              disabled={busy.value === chat.inquiryId}
              onClick={() => void console.take(chat.inquiryId)}
            >
              Take
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="soft none">{more === 1 ? 'One more waits.' : `${more} more wait.`}</p>}
      {showsDialog.value && (
        <LoadsDialog
          console={console}
          onClose={() => {
            showsDialog.value = false;
          }}
        />
      )}
    </section>
  );
}
