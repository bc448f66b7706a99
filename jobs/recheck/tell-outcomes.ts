// Whom the outcomes of a round concern besides the reports: whoever decides an objection, whoever renews an authorisation.

import { shanghaiDate } from '../../domain/calendar.ts';
import type { Change } from '../../domain/change.ts';
import type { Lookup } from '../../domain/lookup.ts';
import type { StoredHousehold } from '../../store/households.ts';
import type { Support } from '../../store/rechecks/supports.ts';
import type { RecheckRoom } from './recheck-room.ts';
import { lapsedAuthorisations } from './authorisations.ts';
import type { Become, Before, Judged } from './what-becomes.ts';

export type Outcome = {
  readonly household: StoredHousehold;
  readonly draft: Judged;
  /** Of the sealed report; null: it is none yet. */
  readonly number: string | null;
  readonly before: Before;
  readonly lookups: readonly Lookup[];
  readonly changes: readonly Change[];
  readonly become: Become;
};

/** Nobody may be asked about them any more, and time does not mend it: a person must see to a new authorisation. */
export async function tellOfLapsedAuthorisations(
  outcomes: readonly Outcome[],
  supports: ReadonlyMap<number, Support>,
  { store, now }: RecheckRoom,
): Promise<void> {
  await store.alerts.raise(
    outcomes.flatMap(({ household, lookups, become }) => {
      const support = supports.get(household.id);
      if (!support || become !== 'waiting') return [];
      const lapsed = lapsedAuthorisations(household.household, lookups);
      const { id, verification } = household;
      const { region } = household.household;
      return lapsed.map((change) => ({
        supportId: support.id,
        householdId: id,
        verification,
        region,
        change,
      }));
    }),
    shanghaiDate(now()),
  );
}

/** Everybody has answered what was disputed: a person decides. */
export async function tellObjections(
  outcomes: readonly Outcome[],
  numberOf: ReadonlyMap<number, string>,
  { store }: RecheckRoom,
): Promise<void> {
  await store.objections.verified(
    outcomes
      .filter(({ become }) => become !== 'waiting')
      .map(({ household, number, become }) => ({
        householdId: household.id,
        verification: household.verification,
        newReportNumber:
          become === 'new-report' ? (number ?? numberOf.get(household.id) ?? null) : null,
      })),
  );
}
