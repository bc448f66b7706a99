// docs/accuracy.md: the measures as tables. Nothing of the day or the machine is in it, so the same code and seed
// write the same page.

import { RULE_VERSION } from '../../matchers/rule-version.ts';
import type { City } from '../city/city-folder.ts';
import { DISCREPANCIES, type DiscrepancyKind } from '../city/grow/discrepancies.ts';
import { KNOWN_CAUSES } from './causes.ts';
import { EXPECTATIONS } from './expectations.ts';
import { CONTESTED, PLAIN, STRANGER } from './identity-grades.ts';
import type { Fate, GroupMeasure, Measures } from './measure.ts';
import { addTallies, percentText, precisionOf, recallOf, type Tally } from './tally.ts';

const GRADES = ['same', 'probably-same', 'doubtful', 'different'] as const;

export type Targets = {
  readonly exceedsPrecision: number | null;
  readonly plantedRecall: number | null;
  /** Records of other people that were graded `same` or `probably-same`. */
  readonly wrongIdentities: number;
};

export function targetsOf(measures: Measures): Targets {
  const fates = [...measures.planted.values()];
  const sum = (fate: Fate) => fates.reduce((total, one) => total + one[fate], 0);
  const strangers = [STRANGER, CONTESTED].flatMap((whose) => {
    const row = measures.grades.get(whose);
    return [row?.get('same') ?? 0, row?.get('probably-same') ?? 0];
  });
  return {
    exceedsPrecision: precisionOf(exceedsOf(measures)),
    plantedRecall: recallOf({ right: sum('told'), wrong: 0, missed: sum('missed') }),
    wrongIdentities: strangers.reduce((total, count) => total + count, 0),
  };
}

/** In all schemes. */
function exceedsOf({ exceeds, otherSchemes }: Measures): Tally {
  return [...otherSchemes.values()].reduce((sum, one) => addTallies(sum, one.exceeds), exceeds);
}

export function accuracyPage(measures: Measures, city: City): string {
  const targets = targetsOf(measures);
  const { right, wrong } = exceedsOf(measures);
  return `# Accuracy

Written by \`npm run accuracy\`: a stand-in city (docs/city.md) of ${city.residents} residents, seed ${city.seed}, its
registers as of ${city.on}; ${measures.households} applicant households with ${measures.persons} persons, verified for
the subsistence allowance over the real protocols of the departments, judged by the other schemes on the same answers,
and held against the city's truth, which no department and no rule ever sees. Rules ${RULE_VERSION}.

| target | wanted | measured |
|---|---|---|
| findings that make \`exceeds\` are so, in all schemes (${right + wrong}) | 100 % | ${percentText(targets.exceedsPrecision)} |
| planted discrepancies are told, unless every department is blind to them | 99 % | ${percentText(targets.plantedRecall)} |
| records of other people taken for the person's | 0 | ${targets.wrongIdentities} |

## By kind of finding
*Right*: said and so. *Wrong*: said and not so. *Missed*: so, and neither said nor hinted at by a more careful finding.

${table(['finding', 'right', 'wrong', 'missed', 'precision', 'recall'], kindRows(measures.kinds))}

Why, where some are wrong or missed:

${causes(measures)}

The truth does not tell whether these are right, so they are only counted, in households: ${unmeasured(measures)}.

## The other schemes
The same households and records, held against the limits of each other scheme. What is the same in every scheme stands
above; here, what a scheme limits in its own way. *Exceeds*: findings that make the conclusion, right and wrong.

${table(['scheme', 'exceeds', 'doubts', 'no anomaly', 'findings that exceed, right', 'wrong', 'precision'], schemeRows(measures))}

${table(['scheme', 'finding', 'right', 'wrong', 'missed', 'precision', 'recall'], schemeKindRows(measures))}

${wrongExcesses(measures)}

## Planted discrepancies
A quarter of the households get one thing wrong. *Hidden*: no department holds what would tell it.

${table(['planted', 'expected finding', 'told', 'hidden', 'missed', 'recall'], plantedRows(measures))}

${missedCases(measures)}

## Identity
Every record that a department returned, by how it writes its person and by the grade it was given. \`same\` and
\`probably-same\` count; \`doubtful\` and \`different\` are shown to a person and enter no sum.

${table(['the record', ...GRADES], gradeRows(measures))}

## By group
Persons with a doubt or an excess that is not so, and how often what was planted in their household is told. Wrong
flags must not fall on one group of people: where a share stands out, the kinds say why.

${table(['group', 'persons', 'wrongly flagged', 'share', 'by which finding', 'planted told', 'own records doubted'], groupRows(measures))}
`;
}

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

function wrongExcesses({ wronglyExceeding }: Measures): string {
  if (wronglyExceeding.length === 0) return 'No finding that exceeds is wrong.';
  const rows = wronglyExceeding.map(({ ref, scheme }) => [ref, scheme]);
  return `Wrongly said to exceed:\n\n${table(['household', 'scheme'], rows)}`;
}

function kindRows(kinds: ReadonlyMap<string, Tally>) {
  return Object.keys(EXPECTATIONS).flatMap((kind) => {
    const tally = kinds.get(kind);
    if (tally === undefined) return [];
    const { right, wrong, missed } = tally;
    const parts = [precisionOf(tally), recallOf(tally)].map(percentText);
    return [[`\`${kind}\``, right, wrong, missed, ...parts]];
  });
}

function schemeRows({ otherSchemes }: Measures) {
  return [...otherSchemes].map(([scheme, { exceeds, conclusions }]) => [
    scheme,
    ...(['exceeds', 'doubts', 'no-anomaly'] as const).map((one) => conclusions.get(one) ?? 0),
    exceeds.right,
    exceeds.wrong,
    percentText(precisionOf(exceeds)),
  ]);
}

/** Kinds whose limit is each scheme's own. */
const OWN_LIMITS: ReadonlySet<string> = new Set([
  'income-above-standard',
  'income-above-multiple',
  'income-above-sum',
  'outlay-reaches-share',
  'no-labour-by-age',
  'vehicles-above-limit',
  'homes-above-limit',
  'financial-assets-above-limit',
  'companies-above-limit',
]);

function schemeKindRows({ otherSchemes }: Measures) {
  return [...otherSchemes].flatMap(([scheme, { kinds }]) =>
    kindRows(new Map([...kinds].filter(([kind]) => OWN_LIMITS.has(kind)))).map((row) => [
      scheme,
      ...row,
    ]),
  );
}

function causes({ kinds }: Measures): string {
  return Object.keys(EXPECTATIONS)
    .filter((kind) => (kinds.get(kind)?.wrong ?? 0) + (kinds.get(kind)?.missed ?? 0) > 0)
    .map((kind) => `- \`${kind}\`: ${KNOWN_CAUSES[kind] ?? 'the cause is not known yet.'}`)
    .join('\n');
}

function unmeasured(measures: Measures): string {
  return [...measures.unmeasured]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([kind, households]) => `\`${kind}\` ${households}`)
    .join(', ');
}

function plantedRows({ planted }: Measures) {
  return Object.entries(DISCREPANCIES).flatMap(([kind, { finding }]) => {
    const fates = planted.get(kind as DiscrepancyKind);
    if (fates === undefined) return [];
    const { told, hidden, missed } = fates;
    const recall = percentText(recallOf({ right: told, wrong: 0, missed }));
    return [[kind, `\`${finding}\``, told, hidden, missed, recall]];
  });
}

function missedCases({ missed }: Measures): string {
  if (missed.length === 0) return 'None is missed.';
  const rows = missed.map(({ ref, kind, expectedFinding, declared }) => [
    ref,
    kind,
    `\`${expectedFinding}\``,
    declared,
  ]);
  return `The missed ones:\n\n${table(['household', 'planted', 'expected', 'declared'], rows)}`;
}

function gradeRows({ grades }: Measures) {
  const total = (whose: string) =>
    [...(grades.get(whose)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  const others = [...grades.keys()]
    .filter((whose) => whose !== PLAIN && whose !== STRANGER && whose !== CONTESTED)
    .sort((one, other) => total(other) - total(one) || (one < other ? -1 : 1));
  return [PLAIN, ...others, CONTESTED, STRANGER].map((whose) => [
    whose,
    ...GRADES.map((grade) => grades.get(whose)?.get(grade) ?? 0),
  ]);
}

function groupRows({ groups }: Measures) {
  return [...groups].map(([name, group]) => [
    name,
    group.persons,
    group.wronglyFlagged,
    percentText(group.persons === 0 ? null : group.wronglyFlagged / group.persons),
    wrongKinds(group),
    percentText(group.planted === 0 ? null : group.told / group.planted),
    `${group.doubted} of ${group.records}`,
  ]);
}

function wrongKinds({ wrongKinds: kinds }: GroupMeasure): string {
  return [...kinds]
    .sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}
