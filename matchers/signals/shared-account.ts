// Several families have help paid to one account or card. Somebody may be keeping other people's money; or a guardian, a
// home or a village account is paid for those it looks after, which is in order.
//
// Law: none of its own; that help is paid out through banks (社会化发放) is the rule of each place. Since: 2026. No account
// stated: no tie, nothing to say.
//
// A guardian who keeps a card for wards that she signed for: up to `wardHouseholds` such households are left out, where the
// holder stated is the same for all.
//
// Example, 3 families: card 6217…01 stands in files A, B and C, whose persons are all different: raised. B's applicant is a
// member of A: two families, not raised.

import type { SharedFacts } from '../../domain/signal.ts';
import type { TiedHousehold } from './families.ts';
import { type SharedDraft, sharedAmong, type SharedTerms } from './shared.ts';

export type AccountTerms = SharedTerms & {
  /** Households of wards alone that one guardian may keep an account for. */
  readonly wardHouseholds: number;
};

export type AccountHousehold = TiedHousehold & {
  /** Keyed digest of the holder's ID number, hex; null: not stated. */
  readonly holder: string | null;
  /** Whoever lives there was signed for by a guardian. */
  readonly isOfWards: boolean;
};

export function sharedAccount(
  households: readonly AccountHousehold[],
  raised: ReadonlySet<string> | null,
  terms: AccountTerms,
): SharedDraft | null {
  if (isOfOneGuardian(households) && households.length <= terms.wardHouseholds) return null;
  return sharedAmong('shared-account', households, raised, terms, holderOf(households));
}

function isOfOneGuardian(households: readonly AccountHousehold[]): boolean {
  const holders = new Set(households.map(({ holder }) => holder));
  return holders.size === 1 && !holders.has(null) && households.every(({ isOfWards }) => isOfWards);
}

function holderOf(households: readonly AccountHousehold[]): SharedFacts['holder'] {
  const stated = new Set(households.flatMap(({ holder }) => holder ?? []));
  if (stated.size === 0) return 'not-stated';
  const persons = new Set(households.flatMap((one) => [one.applicant, ...one.persons]));
  return [...stated].every((holder) => persons.has(holder)) ? 'among-them' : 'somebody-else';
}
