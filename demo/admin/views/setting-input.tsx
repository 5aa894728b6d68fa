import { useSignal } from '@preact/signals';
import type { SettingEntry } from '../state/create-setting-entry.ts';

/** Ids of the elements that belong to one setting. */
export interface SettingElementIds {
  label: string;
  input: string;
  does: string;
  problem: string;
}
interface InputProps {
  entry: SettingEntry;
  ids: SettingElementIds;
}

/** The input that fits the setting. Choices are saved as they are made, what is typed with a button or Enter. */
export function SettingInput({ entry, ids }: InputProps) {
  const { kind, unit, options } = entry.setting.value;
  const shown = entry.shown.value;
  const named = {
    id: ids.input,
    'aria-describedby': entry.problem.value ? `${ids.does} ${ids.problem}` : ids.does,
    'aria-invalid': entry.problem.value !== undefined,
  };
  const typed = {
    ...named,
    value: String(shown),
    spellcheck: false,
    autocomplete: 'off' as const,
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => entry.type(value),
  };
  switch (kind) {
    case 'boolean':
      return (
        <input
          {...named}
          class="switch"
          type="checkbox"
          role="switch"
          aria-checked={shown === true}
          checked={shown === true}
          onChange={({ currentTarget: { checked } }) => void entry.save(checked)}
        />
      );
    case 'select':
      return (
        <select
          {...named}
          class="input"
          value={String(shown)}
          onChange={({ currentTarget: { value } }) => void entry.save(value)}
        >
          {options.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      );
    case 'many':
      return <ManyInput entry={entry} ids={ids} />;
    case 'number':
      return (
        <span class="with-unit">
          <input {...typed} class="input" type="number" step="any" />
          {unit && <span class="soft">{unit}</span>}
        </span>
      );
    case 'lines':
      return (
        <textarea
          {...typed}
          class="input"
          rows={3}
          onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
            if (key === 'Enter' && (ctrlKey || metaKey)) currentTarget.form?.requestSubmit();
          }}
        />
      );
    case 'password':
      return <SecretInput typed={typed} />;
    case 'color':
      return (
        <span class="with-unit">
          <input
            class="colour"
            type="color"
            aria-labelledby={ids.label}
            value={String(shown)}
            onInput={({ currentTarget: { value } }) => entry.type(value)}
          />
          <input {...typed} class="input" />
        </span>
      );
    case 'text':
      return <input {...typed} class="input" />;
  }
}

function ManyInput({ entry, ids }: InputProps) {
  const { options } = entry.setting.value;
  const shown = entry.shown.value;
  const picked = Array.isArray(shown) ? shown.filter((one) => typeof one === 'string') : [];
  const unknown = picked.filter((key) => !options.some((option) => option.key === key));
  const all = [...options, ...unknown.map((key) => ({ key, label: key }))];
  return (
    <fieldset class="many" aria-labelledby={ids.label} aria-describedby={ids.does}>
      {all.map(({ key, label }) => (
        <label key={key} class="check">
          <input
            type="checkbox"
            value={key}
            checked={picked.includes(key)}
            onChange={({ currentTarget: { checked } }) =>
              void entry.save(checked ? [...picked, key] : picked.filter((one) => one !== key))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

type TypedProps = Record<string, unknown> & { value: string };

/** Masked, until somebody asks to see it. */
function SecretInput({ typed }: { typed: TypedProps }) {
  const isShown = useSignal(false);
  return (
    <span class="with-unit">
      {isShown.value ? (
        <input {...typed} class="input" type="text" />
      ) : (
        <input {...typed} class="input" type="password" autocomplete="new-password" />
      )}
      <button
        type="button"
        class="button small"
        aria-pressed={isShown.value}
        onClick={() => {
          isShown.value = !isShown.value;
        }}
      >
        {isShown.value ? 'Hide' : 'Show'}
      </button>
    </span>
  );
}
