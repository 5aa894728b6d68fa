import { useSignal } from '@preact/signals';
import { Dialog } from '../../kit/parts/dialog.tsx';
import { Field } from '../../kit/parts/field.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import { tagsOf } from '../model/tags-of.ts';
import type { Conversation } from '../state/create-conversation.ts';

/** Ends the chat with a comment, which the visitor reads, and tags, which the CRM gets. */
export function CloseDialog({ conversation, onClose }: { conversation: Conversation; onClose(): void }) {
  const room = conversation.room.value;
  const comment = useSignal('');
  const tags = useSignal(room.tags.join(', '));
  const problem = conversation.problem.value;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await conversation.close(comment.value.trim(), tagsOf(tags.value))) onClose();
  };
  return (
    <Dialog title={`End the chat with ${room.name}`} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <Field label="Comment" hint="Becomes the last message of the chat.">
          {(id, hintId) => (
            <textarea
              id={id}
              class="input"
              rows={3}
              aria-describedby={hintId}
              value={comment.value}
              onInput={(event) => {
                comment.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Field label="Tags" hint="Separated by commas.">
          {(id, hintId) => (
            <input
              id={id}
              class="input"
              aria-describedby={hintId}
              placeholder="delivery, glaze"
              value={tags.value}
              onInput={(event) => {
                tags.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        {problem && <Notice kind="bad" text={problemWords(problem)} />}
        <div class="row end">
          <button type="button" class="button" onClick={onClose}>
            Go on chatting
          </button>
          <button type="submit" class="button primary" disabled={conversation.busy.value}>
            End chat
          </button>
        </div>
      </form>
    </Dialog>
  );
}
