import { useComputed, useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Dialog } from '../../kit/parts/dialog.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import { type HoursProblems, hoursProblems, type WorkDay } from '../model/business-hours.ts';
import { hoursWords, wallWords } from '../model/hours-words.ts';
import type { BusinessHours, HoursEntry } from '../state/create-hours.ts';
import { CheckField } from '../views/form-fields.tsx';
import { HoursDays } from './hours-days.tsx';
import { ZoneField } from './zone-field.tsx';

interface HoursFormProps {
  entry: HoursEntry;
  hours: BusinessHours;
  isOn: boolean;
  areMany: boolean;
}

/** Some hours: days and times, the zone, how they stand, and for departments' own a name and whose they are. */
export function HoursForm({ entry, hours, isOn, areMany }: HoursFormProps) {
  const draft = entry.draft.value;
  const isOwn = draft.type === 'custom';
  const isRemoving = useSignal(false);
  const problems = useComputed<HoursProblems>(() =>
    entry.isChanged.value ? hoursProblems(entry.draft.value) : {},
  );
  /** A name that nobody has begun to write is not wrong yet. */
  const wasTried = useSignal(false);
  const nameId = useId();
  const wrong = problems.value;
  const nameProblem = wasTried.value || draft.id !== '' ? wrong.name : undefined;
  const state = entry.state.value;
  const title = isOwn ? draft.name || 'New hours' : areMany ? 'Default hours' : 'Hours';

  function save(): void {
    wasTried.value = true;
    if (Object.keys(wrong).length === 0 && entry.isChanged.value && state !== 'saving') void entry.save();
  }

  return (
    <form
      class="hours"
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <header class="hours-head">
        <h3>{title}</h3>
        {!wrong.zone && <Standing entry={entry} hours={hours} isOn={isOn} />}
      </header>
      {isOwn && (
        <div class="field">
          <label for={nameId}>Name</label>
          <input
            id={nameId}
            class="input"
            autocomplete="off"
            aria-invalid={nameProblem !== undefined}
            aria-describedby={nameProblem && `${nameId}-problem`}
            value={draft.name}
            onInput={({ currentTarget }) => entry.change({ name: currentTarget.value })}
          />
          {nameProblem && (
            <span class="hours-problem" id={`${nameId}-problem`} role="alert">
              {nameProblem}
            </span>
          )}
        </div>
      )}
      <HoursDays
        days={draft.days}
        problems={wrong}
        onChange={(days: readonly WorkDay[]) => entry.change({ days })}
      />
      <ZoneField zone={draft.zone} problem={wrong.zone} onChange={(zone) => entry.change({ zone })} />
      {isOwn && (
        <fieldset class="hours-departments">
          <legend>Departments</legend>
          {hours.departments.value.map(({ id, name }) => (
            <CheckField
              key={id}
              label={name}
              value={draft.departments.includes(id)}
              onChange={(has) =>
                entry.change({
                  departments: has
                    ? [...draft.departments, id]
                    : draft.departments.filter((one) => one !== id),
                })
              }
            />
          ))}
        </fieldset>
      )}
      <CheckField
        label={
          isOwn
            ? 'In use: otherwise its departments have the default hours'
            : 'In use: otherwise it never opens'
        }
        value={draft.active}
        onChange={(active) => entry.change({ active })}
      />
      {entry.problem.value && <Notice kind="bad" text={problemWords(entry.problem.value)} />}
      <div class="row hours-buttons">
        <button
          type="submit"
          class="button primary small"
          disabled={!entry.isChanged.value || state === 'saving'}
        >
          Save hours
        </button>
        {entry.isChanged.value && (
          <button type="button" class="button quiet small" onClick={entry.undo}>
            {draft.id === '' ? 'Cancel' : 'Undo'}
          </button>
        )}
        {isOwn && draft.id !== '' && (
          <button
            type="button"
            class="button danger small"
            onClick={() => {
              isRemoving.value = true;
            }}
          >
            Remove
          </button>
        )}
        <span role="status" class={state === 'saved' ? 'saved' : 'soft'}>
          {state === 'saving'
            ? 'Saving …'
            : entry.isChanged.value
              ? 'Not saved'
              : state === 'saved'
                ? 'Saved'
                : ''}
        </span>
      </div>
      {isRemoving.value && (
        <Dialog
          title={`Remove ${title}?`}
          onClose={() => {
            isRemoving.value = false;
          }}
        >
          <p>Its departments have the default hours again.</p>
          <div class="row end">
            <button
              type="button"
              class="button"
              onClick={() => {
                isRemoving.value = false;
              }}
            >
              Keep
            </button>
            <button
              type="button"
              class="button danger"
              onClick={() => {
                isRemoving.value = false;
                void entry.remove();
              }}
            >
              Remove
            </button>
          </div>
        </Dialog>
      )}
    </form>
  );
}

/** How the hours stand, as they would once saved. Drawn again when its words change, not with every tick of the clock. */
function Standing({ entry, hours, isOn }: Pick<HoursFormProps, 'entry' | 'hours' | 'isOn'>) {
  const minute = useComputed(() => Math.floor(hours.now.value / 60_000) * 60_000);
  const words = useComputed(() => {
    const draft = entry.draft.value;
    if (hoursProblems(draft).zone) return undefined;
    const at = `It is ${wallWords(draft.zone, minute.value)} there.`;
    return { standing: hoursWords(draft, minute.value), at };
  });
  if (!words.value) return null;
  const { standing, at } = words.value;
  const isOpen = standing.startsWith('Open');
  return (
    <p class="hours-standing">
      <span class={`dot ${isOpen && isOn ? 'good' : ''}`} aria-hidden="true" />
      <span>
        {standing} <span class="soft">{at}</span>
      </span>
    </p>
  );
}
