// A household whose report says what a test wants it to say, and who verifies it again.

import type { ReportContent, SealedReport } from '../../domain/report.ts';
import { sealReport } from '../../reports/seal.ts';
import type { Store } from '../../store/store.ts';
import { EXAMPLE_SIGNER, exampleDraft } from './example-reports.ts';
import { runningBatch } from './store.ts';

let serial = 500;
let place = 3_000;

export type Reported = {
  readonly report: SealedReport;
  readonly seal: (content: ReportContent, version: number, before: string) => Promise<SealedReport>;
  /** The household is verified again. */
  readonly again: (content: ReportContent) => Promise<SealedReport>;
};

/** Of Huancui. */
export async function sealReported(store: Store, content: ReportContent): Promise<Reported> {
  place += 10;
  const { batchId, chunks } = await runningBatch(store, 1, place);
  const chunk = chunks[0]?.id ?? '';
  const [household] = await store.households.readChunk(chunk);
  const householdId = household?.id ?? 0;
  const seal = async (
    next: ReportContent,
    version: number,
    before: string | null,
    verification = 1,
  ) => {
    serial += 1;
    const draft = { ...exampleDraft(next, serial), batch: batchId, version, supersedes: before };
    const report = sealReport(draft, EXAMPLE_SIGNER);
    await store.reports.seal(chunk, [{ householdId, verification, report }]);
    return report;
  };
  const report = await seal(content, 1, null);
  return { report, seal, again: async (next) => seal(next, 1, null, 2) };
}
