import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { Outcome } from '../../kit/rest.ts';
import type { QueuedChat } from '../model/queued-chat.ts';

export interface RingOptions {
  queue: ReadonlySignal<readonly QueuedChat[]>;
  /** Whether the server wants it to ring until nobody waits any more. */
  isContinuous(): Promise<Outcome<boolean>>;
  ring(): void;
  /** Between two rings, in ms. @default 4_000 */
  everyMs?: number;
}

/**
 * Rings when a chat comes into the queue: once, or again and again until all are taken, as the setting
 * `Livechat_continuous_sound_notification_new_livechat_room` says. The setting is asked for before each ring but the first, so that a
 * change holds at once. The answer ends it.
 */
export function createRing({ queue, isContinuous, ring, everyMs = 4000 }: RingOptions): () => void {
  let known = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wait(): void {
    const mine = setTimeout(() => void again(mine), everyMs);
    timer = mine;
  }
  async function again(mine: typeof timer): Promise<void> {
    const outcome = await isContinuous();
    // Taken meanwhile, or even the next one waits already.
    if (timer !== mine) return;
    if (outcome.ok && outcome.value) ring();
    wait();
  }
  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  const end = effect(() => {
    const ids = queue.value.map(({ inquiryId }) => inquiryId);
    untracked(() => {
      if (ids.some((id) => !known.has(id))) ring();
      known = new Set(ids);
      if (ids.length === 0) stop();
      else if (timer === undefined) wait();
    });
  });
  return () => {
    end();
    stop();
  };
}
