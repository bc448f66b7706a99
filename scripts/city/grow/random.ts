// Seeded randomness: sfc32 (small, fast, passes PractRand). The same seed and stream give the same numbers on
// every machine, which Math.random does not.

export type Random = {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  /** A whole number between the two, both included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** About normal: mean 0, deviation 1, never beyond ±3 (the sum of three uniform numbers). */
  bell(): number;
};

/** An independent sequence for each pair of seed and stream. */
export function createRandom(seed: number, stream: number): Random {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = stream | 0;
  let counter = 1;

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }
  // sfc32's author asks for 12 rounds to mix the seed.
  for (let round = 0; round < 12; round++) next();

  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    bell: () => (next() + next() + next() - 1.5) * 2,
  };
}

/** A list in which each item stands as often as its weight says: `pick` from it is a weighted choice. */
export function tickets<T>(weights: readonly (readonly [T, number])[]): readonly T[] {
  return weights.flatMap(([item, weight]) => Array.from({ length: weight }, () => item));
}
