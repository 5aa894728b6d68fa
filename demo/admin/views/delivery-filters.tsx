import { Field } from '../../kit/parts/field.tsx';
import { DELIVERY_STATES, isTarget, TARGETS } from '../model/delivery.ts';
import { type DeliveryFilter, EVENTS, isFiltered } from '../model/delivery-filter.ts';
import { STATE_WORDS } from '../model/delivery-words.ts';
import type { Deliveries } from '../state/create-deliveries.ts';

/** Which deliveries show: by target, state and kind. */
export function DeliveryFilters({ deliveries }: { deliveries: Deliveries }) {
  const filter = deliveries.filter.value;
  const change = (part: DeliveryFilter): void => deliveries.show({ ...filter, ...part });
  return (
    <div class="filters">
      <Choice
        label="To"
        value={filter.target}
        options={Object.entries(TARGETS)}
        onChange={(value) => change({ target: isTarget(value) ? value : undefined })}
      />
      <Choice
        label="State"
        value={filter.state}
        options={DELIVERY_STATES.map((state) => [state, STATE_WORDS[state][1]])}
        onChange={(value) => change({ state: DELIVERY_STATES.find((state) => state === value) })}
      />
      <Choice
        label="Kind"
        value={filter.event}
        options={EVENTS.map((event) => [event, event])}
        onChange={(value) => change({ event: EVENTS.find((event) => event === value) })}
      />
      {isFiltered(filter) && (
        <div class="filters-more">
          {filter.state === 'failed' && filter.event === undefined && deliveries.total.value > 0 && (
            <button
              type="button"
              class="button small"
              disabled={deliveries.busy.value === 'all'}
              onClick={() => void deliveries.replayFailed()}
            >
              Replay all not yet replayed
            </button>
          )}
          <button type="button" class="button quiet small" onClick={() => deliveries.show({})}>
            Show everything
          </button>
        </div>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: readonly (readonly [value: string, words: string])[];
  onChange(value: string): void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          class="input"
          value={value ?? ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          <option value="">all</option>
          {options.map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
