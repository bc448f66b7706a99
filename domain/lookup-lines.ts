// What one person was looked up for, as text: what the ledger's digest of a person's lookups is of, and what a proof shows.
// A line a lookup, its fields between tabs; the one that people type comes last, as JSON has it.

import type { CalendarDate, Instant } from './calendar.ts';
import type {
  DepartmentId,
  Lookup,
  LookupOutcome,
  ResourceId,
  UnansweredReason,
} from './lookup.ts';

export function lookupLine(lookup: Lookup): string {
  const { resource, outcome, why, records, asOf, askedAt, answeredAt, authorisationNo } = lookup;
  return `${resource}\t${outcome}\t${why ?? ''}\t${records}\t${asOf ?? ''}\t${askedAt}\t${answeredAt ?? ''}\t${JSON.stringify(authorisationNo)}\n`;
}

/** @throws SyntaxError when the lines are not ours */
export function lookupsOfLines(
  lines: string,
  department: DepartmentId,
  personNo: number,
): Lookup[] {
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [resource, outcome, why, records, asOf, askedAt, answeredAt, authorisation] =
        line.split('\t');
      return {
        department,
        resource: resource as ResourceId,
        personNo,
        outcome: outcome as LookupOutcome,
        why: (why || null) as UnansweredReason | null,
        records: Number(records),
        asOf: (asOf || null) as CalendarDate | null,
        askedAt: askedAt as Instant,
        answeredAt: (answeredAt || null) as Instant | null,
        authorisationNo: JSON.parse(authorisation ?? '') as string | null,
      };
    });
}
