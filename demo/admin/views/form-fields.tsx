import { Field } from '../../kit/parts/field.tsx';

interface Named {
  label: string;
  hint?: string;
}

export function TextField({
  label,
  hint,
  value,
  onChange,
}: Named & { value: string; onChange(value: string): void }) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(id, hintId) => (
        <input
          id={id}
          class="input"
          autocomplete="off"
          aria-describedby={hintId}
          value={value}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function ChoiceField<Key extends string>({
  label,
  hint,
  value,
  choices,
  onChange,
}: Named & {
  value: Key;
  choices: readonly (readonly [key: Key, words: string])[];
  onChange(value: Key): void;
}) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(id, hintId) => (
        <select
          id={id}
          class="input"
          aria-describedby={hintId}
          value={value}
          onChange={({ currentTarget }) => {
            const chosen = choices.find(([key]) => key === currentTarget.value);
            if (chosen) onChange(chosen[0]);
          }}
        >
          {choices.map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: boolean;
  onChange(value: boolean): void;
}) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={value}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {label}
    </label>
  );
}
