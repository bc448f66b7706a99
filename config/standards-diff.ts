// What changes between two sets of standards in force.

import type { Standard, StandardsInForce } from '../domain/standard.ts';

/** `before` or `after` is null where the key is not in force on that side. */
export type StandardChange = {
  readonly key: string;
  readonly before: Standard | null;
  readonly after: Standard | null;
  /** False when only the source, its confirmation or the dates differ. */
  readonly changesValue: boolean;
};

/** The keys whose standard is another one, in the order of the keys. */
export function diffStandards(before: StandardsInForce, after: StandardsInForce): StandardChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key): StandardChange[] => {
    const [one, other] = [before.get(key) ?? null, after.get(key) ?? null];
    if (one !== null && other !== null && isSame(one, other)) return [];
    const changesValue =
      one?.value !== other?.value ||
      one?.unit !== other?.unit ||
      one?.comparator !== other?.comparator;
    return [{ key, before: one, after: other, changesValue }];
  });
}

function isSame(one: Standard, other: Standard): boolean {
  return one.region === other.region && one.from === other.from && one.value === other.value;
}
