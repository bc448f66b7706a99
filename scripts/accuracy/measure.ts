// Holds every report of a city against the truth, and counts.

import type { StandardsBook } from '../../config/standards.ts';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Person } from '../../domain/household.ts';
import type { Conclusion, IdentityGrade } from '../../domain/report.ts';
import { SCHEMES, type SchemeId } from '../../domain/scheme.ts';
import { isUndoubted } from '../../matchers/identity/grade-record.ts';
import { verifyHousehold } from '../../matchers/verify-household.ts';
import type { CityTruth, PlantedDiscrepancy, TrueHousehold } from './city-truth.ts';
import { HOUSEHOLD } from './expectations.ts';
import { GROUPS } from './groups.ts';
import { CONTESTED, gradedRecords, STRANGER, type Whose } from './identity-grades.ts';
import { judgeFindings } from './judge-findings.ts';
import { addTallies, NO_TALLY, type Tally } from './tally.ts';
import type { Verified } from './verify-city.ts';

/** Of a planted discrepancy: told, hidden from every department, or missed. */
export type Fate = 'told' | 'hidden' | 'missed';

export type GroupMeasure = {
  persons: number;
  /** Persons with a doubt or an excess that is not so. */
  wronglyFlagged: number;
  /** By kind, so that a difference between groups can be traced. */
  readonly wrongKinds: Map<string, number>;
  planted: number;
  told: number;
  /** Records that are theirs, and those of them that were kept out of the sums. */
  records: number;
  doubted: number;
};

export type Measures = {
  households: number;
  persons: number;
  /** By kind of finding. */
  readonly kinds: Map<string, Tally>;
  /** Of the findings that make `exceeds`. */
  exceeds: Tally;
  readonly planted: Map<string, Record<Fate, number>>;
  readonly missed: PlantedDiscrepancy[];
  readonly grades: Map<Whose, Map<IdentityGrade, number>>;
  readonly groups: Map<string, GroupMeasure>;
  /** Kinds of which the truth says nothing, with how many households they were found in. */
  readonly unmeasured: Map<string, number>;
  /** The same households and records held against the other schemes. */
  readonly otherSchemes: Map<SchemeId, SchemeMeasure>;
  /** Households with a finding that exceeds and is not so. */
  readonly wronglyExceeding: { readonly ref: string; readonly scheme: SchemeId }[];
};

export type SchemeMeasure = {
  readonly kinds: Map<string, Tally>;
  exceeds: Tally;
  /** How many households came to each conclusion. */
  readonly conclusions: Map<Conclusion, number>;
};

export function noMeasures(): Measures {
  return {
    households: 0,
    persons: 0,
    kinds: new Map(),
    exceeds: NO_TALLY,
    planted: new Map(),
    missed: [],
    grades: new Map(),
    groups: new Map(
      GROUPS.map(({ name }) => [
        name,
        {
          persons: 0,
          wronglyFlagged: 0,
          wrongKinds: new Map(),
          planted: 0,
          told: 0,
          records: 0,
          doubted: 0,
        },
      ]),
    ),
    unmeasured: new Map(),
    otherSchemes: new Map(),
    wronglyExceeding: [],
  };
}

export function measure(
  measures: Measures,
  { household, evidence, report }: Verified,
  truth: CityTruth,
  book: StandardsBook,
): void {
  const own = truth.households.get(household.ref);
  if (own === undefined) throw new TypeError('every applicant household stands in the truth');
  const { findings, verifiedOn } = report.content;
  const standards = book.inForce(household.region, verifiedOn);
  measures.households += 1;
  measures.persons += household.persons.length;
  const groupsWith = (person: Person) => groupsOf(measures, person, truth, verifiedOn);

  for (const { person, whose, grade } of gradedRecords(household.persons, evidence, truth)) {
    const row = measures.grades.get(whose) ?? new Map<IdentityGrade, number>();
    measures.grades.set(whose, row.set(grade, (row.get(grade) ?? 0) + 1));
    if (whose === STRANGER || whose === CONTESTED) continue;
    for (const group of groupsWith(person)) {
      group.records += 1;
      if (!isUndoubted(grade)) group.doubted += 1;
    }
  }

  const { scheme } = report.content;
  const situation = { household, standards, truth, own, on: verifiedOn };
  const judged = judgeFindings(findings, { ...situation, scheme });
  for (const [kind, tally] of judged.tallies) addTo(measures.kinds, kind, tally);
  measures.exceeds = addTallies(measures.exceeds, judged.exceeds);
  if (judged.exceeds.wrong > 0) measures.wronglyExceeding.push({ ref: household.ref, scheme });
  for (const kind of judged.unmeasured) increase(measures.unmeasured, kind);
  const planted = truth.planted.get(household.ref);
  const fate = planted && countPlanted(planted, { measures, findings, own });
  for (const person of household.persons) {
    const isSupporter = person.role === 'supporter';
    const kinds = [
      ...(judged.wrong.get(person.no) ?? []),
      ...(isSupporter ? [] : (judged.wrong.get(HOUSEHOLD) ?? [])),
    ];
    for (const group of groupsWith(person)) {
      group.persons += 1;
      if (kinds.length > 0) group.wronglyFlagged += 1;
      for (const kind of kinds) increase(group.wrongKinds, kind);
      if (isSupporter || fate === undefined || fate === 'hidden') continue;
      group.planted += 1;
      if (fate === 'told') group.told += 1;
    }
  }
}

/** Every department was asked what any scheme asks, so each other scheme judges the same answers. */
export function measureOtherSchemes(
  { otherSchemes, wronglyExceeding }: Measures,
  { household, evidence, lookups, report }: Verified,
  truth: CityTruth,
  book: StandardsBook,
): void {
  const own = truth.households.get(household.ref);
  if (own === undefined) throw new TypeError('every applicant household stands in the truth');
  const { verifiedOn, purpose } = report.content;
  const standards = book.inForce(household.region, verifiedOn);
  for (const scheme of SCHEMES) {
    if (scheme === report.content.scheme) continue;
    const { findings, conclusion } = verifyHousehold({
      household,
      scheme,
      purpose,
      verifiedOn,
      lookups,
      evidence,
      standards,
    });
    const judged = judgeFindings(findings, {
      scheme,
      household,
      standards,
      truth,
      own,
      on: verifiedOn,
    });
    const measures = otherSchemes.get(scheme) ?? {
      kinds: new Map(),
      exceeds: NO_TALLY,
      conclusions: new Map(),
    };
    otherSchemes.set(scheme, measures);
    for (const [kind, tally] of judged.tallies) addTo(measures.kinds, kind, tally);
    measures.exceeds = addTallies(measures.exceeds, judged.exceeds);
    if (judged.exceeds.wrong > 0) wronglyExceeding.push({ ref: household.ref, scheme });
    increase(measures.conclusions, conclusion);
  }
}

function addTo(tallies: Map<string, Tally>, kind: string, tally: Tally): void {
  tallies.set(kind, addTallies(tallies.get(kind) ?? NO_TALLY, tally));
}

function increase<Name extends string>(counts: Map<Name, number>, name: Name): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

type PlantedIn = {
  readonly measures: Measures;
  readonly findings: readonly Finding[];
  readonly own: TrueHousehold;
};

function countPlanted(planted: PlantedDiscrepancy, { measures, findings, own }: PlantedIn): Fate {
  const isTold = findings.some(({ kind }) => kind === planted.expectedFinding);
  const fate: Fate = isTold ? 'told' : isHidden(planted, own) ? 'hidden' : 'missed';
  const fates = measures.planted.get(planted.kind) ?? { told: 0, hidden: 0, missed: 0 };
  measures.planted.set(planted.kind, { ...fates, [fate]: fates[fate] + 1 });
  if (fate === 'missed') measures.missed.push(planted);
  return fate;
}

/**
 * Whoever declares one home, owns an unregistered rural one and hides a registered one: the register shows as many
 * as were declared, and no department holds more.
 */
function isHidden({ kind, declared }: PlantedDiscrepancy, own: TrueHousehold): boolean {
  return kind === 'undeclared-home' && own.homesRegistered <= Number(declared);
}

function groupsOf(
  { groups }: Measures,
  person: Person,
  truth: CityTruth,
  on: CalendarDate,
): GroupMeasure[] {
  const so = truth.persons.get(person.idNumber ?? '');
  if (so === undefined) return [];
  return GROUPS.filter(({ holds }) => holds(person, so, truth, on)).flatMap(
    ({ name }) => groups.get(name) ?? [],
  );
}
