// What one department said about one household, as text: what is stored, and what a report's receipt digests.
//
// Lookups and records repeat each other: a month's wage names the same department, person and instants as the eleven
// others. As plain JSON a household's answers are 14 KB, most of it field names and such repeats; here they are a
// quarter of it, which is encrypted, written, read and parsed as much faster. The same answer has the same text.
//
//   { lookups:  [strings, [resource, personNo, outcome, why, records, asOf, askedAt, answeredAt, authorisationNo] …]
//     evidence: [strings, subjects, shapes, [resource, personNo, number, subject, asOf, fetchedAt, shape, sourceKey,
//                                            ...facts] …] }
//
// A text that may recur stands in `strings` and is named by its place; -1 is null. A shape is the names of a kind's
// fields. `number` is the last part of a record's id.

import type { CalendarDate, Instant } from './calendar.ts';
import type { Evidence, EvidenceFacts, EvidenceId, RecordSubject } from './evidence.ts';
import type {
  DepartmentId,
  Lookup,
  LookupOutcome,
  ResourceId,
  UnansweredReason,
} from './lookup.ts';

export type Said = { readonly lookups: readonly Lookup[]; readonly evidence: readonly Evidence[] };

type LookupPart = [strings: string[], rows: number[][]];
type Row = unknown[];
type EvidencePart = [strings: string[], subjects: unknown[][], shapes: string[][], rows: Row[]];

export function answerText({ lookups, evidence }: Said): string {
  return `{"lookups":${JSON.stringify(lookupPart(lookups))},"evidence":${JSON.stringify(evidencePart(evidence))}}`;
}

/** The part that holds no content of any record, of a whole text. */
export function lookupsText(text: string): string {
  return JSON.stringify((JSON.parse(text) as { lookups: LookupPart }).lookups);
}

/** @param text of `lookupsText` */
export function lookupsOfText(text: string, department: DepartmentId): Lookup[] {
  return lookupsOf(JSON.parse(text) as LookupPart, department);
}

export function answerOfText(text: string, department: DepartmentId): Said {
  const parts = JSON.parse(text) as { lookups: LookupPart; evidence: EvidencePart };
  return {
    lookups: lookupsOf(parts.lookups, department),
    evidence: evidenceOf(parts.evidence, department),
  };
}

function lookupPart(lookups: readonly Lookup[]): LookupPart {
  const strings = new Strings();
  const rows = lookups.map((one) => [
    strings.placeOf(one.resource),
    one.personNo,
    strings.placeOf(one.outcome),
    strings.placeOf(one.why),
    one.records,
    strings.placeOf(one.asOf),
    strings.placeOf(one.askedAt),
    strings.placeOf(one.answeredAt),
    strings.placeOf(one.authorisationNo),
  ]);
  return [strings.all, rows];
}

function lookupsOf([strings, rows]: LookupPart, department: DepartmentId): Lookup[] {
  const at = (place: number | undefined) => strings[place ?? -1] ?? null;
  return rows.map((row) => ({
    department,
    resource: at(row[0]) as ResourceId,
    personNo: row[1] as number,
    outcome: at(row[2]) as LookupOutcome,
    why: at(row[3]) as UnansweredReason | null,
    records: row[4] as number,
    asOf: at(row[5]) as CalendarDate | null,
    askedAt: at(row[6]) as Instant,
    answeredAt: at(row[7]) as Instant | null,
    authorisationNo: at(row[8]),
  }));
}

function evidencePart(evidence: readonly Evidence[]): EvidencePart {
  const strings = new Strings();
  const subjects: unknown[][] = [];
  const shapes: string[][] = [];
  let shape: string[] = [];
  let subject: RecordSubject | null = null;
  const rows = evidence.map((one): Row => {
    if (subject === null || !isSame(subject, one.subject)) {
      ({ subject } = one);
      subjects.push([subject.name, subject.idNumber, subject.sex, subject.birthDate]);
    }
    const facts = one.facts as unknown as Record<string, unknown>;
    const names = Object.keys(facts);
    if (!isSameList(shape, names)) {
      shape = shapes.find((known) => isSameList(known, names)) ?? names;
      if (shape === names) shapes.push(names);
    }
    const row: Row = [
      strings.placeOf(one.resource),
      one.personNo,
      Number(one.id.slice(one.id.lastIndexOf('/') + 1)),
      subjects.length - 1,
      strings.placeOf(one.asOf),
      strings.placeOf(one.fetchedAt),
      shapes.indexOf(shape),
      one.sourceKey,
    ];
    for (const name of names) row.push(facts[name]);
    return row;
  });
  return [strings.all, subjects, shapes, rows];
}

const FACTS_FROM = 8;

function evidenceOf(
  [strings, subjectRows, shapes, rows]: EvidencePart,
  department: DepartmentId,
): Evidence[] {
  const subjects = subjectRows.map(([name, idNumber, sex, birthDate]) => {
    return { name, idNumber, sex, birthDate } as RecordSubject;
  });
  return rows.map((row) => {
    const resource = strings[row[0] as number] as ResourceId;
    const facts: Record<string, unknown> = {};
    const shape = shapes[row[6] as number] ?? [];
    for (let i = 0; i < shape.length; i++) facts[shape[i] as string] = row[FACTS_FROM + i];
    return {
      id: `${resource}/${row[1] as number}/${row[2] as number}` as EvidenceId,
      department,
      resource,
      personNo: row[1] as number,
      subject: subjects[row[3] as number] as RecordSubject,
      sourceKey: row[7] as string,
      asOf: strings[row[4] as number] as CalendarDate,
      fetchedAt: strings[row[5] as number] as Instant,
      facts: facts as unknown as EvidenceFacts,
    };
  });
}

function isSame(one: RecordSubject, other: RecordSubject): boolean {
  return (
    one.name === other.name &&
    one.idNumber === other.idNumber &&
    one.sex === other.sex &&
    one.birthDate === other.birthDate
  );
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** Texts by their place. An answer has about ten, so looking through them is faster than hashing. */
class Strings {
  readonly all: string[] = [];

  placeOf(text: string | null): number {
    if (text === null) return -1;
    const place = this.all.indexOf(text);
    return place < 0 ? this.all.push(text) - 1 : place;
  }
}
