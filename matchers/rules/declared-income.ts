// Rule: wages and benefits that a household declares agree with what departments hold. A monthly figure is read as that of
// the months on record and as the mean of the whole window, whichever speaks for the household (comparison.ts).
// Law: 社会救助暂行办法 art 68 (truthful declaration); tolerance is a standard.
// Missing answer: no comparison; the line says "not answered". What is declared and not found is only a note: a
// department may not hold it.
//
// Worked example: wage 1,000.00 a month declared, records for five months sum to 13,000.00. Declared for the window of
// twelve: 12,000.00. Tolerance: the larger of 5 % of 13,000.00 = 650.00 and 50.00 × 12 = 600.00. 1,000.00 > 650.00: a
// doubt. Records of 9,000.00 lie between 5 × 1,000.00 and 12 × 1,000.00: a note that asks of which months it was said.

import type { FindingDraft, Severity } from '../../domain/finding.ts';
import { type ComparisonLine, INCOME_CLASSES, type IncomeClass } from '../../domain/report.ts';
import type { Trace } from '../../domain/trace.ts';
import type { ClassIncome } from '../household/class-income.ts';
import type { PersonIncome } from '../household/income.ts';
import { CONTRIBUTIONS, PENSIONS, TAXED_INCOME } from '../resources.ts';
import { DECLARED_AGAINST_FOUND } from './articles.ts';
import { defineRule } from './rule.ts';
import { combined, comparison, fact, fen, months } from '../worked-sum.ts';

type Difference = ComparisonLine['difference'];

const KINDS: Readonly<
  Record<IncomeClass, Partial<Record<Difference, readonly [kind: string, Severity]>>>
> = {
  wage: {
    undeclared: ['wage-undeclared', 'doubt'],
    'under-declared': ['wage-under-declared', 'doubt'],
    'over-declared': ['wage-over-declared', 'info'],
    'declared-only': ['wage-declared-only', 'info'],
    'not-comparable': ['wage-differs-by-months', 'info'],
  },
  transfer: {
    undeclared: ['benefit-undeclared', 'doubt'],
    'under-declared': ['benefit-under-declared', 'doubt'],
    'over-declared': ['benefit-over-declared', 'info'],
    'declared-only': ['benefit-declared-only', 'info'],
    'not-comparable': ['benefit-differs-by-months', 'info'],
  },
  business: {
    undeclared: ['business-undeclared', 'doubt'],
    'under-declared': ['business-under-declared', 'doubt'],
  },
  property: {
    undeclared: ['property-income-undeclared', 'doubt'],
    'under-declared': ['property-income-under-declared', 'doubt'],
  },
};

export const declaredIncome = defineRule({
  id: 'declared-income',
  article: DECLARED_AGAINST_FOUND,
  kinds: {
    'wage-undeclared': ['found', 'months'],
    'wage-under-declared': ['declared', 'found', 'months'],
    'wage-over-declared': ['declared', 'found', 'months'],
    'wage-declared-only': ['declared'],
    'wage-differs-by-months': ['declared', 'found', 'months'],
    'benefit-undeclared': ['found', 'months'],
    'benefit-under-declared': ['declared', 'found', 'months'],
    'benefit-over-declared': ['declared', 'found', 'months'],
    'benefit-declared-only': ['declared'],
    'benefit-differs-by-months': ['declared', 'found', 'months'],
    'business-undeclared': ['found', 'months'],
    'business-under-declared': ['declared', 'found', 'months'],
    'property-income-undeclared': ['found', 'months'],
    'property-income-under-declared': ['declared', 'found', 'months'],
    'exempt-benefit-undeclared': ['found', 'months'],
    'exempt-part-not-counted': ['exempt', 'months'],
  },
  parameters: ['tolerancePermille', 'toleranceMonthly', 'basicPensionExempt'],
  resources: [CONTRIBUTIONS, PENSIONS, TAXED_INCOME],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const line of facts.comparison.lines) {
      if (!isIncomeClass(line.item)) continue;
      const incomeClass = line.item;
      const said = KINDS[incomeClass][line.difference];
      if (said === undefined && incomeClass !== 'transfer') continue;
      const income = facts.income.persons.find(
        ({ facts: { person } }) => person.no === line.personNo,
      );
      if (income === undefined) continue;
      if (said !== undefined) found.push(differs(line, incomeClass, income, said));
      if (incomeClass === 'transfer') found.push(...exemptPart(line, income));
    }
    return found;
  },
});

function isIncomeClass(item: string): item is IncomeClass {
  return (INCOME_CLASSES as readonly string[]).includes(item);
}

function differs(
  line: ComparisonLine,
  incomeClass: IncomeClass,
  income: PersonIncome,
  [kind, severity]: readonly [string, Severity],
): FindingDraft {
  const sum = income[incomeClass];
  const isExempt =
    line.difference === 'undeclared' && incomeClass === 'transfer' && sum.countedFen === 0;
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
    trace: line.difference === 'declared-only' ? null : against(line, incomeClass, income, sum),
  };
}

function against(
  line: ComparisonLine,
  incomeClass: IncomeClass,
  { facts: { person } }: PersonIncome,
  sum: ClassIncome,
): Trace | null {
  if (sum.trace === null) return null;
  const personNo = person.no;
  const found: Trace = { op: 'ref', personNo, incomeClass, value: sum.countedFen, unit: 'fen' };
  // Nothing was declared, or zero: then the sum found says it all.
  if (line.difference === 'undeclared') return found;
  const declared = line.declared ?? 0;
  const stated = { op: 'declared', personNo, field: incomeClass } as const;
  if (line.unit === 'fen/year') {
    const left: Trace = { ...stated, value: declared, unit: 'fen/year' };
    return comparison('declared-against-found', left, '=', found, false);
  }
  const monthlyFen = incomeClass === 'wage' ? person.declared.wageFen : person.declared.transferFen;
  const left = declaredOver(
    declared,
    { ...stated, value: monthlyFen ?? 0, unit: 'fen/month' },
    sum,
  );
  return comparison('declared-against-found', left, '=', found, false);
}

/** The monthly figure times the months on record or those of the window, whichever the comparison took. */
function declaredOver(
  declaredFen: number,
  stated: Trace & { readonly value: number },
  { monthsCovered }: ClassIncome,
): Trace {
  const times = Math.round(declaredFen / stated.value);
  const isCovered = times === monthsCovered.length;
  return combined(
    'product',
    isCovered ? 'declared-for-months-covered' : 'declared-for-window',
    declaredFen,
    'fen',
    [stated, fact(isCovered ? 'months-covered' : 'window-months', times, 'months')],
  );
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
      trace: {
        op: 'ref',
        personNo: facts.person.no,
        incomeClass: 'transfer',
        value: transfer.countedFen,
        unit: 'fen',
      },
    },
  ];
}
