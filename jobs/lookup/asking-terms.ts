// What a scheme lets us ask about the households of a chunk: which resources, which months, under which terms.

import type { StandardsBook } from '../../config/standards.ts';
import { type CalendarDate, type Month, shanghaiDate } from '../../domain/calendar.ts';
import type { Household, Role } from '../../domain/household.ts';
import type { DepartmentId, ResourceId } from '../../domain/lookup.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import { standardInForce } from '../../domain/standard.ts';
import { incomeWindow } from '../../matchers/household/income-window.ts';
import { resourcesOf, schemeNamed } from '../../matchers/schemes/scheme-list.ts';
import type { Batch } from '../../store/batches.ts';
import type { Store } from '../../store/store.ts';
import type { LookupRoom } from './lookup-room.ts';
import type { AskingTerms, ChunkHousehold } from './plan-question.ts';

/** Standard: days that an authorisation without an end date lasts. */
const AUTHORISATION_DAYS_KEY = 'authorisation.validity-days';

/** Days that an authorisation without an end date lasts, in a region and on a day. */
export function openEndedDays(
  standards: StandardsBook,
  region: RegionCode,
  on: CalendarDate,
): number {
  return standardInForce(standards.inForce(region, on), AUTHORISATION_DAYS_KEY).value;
}

/** The department's resources that the scheme needs, by the role of the person asked about. */
export function resourcesByRole(
  scheme: SchemeId,
  department: DepartmentId,
): Record<Role, readonly ResourceId[]> {
  const needs = resourcesOf(scheme).filter((need) => need.resource.startsWith(`${department}.`));
  const of = (role: Role) =>
    needs.filter((need) => need.askedFor.includes(role)).map((need) => need.resource);
  return { applicant: of('applicant'), member: of('member'), supporter: of('supporter') };
}

/** The widest window of months that a household's region asks for: one question serves the whole chunk. */
export function windowOfChunk(
  scheme: SchemeId,
  verifiedOn: CalendarDate,
  households: readonly { readonly household: Household }[],
  standards: StandardsBook,
): { from: Month; until: Month } {
  const key = schemeNamed(scheme).parameters.incomeWindow;
  const months = households.map(
    ({ household }) => standardInForce(standards.inForce(household.region, verifiedOn), key).value,
  );
  const { from, until } = incomeWindow(verifiedOn, Math.max(...months));
  return { from, until };
}

/** What the permits of a chunk are sought under: today, for this department and purpose, with what was withdrawn by now. */
export async function permitTerms(
  department: DepartmentId,
  { scheme, purpose, verifiedOn }: Pick<Batch, 'scheme' | 'purpose' | 'verifiedOn'>,
  households: readonly ChunkHousehold[],
  {
    store,
    standards,
    now,
  }: Pick<LookupRoom, 'standards' | 'now'> & {
    readonly store: Pick<Store, 'withdrawals'>;
  },
): Promise<Omit<AskingTerms, 'resources'>> {
  return {
    department,
    scheme,
    purpose,
    on: shanghaiDate(now()),
    withdrawn: await store.withdrawals.among(authorisationsOf(households)),
    authorisationDays: ({ region }) => openEndedDays(standards, region, verifiedOn),
  };
}

/** Every person's, with the region that tells equal numbers apart. */
export function authorisationsOf(households: readonly ChunkHousehold[]) {
  return households.flatMap(({ household: { persons, region } }) =>
    persons.map(({ authorisation }) => ({ authorisationNo: authorisation.no, region })),
  );
}
