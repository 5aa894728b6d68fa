import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Dialog } from '../../kit/parts/dialog.tsx';
import { Field } from '../../kit/parts/field.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import { decodePassTarget } from '../model/pass-target.ts';
import type { Colleague } from '../routing-api.ts';
import type { AgentConsole } from '../state/create-console.ts';
import type { Conversation } from '../state/create-conversation.ts';

export interface PassDialogProps {
  console: AgentConsole;
  conversation: Conversation;
  onClose(): void;
}

/** Gives the chat to another agent or department, or back into the queue. */
export function PassDialog({ console, conversation, onClose }: PassDialogProps) {
  const room = conversation.room.value;
  const chosen = useSignal('queue');
  const comment = useSignal('');
  const mayForward = useSignal<boolean>();
  const colleagues = useSignal<Colleague[]>([]);
  useEffect(() => {
    void (async () => {
      const allowed = await console.mayForward();
      mayForward.value = allowed;
      if (allowed) colleagues.value = await console.colleagues();
    })();
  }, [console, mayForward, colleagues]);
  const departments = [...console.departments.value].filter(([id]) => id !== room.department);
  const problem = conversation.problem.value;
  const toQueue = chosen.value === 'queue';
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const target = decodePassTarget(chosen.value);
    if (target && (await conversation.pass(target, comment.value.trim()))) {
      onClose();
      console.dismiss(room.rid);
    }
  };
  return (
    <Dialog title={`Pass on the chat with ${room.name}`} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <Field
          label="To"
          {...(mayForward.value === false
            ? {
                hint: 'Agents may not choose another agent or department here: transfer-livechat-guest is for managers.',
              }
            : {})}
        >
          {(id, hintId) => (
            <select
              id={id}
              class="input"
              aria-describedby={hintId}
              value={chosen.value}
              onChange={(event) => {
                chosen.value = event.currentTarget.value;
              }}
            >
              <option value="queue">The queue</option>
              {mayForward.value && departments.length > 0 && (
                <optgroup label="Departments">
                  {departments.map(([departmentId, name]) => (
                    <option key={departmentId} value={`department:${departmentId}`}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              )}
              {colleagues.value.length > 0 && (
                <optgroup label="Agents">
                  {colleagues.value.map((one) => (
                    <option key={one.id} value={`agent:${one.id}`}>
                      {one.name}
                    </option>
                  ))}
                </optgroup>
              )}
            </select>
          )}
        </Field>
        {!toQueue && (
          <Field label="Comment" hint="For the next agent.">
            {(id, hintId) => (
              <textarea
                id={id}
                class="input"
                rows={2}
                aria-describedby={hintId}
                value={comment.value}
                onInput={(event) => {
                  comment.value = event.currentTarget.value;
                }}
              />
            )}
          </Field>
        )}
        {problem && <Notice kind="bad" text={problemWords(problem)} />}
        <div class="row end">
          <button type="button" class="button" onClick={onClose}>
            Keep the chat
          </button>
          <button type="submit" class="button primary" disabled={conversation.busy.value}>
            Pass on
          </button>
        </div>
      </form>
    </Dialog>
  );
}
