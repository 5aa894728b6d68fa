import { useId } from 'preact/hooks';
import type { HoursProblems, WorkDay } from '../model/business-hours.ts';

interface HoursDaysProps {
  days: readonly WorkDay[];
  problems: HoursProblems;
  onChange(days: readonly WorkDay[]): void;
}

/** A line for each day: whether it is open, and from when until when. */
export function HoursDays({ days, problems, onChange }: HoursDaysProps) {
  const change = (day: string, part: Partial<WorkDay>): void =>
    onChange(days.map((one) => (one.day === day ? { ...one, ...part } : one)));
  return (
    <div class="hours-days">
      {days.map((day) => (
        <Day key={day.day} day={day} problem={problems[day.day]} onChange={(part) => change(day.day, part)} />
      ))}
      <p class="soft hours-hint">A day that ends at 00:00 (12:00 AM) ends at midnight.</p>
    </div>
  );
}

interface DayProps {
  day: WorkDay;
  problem: string | undefined;
  onChange(part: Partial<WorkDay>): void;
}

function Day({ day: { day, open, from, to }, problem, onChange }: DayProps) {
  const problemId = useId();
  const time = (label: string, value: string, key: 'from' | 'to') => (
    <input
      type="time"
      class="input"
      aria-label={`${day}, ${label}`}
      aria-invalid={problem !== undefined}
      aria-describedby={problem && problemId}
      value={value}
      onInput={({ currentTarget }) => onChange({ [key]: currentTarget.value })}
    />
  );
  return (
    <div class="hours-day">
      <label class="check">
        <input
          type="checkbox"
          checked={open}
          onChange={({ currentTarget }) => onChange({ open: currentTarget.checked })}
        />
        {day}
      </label>
      {open ? (
        <div class="hours-times">
          {time('from', from, 'from')}
          <span aria-hidden="true">–</span>
          {time('until', to, 'to')}
        </div>
      ) : (
        <span class="soft">Closed</span>
      )}
      {problem && (
        <p class="hours-problem" id={problemId} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
