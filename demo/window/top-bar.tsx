import type { ReadonlySignal } from '@preact/signals';
import type { DemoFacts } from '../kit/desk-facts.ts';
import { WHAT_TO_DO } from '../what-to-do.ts';
import type { Online } from './create-online.ts';
import mark from './mark.svg';

const WORDS: Record<Online, [kind: string, text: string]> = {
  unknown: ['', 'Looking for agents …'],
  online: ['good', 'Agent online'],
  offline: ['warn', 'No agent online'],
  disabled: ['warn', 'Livechat is switched off'],
  unreachable: ['bad', 'The mock server does not answer'],
};

/** Name, state, what to do, and the way to the mock's own addresses. */
export function TopBar({ facts, online }: { facts: DemoFacts; online: ReadonlySignal<Online> }) {
  const [kind, words] = WORDS[online.value];
  return (
    <header class="top-bar">
      <h1>
        <img src={mark} alt="" width={26} height={26} />
        Porthole
      </h1>
      <span class={`badge ${kind}`} role="status">
        <span class={`dot ${kind}`} aria-hidden="true" />
        {words}
      </span>
      {facts.timeScale !== 1 && <span class="badge accent">Time runs {facts.timeScale}×</span>}
      <details class="what-to-do">
        <summary class="button small">What to do</summary>
        <ol>
          {WHAT_TO_DO.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </details>
      <nav aria-label="Mock server">
        <a href={`${facts.mock}/`} target="_blank" rel="noopener">
          Mock server
        </a>
      </nav>
    </header>
  );
}
