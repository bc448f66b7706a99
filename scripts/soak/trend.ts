// Whether a figure grows: a line through its samples by least squares, and how sure its slope is. Neighbouring samples
// resemble each other, so n of them tell less than n independent ones would: the error is widened by their correlation.

export type Sample = { readonly hours: number; readonly value: number };

export type Trend = {
  /** Means of the first and of the last fifth of the samples. */
  readonly before: number;
  readonly after: number;
  /** In the figure's unit an hour, with 99 % confidence between `least` and `most`. */
  readonly perHour: number;
  readonly least: number;
  readonly most: number;
  /** How long was sampled. */
  readonly hours: number;
};

/** Of the normal distribution: 99 %, two-sided. */
const Z = 2.576;
export const FEWEST = 10;

/** @throws RangeError with fewer than ten samples: their slope says nothing */
export function trendOf(samples: readonly Sample[]): Trend {
  const n = samples.length;
  if (n < FEWEST) throw new RangeError(`${n} samples are too few for a trend`);
  const meanHours = mean(samples.map(({ hours }) => hours));
  const meanValue = mean(samples.map(({ value }) => value));
  let [sumXX, sumXY] = [0, 0];
  for (const { hours, value } of samples) {
    sumXX += (hours - meanHours) ** 2;
    sumXY += (hours - meanHours) * (value - meanValue);
  }
  const perHour = sumXY / sumXX;
  const rests = samples.map(
    ({ hours, value }) => value - meanValue - perHour * (hours - meanHours),
  );
  const variance = sumOf(rests.map((rest) => rest ** 2)) / (n - 2);
  const margin = Z * Math.sqrt((variance / sumXX) * widening(rests));
  const fifth = Math.floor(n / 5);
  const values = samples.map(({ value }) => value);
  return {
    before: mean(values.slice(0, fifth)),
    after: mean(values.slice(-fifth)),
    perHour,
    least: perHour - margin,
    most: perHour + margin,
    hours: (samples.at(-1)?.hours ?? 0) - (samples[0]?.hours ?? 0),
  };
}

export type Bound = {
  /** What it may rise by over the whole run, as a part of where it began. */
  readonly share: number;
  /** Or by so much, in its own unit, whichever is more. */
  readonly atLeast: number;
};

/** Surely more than it may: the low end of what its slope can be, over the whole run. */
export function grows(trend: Trend, { share, atLeast }: Bound): boolean {
  return trend.least * trend.hours > Math.max(share * trend.before, atLeast);
}

/** n samples with the correlation r of neighbours are worth n (1 - r) / (1 + r) independent ones. */
function widening(rests: readonly number[]): number {
  let [own, neighbours] = [0, 0];
  for (const [place, rest] of rests.entries()) {
    own += rest ** 2;
    neighbours += rest * (rests[place + 1] ?? 0);
  }
  const r = own === 0 ? 0 : Math.min(0.98, Math.max(0, neighbours / own));
  return (1 + r) / (1 - r);
}

function mean(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
