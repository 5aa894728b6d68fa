import { useSignal } from '@preact/signals';
import { Dialog } from '../../kit/parts/dialog.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import type { Conversation } from '../state/create-conversation.ts';

/** Removes what is known of the visitor, after a question. */
export function RemoveData({ conversation }: { conversation: Conversation }) {
  const asking = useSignal(false);
  const removed = useSignal(false);
  const problem = conversation.problem.value;
  if (removed.value) return <Notice kind="good" text="The visitor’s data was removed." />;
  const remove = async (): Promise<void> => {
    if (!(await conversation.removeVisitor())) return;
    asking.value = false;
    removed.value = true;
  };
  const close = (): void => {
    asking.value = false;
  };
  return (
    <>
      <button
        type="button"
        class="button small danger"
        onClick={() => {
          asking.value = true;
        }}
      >
        Remove visitor’s data
      </button>
      {asking.value && (
        <Dialog title="Remove all data of this visitor?" onClose={close}>
          <p>
            This ends the chat and deletes the visitor’s chats, messages and files, what they left while
            nobody was here, and what waits to be sent to the CRM. It cannot be undone.
          </p>
          {problem && <Notice kind="bad" text={problemWords(problem)} />}
          <div class="row end">
            <button type="button" class="button" onClick={close}>
              Cancel
            </button>
            <button
              type="button"
              class="button danger"
              disabled={conversation.busy.value}
              onClick={() => void remove()}
            >
              Remove
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
