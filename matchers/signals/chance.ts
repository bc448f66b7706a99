// How likely it is that chance alone brings so many dismissals about: exact, for small numbers too, and kind by kind.
//
// Of each kind of finding, so many were decided by all and so many of them dismissed. If it did not matter who decides, the
// dismissals would fall on her findings as drawn from an urn (hypergeometric distribution; with two people and one kind this
// is Fisher's exact test). Kinds are independent urns, so her sum is distributed as their convolution. Nothing is assumed
// about what the right share is.

/** One kind of finding. */
export type Urn = {
  /** Decided by her and her colleagues together. */
  readonly all: number;
  /** Of these, dismissed. */
  readonly dismissed: number;
  /** Decided by her. */
  readonly own: number;
};

/** Probabilities that she dismisses exactly 0, 1, 2 … of her findings. */
export function chancesOf(urns: readonly Urn[]): number[] {
  const most = Math.max(0, ...urns.map(({ all }) => all));
  const logFactorials = logFactorialsUpTo(most);
  return urns.reduce<number[]>((sum, urn) => convolved(sum, drawn(urn, logFactorials)), [1]);
}

/** At least so many; adding the small ones first. */
export function chanceOfAtLeast(chances: readonly number[], count: number): number {
  return Math.min(1, chances.slice(count).toReversed().reduce(add, 0));
}

export function chanceOfAtMost(chances: readonly number[], count: number): number {
  return Math.min(1, chances.slice(0, count + 1).reduce(add, 0));
}

const add = (sum: number, chance: number): number => sum + chance;

function drawn({ all, dismissed, own }: Urn, logFactorials: Float64Array): number[] {
  const ways = (of: number, some: number) =>
    (logFactorials[of] ?? 0) - (logFactorials[some] ?? 0) - (logFactorials[of - some] ?? 0);
  const whole = ways(all, own);
  return Array.from({ length: Math.min(dismissed, own) + 1 }, (_, count) =>
    own - count > all - dismissed
      ? 0
      : Math.exp(ways(dismissed, count) + ways(all - dismissed, own - count) - whole),
  );
}

function convolved(one: readonly number[], other: readonly number[]): number[] {
  const sum = Array.from({ length: one.length + other.length - 1 }, () => 0);
  one.forEach((chance, count) => {
    if (chance === 0) return;
    other.forEach((another, more) => {
      sum[count + more] = (sum[count + more] ?? 0) + chance * another;
    });
  });
  return sum;
}

function logFactorialsUpTo(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logs[n] = (logs[n - 1] ?? 0) + Math.log(n);
  return logs;
}
