// Different families state the same home, at the same time or one after the other. An address may be lent out to applicants;
// or a rented room has had several tenants, and a house several tenants' doors.
//
// Law: none of its own. Since: 2026. No address stated, or one without a number: no tie, nothing to say.
//
// Example, 3 families within 730 days: files of January, of May and of next year's February state 花园小区3号楼2单元501室:
// raised, with the first and the last day.

import type { TiedHousehold } from './families.ts';
import { type SharedDraft, sharedAmong, type SharedTerms } from './shared.ts';

export function repeatedAddress(
  households: readonly TiedHousehold[],
  raised: ReadonlySet<string> | null,
  terms: SharedTerms,
): SharedDraft | null {
  return sharedAmong('repeated-address', households, raised, terms);
}
