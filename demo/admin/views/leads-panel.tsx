import { useSignal } from '@preact/signals';
import type { DeskFacts } from '../../kit/desk-facts.ts';
import { CopyButton } from '../../kit/parts/copy-button.tsx';
import { Empty } from '../../kit/parts/empty.tsx';
import { Notice } from '../../kit/parts/notice.tsx';
import { secondsWords } from '../../kit/time-words.ts';
import type { Lead } from '../model/lead.ts';
import type { Leads } from '../state/create-leads.ts';
import { ShowAll } from './show-all.tsx';

/** How many leads show until all are asked for. */
const FEW = 5;

/** The sample RD Station: its leads, and the token that it wants. */
export function LeadsPanel({ facts, leads }: { facts: DeskFacts; leads: Leads }) {
  const list = leads.list.value;
  const all = useSignal(false);
  const { token, url } = facts.rdStation;
  return (
    <section class="panel" aria-labelledby="leads-title">
      <header class="panel-top">
        <h2 id="leads-title">Sample RD Station</h2>
        <button
          type="button"
          class="button quiet small"
          disabled={list.length === 0}
          onClick={() => void leads.clear()}
        >
          Clear
        </button>
      </header>
      <p class="item-line soft">
        <code class="mono">POST {url}</code>
        <span>
          takes the token <code class="mono">{token}</code>
        </span>
        <CopyButton text={token} label="Copy the token" />
      </p>
      {leads.state.value === 'lost' && (
        <Notice kind="warn" text="The sample RD Station does not answer. Trying again by itself." />
      )}
      {leads.state.value === 'live' && list.length === 0 && (
        <Empty
          icon="person"
          title="No leads yet"
          text="Give the server the token (Settings, RD Station). Then visitors with an email address become leads."
        />
      )}
      <ul class="items" aria-label="Leads, newest first">
        {(all.value ? list : list.slice(0, FEW)).map((lead) => (
          <LeadItem key={lead.email} lead={lead} />
        ))}
      </ul>
      <ShowAll total={list.length} few={FEW} all={all} />
    </section>
  );
}

function LeadItem({ lead }: { lead: Lead }) {
  const { email, name, phone, tags, fields, conversions, at } = lead;
  return (
    <li class="item">
      <div class="item-head">
        <strong class="clip">{name ?? email}</strong>
        <span class="badge accent">
          {conversions} {conversions === 1 ? 'conversion' : 'conversions'}
        </span>
      </div>
      <p class="item-line soft">
        {name !== undefined && <span>{email}</span>}
        {phone !== undefined && <span>{phone}</span>}
        {at !== undefined && <span>{secondsWords(at)}</span>}
      </p>
      {(tags.length > 0 || fields.length > 0) && (
        <p class="item-line soft">
          {tags.map((tag) => (
            <span key={`tag ${tag}`} class="badge">
              {tag}
            </span>
          ))}
          {fields.map(([key, value]) => (
            <span key={key}>
              {key}: {value}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}
