// Medical costs that those who live together paid out of pocket within the window (刚性支出), from medical insurance.
// A record of a span that reaches beyond the window is not shared out over months: it is left aside.

import type { EvidenceId } from '../../domain/evidence.ts';
import type { Trace } from '../../domain/trace.ts';
import type { IncomeWindow } from './income-window.ts';
import { type PersonFacts, recordsOf } from './person-facts.ts';

export type Outlays = {
  readonly foundFen: number;
  readonly personNos: readonly number[];
  readonly evidence: readonly EvidenceId[];
  /** null without a record. */
  readonly trace: Trace | null;
};

const NO_OUTLAYS: Outlays = { foundFen: 0, personNos: [], evidence: [], trace: null };

export function medicalOutlays(living: readonly PersonFacts[], window: IncomeWindow): Outlays {
  let foundFen = 0;
  const personNos: number[] = [];
  const evidence: EvidenceId[] = [];
  const of: Trace[] = [];
  for (const person of living) {
    for (const { id, facts } of recordsOf(person, 'medical-outlay')) {
      if (facts.from < window.from || facts.until > window.until) continue;
      foundFen += facts.ownFen;
      if (!personNos.includes(person.person.no)) personNos.push(person.person.no);
      evidence.push(id);
      of.push({ op: 'record', evidence: id, field: 'ownFen', value: facts.ownFen, unit: 'fen' });
    }
  }
  if (of.length === 0) return NO_OUTLAYS;
  const trace: Trace = { op: 'sum', label: 'medical-outlays', value: foundFen, unit: 'fen', of };
  return { foundFen, personNos, evidence, trace };
}
