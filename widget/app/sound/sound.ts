import type { Given, Made } from '../given.ts';

/** Two soft tones, in Hz. */
const TONES = [660, 880];
const TONE_S = 0.18;

/**
 * Rings when an agent writes that the visitor does not see: the pop-up is closed or the page behind. Once, however many tabs are open;
 * not if the menu says no. Made by the browser itself: a sound file would be stopped by a strict page's policy.
 */
export function create({ effect, transport, porthole }: Given): Made['sound'] {
  const { storage, lock } = transport.ports;
  const { received, seen, unread } = porthole.facts;
  const key = `porthole-sound:${transport.server}`;
  const rung = `${key}:rung`;

  effect(() => {
    if (!unread.value) return;
    const at = received.value.findLast(({ from, at }) => from === 'agent' && at > seen.value)?.at ?? 0;
    void lock(key, async () => {
      if (storage.read(key) === 'off' || at <= Number(storage.read(rung) ?? 0)) return;
      storage.write(rung, `${at}`);
      ring();
    });
  });
  return true;
}

/** Silent where the page was never touched: the browser lets no sound out, and a late one would say nothing. */
function ring(): void {
  if (navigator.userActivation?.hasBeenActive === false) return;
  const context = new AudioContext();
  TONES.forEach((frequency, i) => {
    const from = context.currentTime + i * TONE_S * 0.6;
    const tone = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.linearRampToValueAtTime(0.12, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + TONE_S * 2);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + TONE_S * 2);
  });
  setTimeout(() => void context.close(), 2_000);
}
