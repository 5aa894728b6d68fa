import { type ReadonlySignal, signal } from '@preact/signals';
import { isRecord } from '../kit/decode/fields.ts';
import { every } from '../kit/every.ts';
import { createRest } from '../kit/rest.ts';

/** What visitors find: an agent, nobody, a livechat that is switched off, or no server. */
export type Online = 'unknown' | 'online' | 'offline' | 'disabled' | 'unreachable';

const ASK_EVERY_MS = 2000;

/** Asks the server what it tells visitors, again and again. */
export function createOnline(server: string): { online: ReadonlySignal<Online>; dispose(): void } {
  const rest = createRest({ server });
  const online = signal<Online>('unknown');
  const dispose = every(ASK_EVERY_MS, async () => {
    const outcome = await rest.get('livechat/config');
    const config = outcome.ok ? outcome.value.config : undefined;
    if (!isRecord(config)) online.value = 'unreachable';
    else if (config.enabled !== true) online.value = 'disabled';
    else online.value = config.online === true ? 'online' : 'offline';
  });
  return { online, dispose };
}
