// The arithmetic of being right: what was said and is so, what was said and is not so, what is so and was not said.

export type Tally = { readonly right: number; readonly wrong: number; readonly missed: number };

export const NO_TALLY: Tally = { right: 0, wrong: 0, missed: 0 };

/** Holds what was said of a set of subjects against what is so of them. */
export function tallyOf<T>(said: ReadonlySet<T>, so: ReadonlySet<T>): Tally {
  let right = 0;
  for (const subject of said) if (so.has(subject)) right += 1;
  return { right, wrong: said.size - right, missed: so.size - right };
}

export function addTallies(one: Tally, other: Tally): Tally {
  return {
    right: one.right + other.right,
    wrong: one.wrong + other.wrong,
    missed: one.missed + other.missed,
  };
}

/** Of what was said, the part that is so; null when nothing was said. */
export function precisionOf({ right, wrong }: Tally): number | null {
  return right + wrong === 0 ? null : right / (right + wrong);
}

/** Of what is so, the part that was said; null when nothing is so. */
export function recallOf({ right, missed }: Tally): number | null {
  return right + missed === 0 ? null : right / (right + missed);
}

/** `99.42 %`. Never rounded up to 100 %: one miss in a million is not none. */
export function percentText(part: number | null): string {
  if (part === null) return '–';
  const hundredths = part === 1 ? 10_000 : Math.min(9_999, Math.round(part * 10_000));
  return `${(hundredths / 100).toFixed(2)} %`;
}
