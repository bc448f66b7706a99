// Rule: wages and benefits that a household declares agree with what departments hold, for the months they cover.
// Law: 社会救助暂行办法 art 68 (truthful declaration); tolerance is a standard.
// Missing answer: no comparison; the line says "not answered". What is declared and not found is only a note: a
// department may not hold it.
//
// Worked example: wage 2,000.00 a month declared, records for five months sum to 12,500.00. Declared for five months:
// 10,000.00. Tolerance: the larger of 5 % of 12,500.00 = 625.00 and 50.00 × 5 = 250.00. 2,500.00 > 625.00: a doubt.

import type { FindingDraft, Severity } from '../../domain/finding.ts';
import type { ComparisonLine } from '../../domain/report.ts';
import type { ClassIncome } from '../household/class-income.ts';
import type { PersonIncome } from '../household/income.ts';
import { CONTRIBUTIONS, PENSIONS } from '../resources.ts';
import { TRUTHFUL_DECLARATION } from './articles.ts';
import { defineRule } from './rule.ts';
import { combined, fact, fen, months } from './worked-sum.ts';

type Difference = ComparisonLine['difference'];

const KINDS: Readonly<
  Record<'wage' | 'transfer', Partial<Record<Difference, readonly [kind: string, Severity]>>>
> = {
  wage: {
    undeclared: ['wage-undeclared', 'doubt'],
    'under-declared': ['wage-under-declared', 'doubt'],
    'over-declared': ['wage-over-declared', 'info'],
    'declared-only': ['wage-declared-only', 'info'],
  },
  transfer: {
    undeclared: ['benefit-undeclared', 'doubt'],
    'under-declared': ['benefit-under-declared', 'doubt'],
    'over-declared': ['benefit-over-declared', 'info'],
    'declared-only': ['benefit-declared-only', 'info'],
  },
};

export const declaredIncome = defineRule({
  id: 'declared-income',
  article: TRUTHFUL_DECLARATION,
  kinds: {
    'wage-undeclared': ['found', 'months'],
    'wage-under-declared': ['declared', 'found', 'months'],
    'wage-over-declared': ['declared', 'found', 'months'],
    'wage-declared-only': ['declared'],
    'benefit-undeclared': ['found', 'months'],
    'benefit-under-declared': ['declared', 'found', 'months'],
    'benefit-over-declared': ['declared', 'found', 'months'],
    'benefit-declared-only': ['declared'],
    'exempt-benefit-undeclared': ['found', 'months'],
    'exempt-part-not-counted': ['exempt', 'months'],
  },
  parameters: ['tolerancePermille', 'toleranceMonthly', 'basicPensionExempt'],
  resources: [CONTRIBUTIONS, PENSIONS],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const line of facts.comparison.lines) {
      if (line.item !== 'wage' && line.item !== 'transfer') continue;
      const income = facts.income.persons.find(
        ({ facts: { person } }) => person.no === line.personNo,
      );
      if (income === undefined) continue;
      const said = KINDS[line.item][line.difference];
      if (said !== undefined) found.push(differs(line, income, said));
      if (line.item === 'transfer') found.push(...exemptPart(line, income));
    }
    return found;
  },
});

function differs(
  line: ComparisonLine,
  income: PersonIncome,
  [kind, severity]: readonly [string, Severity],
): FindingDraft {
  const sum = line.item === 'wage' ? income.wage : income.transfer;
  const isExempt =
    line.difference === 'undeclared' && line.item === 'transfer' && sum.countedFen === 0;
  return {
    kind: isExempt ? 'exempt-benefit-undeclared' : kind,
    severity: isExempt ? 'info' : severity,
    personNos: [income.facts.person.no],
    figures: {
      ...(line.declared === null ? {} : { declared: { value: line.declared, unit: line.unit } }),
      found: fen(sum.foundFen),
      months: months(sum.monthsCovered.length),
    },
    evidence: sum.evidence,
    trace: line.difference === 'declared-only' ? null : against(line, income, sum),
  };
}

function against(
  line: ComparisonLine,
  income: PersonIncome,
  sum: ClassIncome,
): FindingDraft['trace'] {
  // Nothing was declared, or zero: then the sum found says it all.
  if (sum.trace === null || line.difference === 'undeclared') return sum.trace;
  const covered = sum.monthsCovered.length;
  const declared = line.declared ?? 0;
  return {
    op: 'compare',
    label: 'declared-against-found',
    left: combined('product', 'declared-for-months-covered', declared, 'fen', [
      {
        op: 'declared',
        personNo: income.facts.person.no,
        field: line.item,
        value: declared / covered,
        unit: 'fen/month',
      },
      fact('months-covered', covered, 'months'),
    ]),
    comparator: '=',
    right: sum.trace,
    holds: false,
  };
}

/** Speaks for the household: it declared the whole pension, and a part of it does not count. */
function exemptPart(line: ComparisonLine, { facts, transfer }: PersonIncome): FindingDraft[] {
  const exempt = transfer.foundFen - transfer.countedFen;
  if (exempt === 0 || line.declared === null || line.declared <= transfer.countedFen) return [];
  return [
    {
      kind: 'exempt-part-not-counted',
      severity: 'info',
      personNos: [facts.person.no],
      figures: { exempt: fen(exempt), months: months(transfer.monthsCovered.length) },
      evidence: transfer.evidence,
      trace: transfer.trace,
    },
  ];
}
