import { useEffect, useMemo } from 'preact/hooks';
import { Notice } from '../../kit/parts/notice.tsx';
import { problemWords } from '../../kit/problem-words.ts';
import { createHours } from '../state/create-hours.ts';
import type { AreaExtraProps } from './area-extras.tsx';
import { HoursForm } from './hours-form.tsx';

/** When agents take chats: the default hours, and those that departments have of their own. */
export function BusinessHoursEditor({ asAdmin, settings }: AreaExtraProps) {
  const hours = useMemo(() => createHours(asAdmin), [asAdmin]);
  useEffect(() => hours.watch(), [hours]);
  const value = (id: string): unknown => settings.entries.value?.get(id)?.setting.value.value;
  const isOn = value('Livechat_enable_business_hours') === true;
  const areMany = value('Livechat_business_hour_type') === 'Multiple';
  const problem = hours.problem.value;
  const list = hours.list.value;
  const shown = list?.filter(({ draft }) => areMany || draft.value.type === 'default') ?? [];
  return (
    <div class="hours-list">
      {!isOn && (
        <p class="soft">
          Switched off: these hours hold for nobody yet, agents are there whenever they want to be.
        </p>
      )}
      {problem && <Notice kind="bad" text={problemWords(problem)} />}
      {!list && !problem && <div class="spinner" role="status" aria-label="Loading the hours" />}
      {shown.map((entry) => (
        <HoursForm key={entry.key} entry={entry} hours={hours} isOn={isOn} areMany={areMany} />
      ))}
      {areMany && list && (
        <div>
          <button
            type="button"
            class="button small"
            disabled={list.some(({ draft }) => draft.value.id === '')}
            onClick={hours.add}
          >
            Add hours for departments
          </button>
        </div>
      )}
    </div>
  );
}
