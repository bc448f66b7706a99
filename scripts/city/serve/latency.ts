// How long a department takes: log-normal, as the answer times of real systems are, with a long tail of slow ones.

/** z of the 95th percentile of a normal distribution. */
const Z95 = 1.645;

/** @param p95Ms 95 of 100 are faster; null: all take the median */
export function drawLatencyMs(
  medianMs: number,
  p95Ms: number | null,
  random: () => number = Math.random,
): number {
  if (p95Ms === null || medianMs === 0) return medianMs;
  const spread = Math.log(p95Ms / medianMs) / Z95;
  // Box and Muller; 1 - random() is never 0.
  const z = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return medianMs * Math.exp(spread * z);
}
