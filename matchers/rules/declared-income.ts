// Rule: wages and benefits that a household declares agree with what departments hold. A monthly figure is read as that of
// the months on record and as the mean of the whole window, whichever speaks for the household (comparison.ts).
// Law: 社会救助暂行办法 art 58 (verification); tolerance is a standard.
// Missing answer: no comparison; the line says "not answered". What is declared and not found is only a note: a
// department may not hold it.
//
// Worked example: wage 1,000.00 a month declared, records for five months sum to 13,000.00. Declared for the window of
// twelve: 12,000.00. Tolerance: the larger of 5 % of 13,000.00 = 650.00 and 50.00 × 12 = 600.00. 1,000.00 > 650.00: a
// doubt. Records of 9,000.00 lie between 5 × 1,000.00 and 12 × 1,000.00: a note that asks of which months it was said.

import type { FindingDraft, Severity } from '../../domain/finding.ts';
import type { Person } from '../../domain/household.ts';
import { type ComparisonLine, INCOME_CLASSES, type IncomeClass } from '../../domain/report.ts';
import type { Trace } from '../../domain/trace.ts';
import type { ClassIncome } from '../household/class-income.ts';
import type { PersonIncome } from '../household/income.ts';
import { CONTRIBUTIONS, PENSIONS, TAXED_INCOME } from '../resources.ts';
import { DECLARED_AGAINST_FOUND } from './articles.ts';
import type { Parameters } from './parameters.ts';
import { defineRule } from './rule.ts';
import { combined, comparison, fact, fen, months, standardNode } from '../worked-sum.ts';

type Tolerances = Parameters<'tolerancePermille' | 'toleranceMonthly'>;
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
  },
  parameters: ['tolerancePermille', 'toleranceMonthly'],
  resources: [CONTRIBUTIONS, PENSIONS, TAXED_INCOME],
  judge(facts, tolerances) {
    const found: FindingDraft[] = [];
    for (const line of facts.comparison.lines) {
      if (!isIncomeClass(line.item)) continue;
      const incomeClass = line.item;
      const said = KINDS[incomeClass][line.difference];
      if (said === undefined) continue;
      const income = facts.income.persons.find(
        ({ facts: { person } }) => person.no === line.personNo,
      );
      if (income !== undefined) found.push(differs(line, incomeClass, income, said, tolerances));
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
  tolerances: Tolerances,
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
      ...(line.difference === 'declared-only'
        ? {}
        : { found: fen(sum.foundFen), months: months(sum.monthsCovered.length) }),
    },
    evidence: sum.evidence,
    trace:
      line.difference === 'declared-only'
        ? null
        : against(line, incomeClass, income, sum, tolerances),
  };
}

/** How far apart the two are, against what may differ: the larger of a share and a sum a month. */
function against(
  line: ComparisonLine,
  incomeClass: IncomeClass,
  { facts: { person } }: PersonIncome,
  sum: ClassIncome,
  tolerances: Tolerances,
): Trace | null {
  if (sum.trace === null) return null;
  const personNo = person.no;
  const counted = { op: 'ref', personNo, incomeClass, value: sum.countedFen, unit: 'fen' } as const;
  // Nothing was declared, or zero: then the sum found says it all.
  if (line.difference === 'undeclared') return counted;
  const declared = line.declared ?? 0;
  const { left, months: monthsMeant } = declaredOver(declared, line, incomeClass, person, sum);
  const isBelow = line.difference === 'under-declared';
  // An exempt part need not be declared; everything that was found may be.
  const isCountedMeant = sum.foundFen === sum.countedFen || (isBelow && incomeClass === 'transfer');
  const foundFen = isCountedMeant ? sum.countedFen : sum.foundFen;
  const found = isCountedMeant ? counted : fact('found-on-record', foundFen, 'fen');
  const apart = isBelow ? foundFen - declared : declared - foundFen;
  return comparison(
    'declared-against-found',
    isBelow
      ? combined('difference', 'found-less-declared', apart, 'fen', [found, left])
      : combined('difference', 'declared-less-found', apart, 'fen', [left, found]),
    '<=',
    allowed(sum.foundFen, monthsMeant, tolerances),
    false,
  );
}

/** What was declared for the months that the comparison took: those on record, those of the window, or a year. */
function declaredOver(
  declaredFen: number,
  { unit }: ComparisonLine,
  incomeClass: IncomeClass,
  { no: personNo, declared: { wageFen, transferFen } }: Person,
  { monthsCovered }: ClassIncome,
): { readonly left: Trace; readonly months: number } {
  const stated = { op: 'declared', personNo, field: incomeClass } as const;
  if (unit === 'fen/year') {
    const left = { ...stated, value: declaredFen, unit } as const;
    return { left, months: monthsCovered.length };
  }
  const monthlyFen = (incomeClass === 'wage' ? wageFen : transferFen) ?? 0;
  const times = Math.round(declaredFen / monthlyFen);
  const isCovered = times === monthsCovered.length;
  const left = combined(
    'product',
    isCovered ? 'declared-for-months-covered' : 'declared-for-window',
    declaredFen,
    'fen',
    [
      { ...stated, value: monthlyFen, unit: 'fen/month' },
      fact(isCovered ? 'months-covered' : 'window-months', times, 'months'),
    ],
  );
  return { left, months: times };
}

function allowed(
  foundFen: number,
  monthsMeant: number,
  { tolerancePermille, toleranceMonthly }: Tolerances,
): Trace {
  const shareFen = Math.floor((foundFen * tolerancePermille.value) / 1000);
  const monthlyFen = toleranceMonthly.value * monthsMeant;
  return shareFen > monthlyFen
    ? fact('allowed-difference', shareFen, 'fen')
    : combined('product', 'allowed-difference', monthlyFen, 'fen', [
        standardNode(toleranceMonthly),
        fact('months-meant', monthsMeant, 'months'),
      ]);
}
