import { type ReadonlySignal, useSignal } from '@preact/signals';
import { prettyJson } from '../../kit/json-pieces.ts';
import { CopyButton } from '../../kit/parts/copy-button.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { JsonView } from '../../kit/parts/json-view.tsx';
import { momentWords, secondsWords } from '../../kit/time-words.ts';
import { countdown } from '../model/countdown.ts';
import { type Attempt, type Delivery, TARGETS } from '../model/delivery.ts';
import { CAUSE_WORDS, STATE_WORDS } from '../model/delivery-words.ts';
import type { Deliveries } from '../state/create-deliveries.ts';

export interface DeliveryItemProps {
  delivery: Delivery;
  deliveries: Deliveries;
  now: ReadonlySignal<number>;
}

/** One delivery: its state at a glance; attempts and payload once opened. */
export function DeliveryItem({ delivery, deliveries, now }: DeliveryItemProps) {
  const open = useSignal(false);
  const [kind, words] = STATE_WORDS[delivery.state];
  const { attempts, maxAttempts, event, cause, target, isEmptied } = delivery;
  return (
    <li class="item">
      <div class="item-head">
        <button
          type="button"
          class="item-title"
          aria-expanded={open.value}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          <span class="caret" aria-hidden="true">
            ›
          </span>
          <strong class="clip">{event}</strong>
          {CAUSE_WORDS[cause] !== '' && <span class="badge accent">{CAUSE_WORDS[cause]}</span>}
        </button>
        <span class={`badge ${kind}`}>{words}</span>
      </div>
      <p class="item-line soft">
        {target !== 'webhook' && <span>{TARGETS[target]}</span>}
        {delivery.createdAt !== undefined && <span>{momentWords(delivery.createdAt, now.value)}</span>}
        <span>
          {attempts.length} of {maxAttempts} {maxAttempts === 1 ? 'attempt' : 'attempts'}
        </span>
        {delivery.state === 'pending' && <Countdown at={delivery.nextAttemptAt} now={now} />}
      </p>
      <Attempts attempts={attempts} all={open.value} />
      {open.value && isEmptied && <p class="soft">The visitor’s data was removed, and this with it.</p>}
      {open.value && !isEmptied && (
        <>
          <JsonView body={delivery.body} label={`Payload of ${event}`} />
          <div class="row end">
            <CopyButton text={prettyJson(delivery.body)} label="Copy JSON" />
          </div>
        </>
      )}
      <div class="row">
        <button
          type="button"
          class="button small"
          disabled={deliveries.busy.value === delivery.id || isEmptied}
          onClick={() => void deliveries.replay(delivery.id)}
        >
          <Icon name="again" size={14} />
          Replay
        </button>
      </div>
    </li>
  );
}

function Countdown({ at, now }: { at: number | undefined; now: ReadonlySignal<number> }) {
  const words = countdown(at, now.value);
  if (words === undefined) return null;
  return (
    <span class="countdown">
      <Icon name="clock" size={14} />
      {words}
    </span>
  );
}

/** How many attempts show before the item is opened: the newest. */
const FEW = 3;

function Attempts({ attempts, all }: { attempts: Attempt[]; all: boolean }) {
  if (attempts.length === 0) return null;
  const shown = all ? attempts : attempts.slice(-FEW);
  const hidden = attempts.length - shown.length;
  return (
    <ol class="attempts" aria-label="Attempts">
      {hidden > 0 && <li class="soft">{hidden} earlier …</li>}
      {shown.map(({ number, at, latencyMs, status, words }) => (
        <li key={number}>
          <span class={`badge ${status === 200 ? 'good' : 'bad'}`}>{status ?? 'no answer'}</span>
          <span class="soft">#{number}</span>
          {at !== undefined && <span class="soft">{secondsWords(at)}</span>}
          <span class="soft">{Math.round(latencyMs)} ms</span>
          <span class="clip mono soft" title={words}>
            {words}
          </span>
        </li>
      ))}
    </ol>
  );
}
