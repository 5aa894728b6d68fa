/** Two soft notes; silent where the browser refuses sound. */
export function playChime(): void {
  try {
    const context = new AudioContext();
    const volume = context.createGain();
    volume.gain.setValueAtTime(0.08, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.5);
    volume.connect(context.destination);
    for (const [note, delay] of [
      [660, 0],
      [880, 0.12],
    ] as const) {
      const tone = context.createOscillator();
      tone.frequency.value = note;
      tone.connect(volume);
      tone.start(context.currentTime + delay);
      tone.stop(context.currentTime + delay + 0.3);
      if (delay > 0) tone.onended = () => void context.close();
    }
  } catch {
    // No sound device, or none allowed: the unread count says the same.
  }
}
