import { Field } from '../../kit/parts/field.tsx';
import { behaviourWords, CRM_MODES, type CrmMode, isCrmMode } from '../model/behaviour-words.ts';
import type { CrmFeed } from '../state/create-crm-feed.ts';

/** Choices of how many requests a misbehaviour lasts; 0: until told otherwise. */
const TIMES = [0, 1, 2, 3, 5] as const;

/** Tells the sample CRM to misbehave, for a few requests or for good. */
export function BehaviourSwitch({ crm }: { crm: CrmFeed }) {
  const behaviour = crm.behaviour.value;
  const { mode, times } = behaviour;
  const tell = (next: CrmMode, count: number): void => {
    void crm.setBehaviour({ mode: next, times: next === 'ok' || count === 0 ? undefined : count });
  };
  return (
    <div class="behaviour">
      <div class="behaviour-fields">
        <Field label="The CRM">
          {(id) => (
            <select
              id={id}
              class="input"
              value={mode}
              onChange={({ currentTarget: { value } }) => isCrmMode(value) && tell(value, times ?? 0)}
            >
              {Object.entries(CRM_MODES).map(([name, words]) => (
                <option key={name} value={name}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="How long">
          {(id) => (
            <select
              id={id}
              class="input"
              value={String(times ?? 0)}
              disabled={mode === 'ok'}
              onChange={({ currentTarget: { value } }) => tell(mode, Number(value))}
            >
              {choices(times).map((count) => (
                <option key={count} value={String(count)}>
                  {count === 0 ? 'until changed' : count === 1 ? 'one request' : `${count} requests`}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <p class="soft" role="status">
        {behaviourWords(behaviour)}
      </p>
    </div>
  );
}

/** What is left counts down and may be between the choices. */
function choices(times: number | undefined): number[] {
  return [...new Set([...TIMES, times ?? 0])].sort((a, b) => a - b);
}
