// What a dispute about findings is about: which person at which department. Only that is looked at afresh. Pure.

import type { Household } from '../../domain/household.ts';
import type { ResourceId } from '../../domain/lookup.ts';
import type { ReportContent } from '../../domain/report.ts';
import { resourcesOf } from '../../matchers/schemes/scheme-list.ts';

/** `1 public-security.vehicle` */
export type LookupKey = string;

/** @returns null when the report has no finding of such an id */
export function disputedLookups(
  content: ReportContent,
  household: Household,
  findings: readonly string[],
): ReadonlySet<LookupKey> | null {
  const disputed = new Set<LookupKey>();
  for (const id of findings) {
    const finding = content.findings.find((one) => one.id === id);
    if (!finding) return null;
    for (const evidence of finding.evidence) {
      // `public-security.vehicle/1/2`
      const [resource, personNo] = evidence.split('/');
      disputed.add(`${personNo} ${resource}`);
    }
    if (finding.evidence.length > 0) continue;
    // A finding that rests on what is not there can only be put right by asking everybody about its persons anew.
    const persons = finding.personNos.length > 0 ? finding.personNos : everybody(household);
    for (const key of allAbout(content, household, persons)) disputed.add(key);
  }
  return disputed;
}

function everybody({ persons }: Household): number[] {
  return persons.map(({ no }) => no);
}

function allAbout(
  { scheme }: ReportContent,
  { persons }: Household,
  personNos: readonly number[],
): LookupKey[] {
  const asked = (personNo: number): ResourceId[] => {
    const role = persons[personNo - 1]?.role;
    return resourcesOf(scheme)
      .filter(({ askedFor }) => role !== undefined && askedFor.includes(role))
      .map(({ resource }) => resource);
  };
  return personNos.flatMap((no) => asked(no).map((resource) => `${no} ${resource}`));
}
