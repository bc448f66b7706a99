// Pauses between repeats, random from nothing up to a limit that doubles each time (full jitter): workers that failed
// together do not come back together.

/** @param repeat 1 for the first repeat */
export function fullJitterMs(
  repeat: number,
  firstMs: number,
  random: () => number = Math.random,
): number {
  return random() * firstMs * 2 ** repeat;
}
