import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { isRecord } from '../../kit/decode/fields.ts';
import { parseJson } from '../../kit/decode/parse-json.ts';
import { type CrmBehaviour, decodeCrmBehaviour } from '../model/behaviour-words.ts';
import { type CrmEntry, decodeCrmEntry } from '../model/crm-entry.ts';

/** The sample CRM as the desk sees it, live. */
export interface CrmFeed {
  /** Newest first. */
  readonly entries: ReadonlySignal<CrmEntry[]>;
  readonly behaviour: ReadonlySignal<CrmBehaviour>;
  readonly state: ReadonlySignal<'loading' | 'live' | 'lost'>;
  setBehaviour(behaviour: CrmBehaviour): Promise<void>;
  clear(): Promise<void>;
}

/** `onRequest` is told of each request that comes in. */
export function createCrmFeed(onRequest: () => void): CrmFeed {
  const entries = signal<CrmEntry[]>([]);
  const behaviour = signal<CrmBehaviour>({ mode: 'ok', times: undefined });
  const state = signal<'loading' | 'live' | 'lost'>('loading');

  async function load(): Promise<void> {
    const json = await ask('GET', '/crm/requests');
    const list = isRecord(json) && Array.isArray(json.requests) ? json.requests : undefined;
    batch(() => {
      if (list) entries.value = list.map(decodeCrmEntry).filter((entry) => entry !== undefined);
      state.value = list ? 'live' : 'lost';
    });
  }

  function put(entry: CrmEntry): void {
    const others = entries.value.filter(({ number }) => number !== entry.number);
    entries.value = [entry, ...others].sort((a, b) => b.number - a.number);
  }

  const events = new EventSource('/crm/events');
  // Also after a lost stream came back: what came in between is in the list.
  events.onopen = () => void load();
  events.onerror = () => {
    state.value = 'lost';
  };
  events.addEventListener('request', ({ data }) => {
    const entry = decodeCrmEntry(parseJson(data));
    if (entry) put(entry);
    onRequest();
  });
  events.addEventListener('behaviour', ({ data }) => {
    behaviour.value = decodeCrmBehaviour(parseJson(data)) ?? behaviour.value;
  });
  events.addEventListener('cleared', () => {
    entries.value = [];
  });

  return {
    entries,
    behaviour,
    state,
    async setBehaviour(wanted) {
      const json = await ask('PUT', '/crm/behaviour', wanted);
      const now = decodeCrmBehaviour(json);
      if (now) behaviour.value = now;
      else state.value = 'lost';
    },
    async clear() {
      await ask('DELETE', '/crm/requests');
    },
  };
}

/** Undefined: no answer, or not a good one. */
async function ask(method: string, path: string, body?: object): Promise<unknown> {
  try {
    const response = await fetch(path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
