// Many families are registered (户籍) at one home. The register may be used to apply where nobody lives; or it is a shared
// yard, a resettlement house, a register that was never parted when children married.
//
// Law: 共同生活的家庭成员 is who lives together, not who is registered together (民发〔2021〕57号). Since: 2026. No register entry,
// or an address without a number: no tie, nothing to say. Collective registers (集体户) and homes that an office has listed are
// left out before it comes to this.
//
// Example, 5 families: five files without a common person, each with somebody registered at 王家庄村12号: raised. Four: not.

import type { TiedHousehold } from './families.ts';
import { type SharedDraft, sharedAmong, type SharedTerms } from './shared.ts';

export function crowdedRegister(
  households: readonly TiedHousehold[],
  raised: ReadonlySet<string> | null,
  terms: SharedTerms,
): SharedDraft | null {
  return sharedAmong('crowded-register', households, raised, terms);
}
