const RATE = 11_025;
const SECONDS = 0.6;
/** Two notes, a fifth apart: when each begins, in seconds, and its frequency, in hertz. */
const NOTES = [
  { from: 0, hertz: 659.26 },
  { from: 0.14, hertz: 987.77 },
];

/** A short, soft chime as a WAV file (PCM, 8 bit, mono). */
export function chimeWav(): Uint8Array<ArrayBuffer> {
  const samples = Math.round(RATE * SECONDS);
  const file = new Uint8Array(44 + samples);
  const header = new DataView(file.buffer);
  const tag = (at: number, text: string): void => {
    for (let i = 0; i < text.length; i++) header.setUint8(at + i, text.charCodeAt(i));
  };
  tag(0, 'RIFF');
  header.setUint32(4, 36 + samples, true);
  tag(8, 'WAVEfmt ');
  header.setUint32(16, 16, true); // length of the format part
  header.setUint16(20, 1, true); // PCM
  header.setUint16(22, 1, true); // channels
  header.setUint32(24, RATE, true);
  header.setUint32(28, RATE, true); // bytes a second
  header.setUint16(32, 1, true); // bytes a sample
  header.setUint16(34, 8, true); // bits a sample
  tag(36, 'data');
  header.setUint32(40, samples, true);
  for (let i = 0; i < samples; i++) file[44 + i] = Math.round(128 + 50 * loudnessAt(i / RATE));
  return file;
}

/** Between -2 and 2: each note starts at once and dies away. */
function loudnessAt(seconds: number): number {
  let sum = 0;
  for (const { from, hertz } of NOTES) {
    const age = seconds - from;
    if (age > 0) sum += Math.sin(2 * Math.PI * hertz * age) * Math.exp(-9 * age);
  }
  return sum;
}
