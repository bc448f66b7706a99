// A city's year, as far as signals look at it: its applicants are verified three times, and six caseworkers settle what was
// found, one of them unlike the others where that is planted.

import type { CalendarDate, Instant } from '../../../domain/calendar.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { wantsReview } from '../../../domain/review.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { submitBatch } from '../../../jobs/submit-batch.ts';

const STAFF = ['an', 'bai', 'cai', 'dai', 'ge', 'he'];
/** Of a hundred findings, how many each dismisses; the first where she is planted. */
const DISMISSED = 25;
const DISMISSED_BY_PLANTED = 75;

export async function verifyThrice(
  engine: Engine,
  path: string,
  days: readonly CalendarDate[],
  untilDone: (batchId: string) => Promise<void>,
): Promise<string[]> {
  const batches: string[] = [];
  for (const verifiedOn of days) {
    const { batchId } = await submitBatch(
      {
        path,
        scheme: 'subsistence',
        purpose: 'application',
        region: '371002' as RegionCode,
        verifiedOn,
        submittedBy: 'simulation',
        again: true,
      },
      { ...engine, chunkSize: 100 },
    );
    await untilDone(batchId);
    batches.push(batchId);
  }
  return batches;
}

/** Everybody settles every sixth finding of the batches. @returns how many findings were settled */
export async function decideAll(
  { store }: Pick<Engine, 'store'>,
  batches: readonly string[],
  at: Instant,
  isPlanting: boolean,
): Promise<number> {
  for (const account of STAFF) {
    const region = '371002001' as RegionCode;
    const member = { account, name: account, office: '竹岛街道办事处', region };
    await store.staff.add({ ...member, role: 'caseworker', passwordHash: null });
  }
  let settled = 0;
  for (const batchId of batches) {
    for (let afterSeq = 0; ; ) {
      const page = await store.reports.ofBatch(batchId, { limit: 200, afterSeq });
      if (page.length === 0) break;
      afterSeq = page.at(-1)?.seq ?? afterSeq;
      for (const { number } of page) {
        const report = await store.reports.read(number);
        for (const finding of report.content.findings.filter(wantsReview)) {
          const place = settled % STAFF.length;
          const share = isPlanting && place === 0 ? DISMISSED_BY_PLANTED : DISMISSED;
          // 37 and 100 have no common divisor: a hundred decisions in a row hold each residue once.
          const isDismissed = (Math.floor(settled / STAFF.length) * 37) % 100 < share;
          const decision = isDismissed ? 'dismiss' : 'confirm';
          const by = STAFF[place] ?? '';
          const given = { report, finding, decision, reason: '模拟处理', by, at, seen: 0 } as const;
          await store.reviews.add(given);
          settled += 1;
        }
      }
    }
  }
  return settled;
}
