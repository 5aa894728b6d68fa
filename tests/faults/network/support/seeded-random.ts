/** Numbers that look random and are the same for the same seed. */
export interface SeededRandom {
  /** From 0 up to 1. */
  unit(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  bytes(count: number): Uint8Array<ArrayBuffer>;
  /** Another sequence, which does not depend on how much of this one was used. */
  branch(name: string): SeededRandom;
}

/** @see "mulberry32" of Tommy Ettinger (public domain), for the step */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const random: SeededRandom = {
    unit() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    between: (least, most) => least + Math.floor(random.unit() * (most - least + 1)),
    chance: (probability) => random.unit() < probability,
    pick(from) {
      const [first, ...others] = from;
      if (first === undefined) throw new Error('nothing to pick from');
      return [first, ...others][random.between(0, others.length)] ?? first;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => random.between(0, 255)),
    branch(name) {
      let mixed = seed >>> 0;
      for (const letter of name) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0;
      return seededRandom(mixed);
    },
  };
  return random;
}
