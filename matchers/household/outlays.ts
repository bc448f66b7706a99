// Unavoidable outlays (刚性支出) of those who live together: medical costs that medical insurance knows to be paid out of
// pocket, and set sums for a severe disability and for school, where the locality has set them. What only the form says
// is claimed: a person takes it off when they have seen the papers, and meanwhile it carries no excess.
//
// A record of a span that reaches beyond the window is not shared out over months: it is left aside.
//
// Example, a window of 12 months: 6,000.00 on record; the form says 6,500.00. A certificate of grade 1 at 100.00 a month:
// 12 × 100.00 = 1,200.00. A child at school at 50.00: 600.00. Known 7,200.00; claimed besides 500.00 + 600.00 = 1,100.00.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { EvidenceId } from '../../domain/evidence.ts';
import type { Standard } from '../../domain/standard.ts';
import type { Trace } from '../../domain/trace.ts';
import type { Parameters } from '../rules/parameters.ts';
import { combined, fact, standardNode } from '../worked-sum.ts';
import { isSevere, validCertificate } from './disabilities.ts';
import type { IncomeWindow } from './income-window.ts';
import { type PersonFacts, recordsOf } from './person-facts.ts';

/** One kind of outlay of the household. */
export type Outlay = {
  readonly fen: number;
  readonly personNos: readonly number[];
  readonly evidence: readonly EvidenceId[];
  /** null where there is none. */
  readonly trace: Trace | null;
};

export type Outlays = {
  /** Paid out of pocket, by medical insurance. */
  readonly medical: Outlay;
  /** Of members with a valid certificate of a severe disability. */
  readonly disability: Outlay;
  /** Medical costs that only the form says, beyond the records. */
  readonly medicalClaimed: Outlay;
  /** A severe disability without a certificate, and school, as the form says. */
  readonly claimed: Outlay;
};

const NO_OUTLAY: Outlay = { fen: 0, personNos: [], evidence: [], trace: null };
const NO_OUTLAYS: Outlays = {
  medical: NO_OUTLAY,
  disability: NO_OUTLAY,
  medicalClaimed: NO_OUTLAY,
  claimed: NO_OUTLAY,
};

export function householdOutlays(
  living: readonly PersonFacts[],
  window: IncomeWindow,
  on: CalendarDate,
  standards: Parameters<'disabilityOutlay' | 'educationOutlay'>,
): Outlays {
  if (!living.some(hasOutlay)) return NO_OUTLAYS;
  const medical = medicalOutlay(living, window);
  const { disabilityOutlay, educationOutlay } = standards;
  const certified = living.filter((facts) => {
    const certificate = validCertificate(facts, on);
    return certificate !== null && isSevere(certificate.facts);
  });
  const disability = setSum('disability-outlays', certified, disabilityOutlay, window);
  const evidence = certified.flatMap((facts) => validCertificate(facts, on)?.id ?? []);
  const claimed = addedUp([
    setSum('disability-outlays', living.filter(saysSevere(certified)), disabilityOutlay, window),
    setSum(
      'education-outlays',
      living.filter(({ person }) => person.student === true),
      educationOutlay,
      window,
    ),
  ]);
  return {
    medical,
    disability: disability.fen === 0 ? NO_OUTLAY : { ...disability, evidence },
    medicalClaimed: medicalClaim(living, medical),
    claimed,
  };
}

function hasOutlay({ person, others }: PersonFacts): boolean {
  return (
    others !== null ||
    person.student === true ||
    person.disabilityGrade !== null ||
    person.declared.medicalOutlayFen !== null
  );
}

function medicalOutlay(living: readonly PersonFacts[], window: IncomeWindow): Outlay {
  let fen = 0;
  const personNos: number[] = [];
  const evidence: EvidenceId[] = [];
  const of: Trace[] = [];
  for (const person of living) {
    for (const { id, facts } of recordsOf(person, 'medical-outlay')) {
      if (facts.from < window.from || facts.until > window.until) continue;
      fen += facts.ownFen;
      if (!personNos.includes(person.person.no)) personNos.push(person.person.no);
      evidence.push(id);
      of.push({ op: 'record', evidence: id, field: 'ownFen', value: facts.ownFen, unit: 'fen' });
    }
  }
  if (of.length === 0) return NO_OUTLAY;
  return { fen, personNos, evidence, trace: combined('sum', 'medical-outlays', fen, 'fen', of) };
}

/** What the form says beyond the records, of the household as a whole. */
function medicalClaim(living: readonly PersonFacts[], { fen: foundFen }: Outlay): Outlay {
  const said = living.filter(({ person }) => (person.declared.medicalOutlayFen ?? 0) > 0);
  const of = said.map(({ person }): Trace => {
    const value = person.declared.medicalOutlayFen ?? 0;
    const field = 'medicalOutlay';
    return { op: 'declared', personNo: person.no, field, value, unit: 'fen/year' };
  });
  const saidFen = said.reduce(
    (sum, { person }) => sum + (person.declared.medicalOutlayFen ?? 0),
    0,
  );
  const fen = Math.max(0, saidFen - foundFen);
  if (fen === 0) return NO_OUTLAY;
  const all = combined('sum', 'medical-outlays-declared', saidFen, 'fen', of);
  const beyond = combined('difference', 'medical-outlays-beyond-records', fen, 'fen', [
    all,
    fact('medical-outlays', foundFen, 'fen'),
  ]);
  const personNos = said.map(({ person }) => person.no);
  return { fen, personNos, evidence: [], trace: foundFen === 0 ? all : beyond };
}

function saysSevere(certified: readonly PersonFacts[]) {
  return (facts: PersonFacts) =>
    facts.person.disabilityGrade !== null &&
    facts.person.disabilityGrade <= 2 &&
    !certified.includes(facts);
}

/** So much a month for each of the persons, over the whole window. */
function setSum(
  label: string,
  persons: readonly PersonFacts[],
  monthly: Standard,
  window: IncomeWindow,
): Outlay {
  const fen = persons.length * monthly.value * window.months;
  if (fen === 0) return NO_OUTLAY;
  const trace = combined('product', label, fen, 'fen', [
    standardNode(monthly),
    fact('window-months', window.months, 'months'),
    fact('persons-concerned', persons.length, 'persons'),
  ]);
  return { fen, personNos: persons.map(({ person }) => person.no), evidence: [], trace };
}

/** Several outlays as one. */
export function addedUp(outlays: readonly Outlay[]): Outlay {
  const [first, second] = outlays.filter(({ fen }) => fen > 0);
  if (first === undefined) return NO_OUTLAY;
  if (second === undefined) return first;
  const fen = outlays.reduce((sum, outlay) => sum + outlay.fen, 0);
  const of = outlays.flatMap(({ trace }) => trace ?? []);
  return {
    fen,
    personNos: [...new Set(outlays.flatMap(({ personNos }) => personNos))].toSorted(
      (one, other) => one - other,
    ),
    evidence: outlays.flatMap(({ evidence }) => evidence),
    trace: combined('sum', 'outlays', fen, 'fen', of),
  };
}
