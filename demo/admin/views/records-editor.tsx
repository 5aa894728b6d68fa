import { batch, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Dialog } from '../../kit/parts/dialog.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import type { Problem } from '../../kit/rest.ts';
import type { Records, Stored } from '../state/create-records.ts';

export interface RecordsEditorProps<Draft> {
  title: string;
  /** One of them: `department`. */
  noun: string;
  about: string;
  records: Records<Draft>;
  /** What a new one begins with. */
  blank: Draft;
  nameOf(draft: Draft): string;
  /** What the list says about one, beside its name. */
  facts(draft: Draft): ComponentChildren;
  /** The inputs. */
  form(draft: Draft, change: (part: Partial<Draft>) => void): ComponentChildren;
  /** What is wrong with a draft that nobody need ask the server about, in words. */
  check(draft: Draft): string | undefined;
  /** More buttons of one in the list; `run` shows what went wrong. */
  actions?(stored: Stored<Draft>, run: (command: Promise<Problem | undefined>) => void): ComponentChildren;
}

/** A list of things with buttons to add, change and delete them. What is typed stays when the server refuses it. */
export function RecordsEditor<Draft>(props: RecordsEditorProps<Draft>) {
  const { title, noun, about, records, blank, nameOf, facts, actions } = props;
  /** Id of what is being changed; `new`: of one that is not there yet. */
  const editing = useSignal<Stored<Draft>>();
  const leaving = useSignal<Stored<Draft>>();
  const problem = useSignal<Problem>();
  const titleId = useId();
  useEffect(() => records.watch(), [records]);

  const run = (command: Promise<Problem | undefined>): void => {
    void command.then((failed) => {
      problem.value = failed;
    });
  };
  const list = records.list.value;
  const failed = problem.value ?? records.problem.value;
  return (
    <section class="records" aria-labelledby={titleId}>
      <header class="row spread">
        <h3 id={titleId}>{title}</h3>
        <button
          type="button"
          class="button small"
          disabled={editing.value !== undefined}
          onClick={() => {
            editing.value = { id: '', draft: blank };
          }}
        >
          Add a {noun}
        </button>
      </header>
      <p class="soft">{about}</p>
      {failed && <Notice kind="bad" text={problemWords(failed)} />}
      {editing.value?.id === '' && <RecordForm {...props} editing={editing} />}
      {!list && !failed && <div class="spinner" role="status" aria-label={`Loading ${title}`} />}
      {list?.length === 0 && <p class="soft none">There is none yet.</p>}
      <ul class="items" aria-label={title}>
        {list?.map((stored) => (
          <li key={stored.id} class="item">
            {editing.value?.id === stored.id ? (
              <RecordForm {...props} editing={editing} />
            ) : (
              <div class="record">
                <div class="record-text">
                  <strong>{nameOf(stored.draft)}</strong>
                  <span class="soft">{facts(stored.draft)}</span>
                </div>
                <div class="row">
                  {actions?.(stored, run)}
                  <button
                    type="button"
                    class="button small"
                    aria-label={`Edit ${nameOf(stored.draft)}`}
                    disabled={editing.value !== undefined}
                    onClick={() => {
                      editing.value = stored;
                    }}
                  >
                    Edit
                  </button>
                  <button
                    type="button"
                    class="button danger small"
                    aria-label={`Delete ${nameOf(stored.draft)}`}
                    onClick={() => {
                      leaving.value = stored;
                    }}
                  >
                    Delete
                  </button>
                </div>
              </div>
            )}
          </li>
        ))}
      </ul>
      {leaving.value && (
        <Dialog
          title={`Delete ${nameOf(leaving.value.draft)}?`}
          onClose={() => {
            leaving.value = undefined;
          }}
        >
          <p>It is gone for good.</p>
          <div class="row end">
            <button
              type="button"
              class="button"
              onClick={() => {
                leaving.value = undefined;
              }}
            >
              Keep
            </button>
            <button
              type="button"
              class="button danger"
              onClick={() => {
                const id = leaving.value?.id ?? '';
                batch(() => {
                  leaving.value = undefined;
                  problem.value = undefined;
                });
                run(records.remove(id));
              }}
            >
              Delete
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

interface RecordFormProps<Draft> extends RecordsEditorProps<Draft> {
  editing: { value: Stored<Draft> | undefined };
}

function RecordForm<Draft>({ noun, records, form, check, editing }: RecordFormProps<Draft>) {
  const wrong = useSignal<string>();
  const isSaving = useSignal(false);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => element.current?.querySelector('input')?.focus(), []);
  const now = editing.value;
  if (!now) return null;
  const save = async (): Promise<void> => {
    wrong.value = check(now.draft);
    if (wrong.value !== undefined) return;
    isSaving.value = true;
    const failed = await records.save(now.id === '' ? undefined : now.id, now.draft);
    batch(() => {
      isSaving.value = false;
      if (failed) wrong.value = problemWords(failed);
      else editing.value = undefined;
    });
  };
  return (
    <form
      ref={element}
      class="record-form"
      noValidate
      aria-label={now.id === '' ? `New ${noun}` : `Change the ${noun}`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {form(now.draft, (part) => {
        editing.value = { id: now.id, draft: { ...now.draft, ...part } };
      })}
      {wrong.value !== undefined && <Notice kind="bad" text={wrong.value} />}
      <div class="row end">
        <button
          type="button"
          class="button quiet small"
          onClick={() => {
            editing.value = undefined;
          }}
        >
          Cancel
        </button>
        <button type="submit" class="button primary small" disabled={isSaving.value}>
          {isSaving.value ? 'Saving …' : 'Save'}
        </button>
      </div>
    </form>
  );
}
