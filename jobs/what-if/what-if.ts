// What other standards would do to a whole population: every household's latest report is computed twice, under the
// standards in force and under the changed ones, and the two are held against each other. Nothing is written.

import type { StandardsBook } from '../../config/standards.ts';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { Severity } from '../../domain/finding.ts';
import { countyOf, type RegionCode } from '../../domain/region.ts';
import type { Conclusion, ReportContent, SealedReport } from '../../domain/report.ts';
import { verifyHousehold } from '../../matchers/verify-household.ts';
import type { Store } from '../../store/store.ts';
import type { ReplaySource } from '../../store/replay-sources.ts';

/** Households of a county, counted by what becomes of a conclusion or of a kind of finding. */
export type Effect =
  | {
      readonly what: 'conclusion';
      readonly region: RegionCode;
      readonly before: Conclusion;
      readonly after: Conclusion;
      readonly households: number;
    }
  | {
      readonly what: 'finding';
      readonly region: RegionCode;
      readonly rule: string;
      readonly kind: string;
      /** The weightiest finding of the kind; null: none. */
      readonly before: Severity | null;
      readonly after: Severity | null;
      readonly households: number;
    };

export type WhatIf = {
  readonly households: number;
  readonly changedConclusions: number;
  /** Conclusions that stay are counted too; findings only where they come, go or change weight. */
  readonly effects: readonly Effect[];
};

export type WhatIfOrder = {
  /** null: every batch. */
  readonly batchId: string | null;
  readonly changed: StandardsBook;
  /** The day whose changed standards apply; null: the day of each verification. */
  readonly on: CalendarDate | null;
};

/** @throws HeduiError BATCH_UNKNOWN, STANDARD_NOT_IN_FORCE */
export async function whatIf(
  { batchId, changed, on }: WhatIfOrder,
  { store, standards }: { readonly store: Store; readonly standards: StandardsBook },
): Promise<WhatIf> {
  if (batchId !== null) await store.batches.get(batchId);
  const tally = new Map<string, Effect>();
  let households = 0;
  let changedConclusions = 0;
  for (const chunk of await store.replaySources.chunks(batchId)) {
    for (const source of await store.replaySources.ofChunk(chunk)) {
      if (!source.isCurrent || !source.isLatestVerification) continue;
      const { content } = JSON.parse(source.json) as SealedReport;
      const was = content.standardsOn ?? content.verifiedOn;
      const before = computeAgain(source, content, standards, was);
      const after = computeAgain(source, content, changed, on ?? was);
      households += 1;
      if (before.conclusion !== after.conclusion) changedConclusions += 1;
      for (const effect of effectsOn(before, after)) count(tally, effect);
    }
  }
  return { households, changedConclusions, effects: inOrder(tally) };
}

function computeAgain(
  { household, lookups, evidence }: ReplaySource,
  { scheme, purpose, verifiedOn }: ReportContent,
  book: StandardsBook,
  standardsOn: CalendarDate,
): ReportContent {
  const standards = book.inForce(household.region, standardsOn);
  return verifyHousehold({
    household,
    scheme,
    purpose,
    verifiedOn,
    lookups,
    evidence,
    standards,
  });
}

/** What becomes of one household. */
export function effectsOn(before: ReportContent, after: ReportContent): Effect[] {
  const region = countyOf(before.region);
  const one = { region, households: 1 };
  const had = weightiest(before);
  const has = weightiest(after);
  return [
    { what: 'conclusion', ...one, before: before.conclusion, after: after.conclusion },
    ...[...new Map([...had, ...has])].flatMap(([name, { rule, kind }]): Effect[] => {
      const [was, is] = [had.get(name)?.severity ?? null, has.get(name)?.severity ?? null];
      return was === is ? [] : [{ what: 'finding', ...one, rule, kind, before: was, after: is }];
    }),
  ];
}

type Found = { readonly rule: string; readonly kind: string; readonly severity: Severity };

/** Findings are listed by weight, so the first of a kind is the weightiest. */
function weightiest({ findings }: ReportContent): Map<string, Found> {
  const byName = new Map<string, Found>();
  for (const { rule, kind, severity } of findings) {
    const name = `${rule}/${kind}`;
    if (!byName.has(name)) byName.set(name, { rule, kind, severity });
  }
  return byName;
}

function count(tally: Map<string, Effect>, effect: Effect): void {
  const { households, ...place } = effect;
  const name = Object.values(place).join('/');
  const known = tally.get(name);
  tally.set(name, known ? { ...known, households: known.households + households } : effect);
}

function inOrder(tally: ReadonlyMap<string, Effect>): Effect[] {
  return [...tally].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, effect]) => effect);
}
