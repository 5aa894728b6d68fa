import { useSignal } from '@preact/signals';
import type { DeskFacts } from '../../kit/desk-facts.ts';
import { Empty } from '../../kit/parts/empty.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import type { CrmFeed } from '../state/create-crm-feed.ts';
import { BehaviourSwitch } from './behaviour-switch.tsx';
import { CrmItem } from './crm-item.tsx';
import { ShowAll } from './show-all.tsx';

/** How many requests show until all are asked for. */
const FEW = 5;

/** The receiving end: how the sample CRM answers, and what it got. */
export function CrmPanel({ facts, crm }: { facts: DeskFacts; crm: CrmFeed }) {
  const entries = crm.entries.value;
  const all = useSignal(false);
  return (
    <section class="panel" aria-labelledby="crm-title">
      <header class="panel-top">
        <h2 id="crm-title">Sample CRM</h2>
        <button
          type="button"
          class="button quiet small"
          disabled={entries.length === 0}
          onClick={() => void crm.clear()}
        >
          Clear
        </button>
      </header>
      <p class="item-line soft">
        <code class="mono">POST {facts.crm.url}</code>
      </p>
      <BehaviourSwitch crm={crm} />
      {crm.state.value === 'lost' && (
        <Notice kind="warn" text="The sample CRM does not answer. Trying again by itself." />
      )}
      {crm.state.value === 'live' && entries.length === 0 && (
        <Empty
          icon="inbox"
          title="Nothing received yet"
          text="What arrives shows here, with its token checked."
        />
      )}
      <ul class="items" aria-label="Received requests, newest first">
        {(all.value ? entries : entries.slice(0, FEW)).map((entry) => (
          <CrmItem key={entry.number} entry={entry} isNewest={entry === entries[0]} />
        ))}
      </ul>
      <ShowAll total={entries.length} few={FEW} all={all} />
    </section>
  );
}
