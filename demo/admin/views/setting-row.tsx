import { useId } from 'preact/hooks';
import { CopyButton } from '../../kit/parts/copy-button.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import { sameValue, valueWords } from '../model/setting.ts';
import type { SettingEntry, SettingProblem } from '../state/create-setting-entry.ts';
import { SettingInput } from './setting-input.tsx';

/** One setting: what it is and does, its id and default, and its input with how saving went. */
export function SettingRow({ entry }: { entry: SettingEntry }) {
  const setting = entry.setting.value;
  const { id, label, does, kind, value, standard } = setting;
  const state = entry.state.value;
  const problem = entry.problem.value;
  const isStandard = sameValue(value, standard);
  const names = useId();
  const ids = { label: `${names}-label`, input: names, does: `${names}-does`, problem: `${names}-problem` };
  return (
    <li class="setting" data-setting={id} data-state={state}>
      <div class="setting-text">
        {kind === 'many' ? (
          <strong id={ids.label}>{label}</strong>
        ) : (
          <label id={ids.label} for={ids.input}>
            {label}
          </label>
        )}
        <p id={ids.does}>{does}</p>
        <p class="setting-facts">
          <code>{id}</code>
          <CopyButton text={id} label="Copy" />
          <span class="soft standard">Default: {valueWords(setting, standard)}</span>
          {!isStandard && (
            <button
              type="button"
              class="button quiet small"
              aria-label={`Back to the default of ${label}`}
              disabled={state === 'saving'}
              onClick={() => void entry.save(standard)}
            >
              Back to default
            </button>
          )}
        </p>
      </div>
      <form
        class="setting-edit"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (state === 'dirty' || state === 'failed') void entry.save();
        }}
      >
        <SettingInput entry={entry} ids={ids} />
        <div class="setting-state">
          <span role="status" class={state === 'saved' ? 'saved' : 'soft'}>
            {STATE_WORDS[state]}
          </span>
          {(state === 'dirty' || state === 'failed') && (
            <>
              <button type="button" class="button quiet small" onClick={entry.undo}>
                Undo
              </button>
              <button type="submit" class="button primary small">
                {state === 'failed' ? 'Try again' : 'Save'}
              </button>
            </>
          )}
        </div>
        {problem && (
          <p class="setting-problem" id={ids.problem} role="alert">
            {settingProblemWords(problem, id)}
          </p>
        )}
      </form>
    </li>
  );
}

const STATE_WORDS = { idle: '', dirty: 'Not saved', saving: 'Saving …', saved: 'Saved', failed: 'Not saved' };

/** The server begins its sentences with the setting's id, which stands right beside. */
function settingProblemWords(problem: SettingProblem, id: string): string {
  if (problem.why === 'no-number') return 'Please write a number.';
  const words = problemWords(problem);
  const rest = words.startsWith(`${id}: `) ? words.slice(id.length + 2) : words;
  const sentence = rest.charAt(0).toUpperCase() + rest.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
