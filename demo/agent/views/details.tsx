import { useSignal } from '@preact/signals';
import { Field } from '../../kit/parts/field.tsx';
import { timeWords } from '../../kit/time-words.ts';
import { tagsOf } from '../model/tags-of.ts';
import type { PageVisit } from '../model/visitor-info.ts';
import type { Conversation } from '../state/create-conversation.ts';
import { RemoveData } from './remove-data.tsx';

interface DetailsProps {
  conversation: Conversation;
  department: string | undefined;
}

/** What is known of the visitor, and what the agent says of the chat: topic and tags. */
export function Details({ conversation, department }: DetailsProps) {
  return (
    <aside class="details stack" aria-label="Details">
      <VisitorFacts conversation={conversation} department={department} />
      <TopicForm conversation={conversation} />
      <Pages pages={conversation.pages.value} />
      {conversation.mayRemove && <RemoveData conversation={conversation} />}
    </aside>
  );
}

function VisitorFacts({ conversation, department }: DetailsProps) {
  const visitor = conversation.visitor.value;
  const { fields } = conversation.room.value;
  if (!visitor) return <p class="soft">Nothing is known of this visitor.</p>;
  const facts: [string, string][] = [
    ['Name', visitor.name],
    ['Email', visitor.email],
    ['Phone', visitor.phone],
    ['Is now', visitor.status],
    ['Department', department ?? ''],
    ['Browser', visitor.browser],
    ['System', visitor.system],
    ['IP address', visitor.ip],
    ['Host', visitor.host],
    ...visitor.fields,
    ...fields,
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function TopicForm({ conversation }: { conversation: Conversation }) {
  const room = conversation.room.value;
  const topic = useSignal(room.topic);
  const tags = useSignal(room.tags.join(', '));
  const saved = useSignal(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    saved.value = await conversation.saveInfo({ topic: topic.value.trim(), tags: tagsOf(tags.value) });
  };
  return (
    <form class="stack tight" onSubmit={(event) => void submit(event)}>
      <Field label="Topic">
        {(id) => (
          <input
            id={id}
            class="input"
            disabled={!room.open}
            value={topic.value}
            onInput={(event) => {
              topic.value = event.currentTarget.value;
              saved.value = false;
            }}
          />
        )}
      </Field>
      <Field label="Tags, separated by commas">
        {(id) => (
          <input
            id={id}
            class="input"
            disabled={!room.open}
            value={tags.value}
            onInput={(event) => {
              tags.value = event.currentTarget.value;
              saved.value = false;
            }}
          />
        )}
      </Field>
      <div class="row">
        <button type="submit" class="button small" disabled={!room.open || conversation.busy.value}>
          Save
        </button>
        <span class="soft" role="status">
          {saved.value ? 'Saved' : ''}
        </span>
      </div>
    </form>
  );
}

/** Newest first. Addresses are text, not links: whoever sends them chooses where they lead. */
function Pages({ pages }: { pages: PageVisit[] }) {
  if (pages.length === 0) return null;
  return (
    <section class="stack tight" aria-label="Pages">
      <h3>
        Pages <span class="badge">{pages.length}</span>
      </h3>
      <ol class="pages">
        {pages.map(({ title, address, at }) => (
          <li key={`${at}${address}`}>
            <span class="clip" dir="auto">
              {title}
            </span>
            {at !== undefined && <time class="soft">{timeWords(at)}</time>}
            <span class="soft address" title={address}>
              {address}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
