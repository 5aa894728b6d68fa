import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { every } from '../../kit/every.ts';
import type { Credentials } from '../../kit/rest.ts';
import type { AgentApi } from '../agent-api.ts';
import { type FrameSettings, sameFrame } from '../model/frame-settings.ts';

/** The company's own page beside each chat. */
export interface ExternalFrame {
  /** As the settings have it now; undefined: there is none. */
  readonly settings: ReadonlySignal<FrameSettings | undefined>;
  /** Whose token the page gets. */
  readonly credentials: Credentials;
  /** What is shown beside a chat; stays from chat to chat. */
  readonly tab: Signal<'details' | 'frame'>;
  dispose(): void;
}

const LOOK_EVERY_MS = 2000;

/** @note A real server tells its clients of changed settings by a stream; this one is asked. */
export function createExternalFrame(api: AgentApi, credentials: Credentials): ExternalFrame {
  const settings = signal<FrameSettings>();

  async function look(): Promise<void> {
    const outcome = await api.frameSettings();
    if (!outcome.ok) return; // What it was stays: the next look comes soon.
    const { value } = outcome;
    if (!value.enabled) settings.value = undefined;
    else if (!sameFrame(settings.value, value)) settings.value = value;
  }

  return { settings, credentials, tab: signal('details'), dispose: every(LOOK_EVERY_MS, look) };
}
