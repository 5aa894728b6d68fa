import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { recordsOf } from '../../kit/decode/fields.ts';
import { every } from '../../kit/every.ts';
import { decodeLead, type Lead } from '../model/lead.ts';

/** The sample RD Station as the desk sees it. */
export interface Leads {
  /** Newest first. */
  readonly list: ReadonlySignal<Lead[]>;
  readonly state: ReadonlySignal<'loading' | 'live' | 'lost'>;
  clear(): Promise<void>;
}

const LOOK_EVERY_MS = 1000;

/** Lives as long as the page. */
export function createLeads(): Leads {
  const list = signal<Lead[]>([]);
  const state = signal<'loading' | 'live' | 'lost'>('loading');

  async function ask(method: 'GET' | 'DELETE'): Promise<void> {
    const answer = await fetchJson(method);
    batch(() => {
      state.value = answer ? 'live' : 'lost';
      if (answer) list.value = recordsOf(answer, 'leads').flatMap((lead) => decodeLead(lead) ?? []);
    });
  }

  every(LOOK_EVERY_MS, () => ask('GET'));
  return { list, state, clear: () => ask('DELETE') };
}

async function fetchJson(method: string): Promise<Record<string, unknown> | undefined> {
  try {
    const response = await fetch('/rd-station/leads', { method });
    return response.ok ? ((await response.json()) as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
