// Settling findings in the viewer's name, read and written under row-level security: a report that the viewer cannot see
// cannot be settled either.

import { instant } from '../../domain/calendar.ts';
import type { Finding } from '../../domain/finding.ts';
import type { ReviewDecision, SecondVerdict } from '../../domain/review.ts';
import { wantsReview } from '../../domain/review.ts';
import type { SealedReport } from '../../domain/report.ts';
import type { Viewer } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';
import { reportInForce } from '../../store/household-history.ts';
import type { ReviewWritten } from '../../store/reviews.ts';

export type Decided = {
  readonly findingId: string;
  readonly decision: ReviewDecision;
  readonly reason: string;
  /** How many decisions on the finding the form had shown. */
  readonly seen: number;
};

/** `not-there`: no such current report in the viewer's region, or no such finding in it. */
export type ReviewOutcome = ReviewWritten | 'not-there';

export function reviewing({ store }: Pick<Engine, 'store'>, viewer: Viewer) {
  return {
    async review(number: string, decided: Decided): Promise<ReviewOutcome> {
      const found = await findingOf(number, decided.findingId);
      if (found === null) return 'not-there';
      const { decision, reason, seen } = decided;
      const { account: by } = viewer;
      return store
        .as(viewer)
        .reviews.add({ ...found, decision, reason, seen, by, at: instant(new Date()) });
    },

    async second(
      number: string,
      given: {
        readonly reviewId: number;
        readonly verdict: SecondVerdict;
        readonly reason: string;
      },
    ): Promise<ReviewOutcome> {
      const report = await currentReport(number);
      if (report === null) return 'not-there';
      return store.as(viewer).reviews.addSecond({
        ...given,
        report,
        by: viewer.account,
        at: instant(new Date()),
      });
    },

    /** A later report may hold nothing but findings that were settled on an earlier one: then it waits for nobody. */
    async settleIfDone(report: SealedReport): Promise<void> {
      await store.reviews.settleIfDone(report, instant(new Date()));
    },
  };

  async function currentReport(number: string): Promise<SealedReport | null> {
    const records = store.as(viewer);
    const inForce = reportInForce(await records.history.reportsBeside(number));
    return inForce?.number === number ? records.reports.read(number) : null;
  }

  async function findingOf(
    number: string,
    id: string,
  ): Promise<{ report: SealedReport; finding: Finding } | null> {
    const report = await currentReport(number);
    const finding = report?.content.findings.find((one) => one.id === id && wantsReview(one));
    return report === null || finding === undefined ? null : { report, finding };
  }
}
