// Numbers and seals drafts one after the other. Of each sealed report its bytes are kept and what the store writes beside
// them: the content, a tree of hundreds of small objects, lives no longer than its household's turn.

import { shanghaiDate } from '../../domain/calendar.ts';
import { countyOf, type RegionCode } from '../../domain/region.ts';
import { type ReportNumber, reportNumber } from '../../reports/number.ts';
import { type ReportDraft, sealReportAsJson, type Signer } from '../../reports/seal.ts';
import type { Batch } from '../../store/batches.ts';
import type { ReportHead, ReportToSeal } from '../../store/report-to-seal.ts';
import type { Store } from '../../store/store.ts';

/** A report that waits for its number. */
export type Unnumbered = Omit<ReportDraft, 'number'> & {
  readonly householdId: number;
  readonly verification: number;
};

export type SealingRoom = {
  readonly store: Pick<Store, 'reports'>;
  readonly now: () => Date;
  readonly signer: Signer;
};

/** Numbers are counted for each county, year and scheme; a number given to a draft that is not kept stays unused. */
export async function numberAndSeal(
  drafts: readonly Unnumbered[],
  batch: Batch,
  room: SealingRoom,
): Promise<ReportToSeal[]> {
  const regions = drafts.map(({ content }) => content.region);
  const next = await takeNumbers(regions, batch, room);
  return drafts.map((draft) => sealDraft(draft, next(draft.content.region), room.signer));
}

/** @returns what gives the next number of a region's county, as many as its households among `regions` */
export async function takeNumbers(
  regions: readonly RegionCode[],
  { scheme }: Batch,
  { store, now }: SealingRoom,
): Promise<(region: RegionCode) => ReportNumber> {
  const year = Number(shanghaiDate(now()).slice(0, 4));
  const wanted = new Map<RegionCode, number>();
  for (const region of regions) {
    const county = countyOf(region);
    wanted.set(county, (wanted.get(county) ?? 0) + 1);
  }
  const serials = new Map<RegionCode, number>();
  for (const [county, count] of wanted) {
    const scope = `${county}-${year}-${scheme}`;
    serials.set(county, await store.reports.allocateNumbers(scope, count));
  }
  return (region) => {
    const county = countyOf(region);
    const serial = serials.get(county);
    if (serial === undefined) throw new RangeError('no number was taken for the county');
    serials.set(county, serial + 1);
    return reportNumber({ region: county, year, scheme, serial });
  };
}

export function sealDraft(
  { householdId, verification, ...draft }: Unnumbered,
  number: ReportNumber,
  signer: Signer,
): ReportToSeal {
  const { report, json } = sealReportAsJson({ ...draft, number }, signer);
  const { content, receipt, ...envelope } = report;
  const { purpose, conclusion, findings } = content;
  const head: ReportHead = {
    ...envelope,
    content: {
      purpose,
      conclusion,
      findings: findings.map(({ severity, kind }) => ({ severity, kind })),
    },
    receipt: { evidenceDigest: receipt.evidenceDigest },
  };
  return { householdId, verification, report: head, json };
}
