import { useId } from 'preact/hooks';

interface ZoneFieldProps {
  zone: string;
  problem: string | undefined;
  onChange(zone: string): void;
}

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The browser's list of zones; what is typed searches it, and what it does not know the server may. */
export function ZoneField({ zone, problem, onChange }: ZoneFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Time zone</label>
      <input
        id={id}
        class="input"
        list={`${id}-zones`}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && `${id}-problem`}
        value={zone}
        onInput={({ currentTarget }) => onChange(currentTarget.value.trim())}
      />
      <datalist id={`${id}-zones`}>
        {ZONES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {problem && (
        <span class="hours-problem" id={`${id}-problem`} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
