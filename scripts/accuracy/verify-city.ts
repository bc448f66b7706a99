// A city's batch through the whole engine, in a home of its own that is gone afterwards.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../config/settings.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SealedReport } from '../../domain/report.ts';
import { openEngine } from '../../jobs/engine.ts';
import { openLog } from '../../jobs/log.ts';
import { submitBatch } from '../../jobs/submit-batch.ts';
import { startWorking } from '../../jobs/worker.ts';
import { endOfSession } from '../cli/terminal.ts';
import { watchBatch } from '../cli/progress.ts';
import type { ReplaySource } from '../../store/replay-sources.ts';
import { readCity } from '../city/city-folder.ts';
import { serveCity } from '../city/serve/serve-city.ts';

/** A household's report with the evidence that it rests on. */
export type Verified = Pick<ReplaySource, 'household' | 'evidence' | 'lookups'> & {
  readonly report: SealedReport;
};

/** @yields the current report of every applicant household, in the order of the batch */
export async function* verifyCity(dir: string): AsyncGenerator<Verified> {
  const home = await mkdtemp(join(tmpdir(), 'hedui-accuracy-'));
  // Departments are waited for, however busy the machine is: what is measured are rules, not speed.
  const limits = { answerWithinMs: 1_800_000 };
  const city = await serveCity(dir, { answerDelayMs: 50, latencyMs: 0, limits });
  try {
    const settings = readSettings({ HEDUI_HOME: home, HEDUI_DEPARTMENTS: city.departmentsFile });
    const engine = await openEngine(settings, openLog('error'));
    try {
      const { on, region } = await readCity(dir);
      const { batchId } = await submitBatch(
        {
          path: join(dir, 'batches', 'applicants.csv'),
          scheme: 'subsistence',
          purpose: 'application',
          region: region as RegionCode,
          verifiedOn: on,
          submittedBy: 'accuracy',
          again: true,
        },
        { ...engine, chunkSize: settings.chunkSize },
      );
      const working = await startWorking(engine);
      await watchBatch(engine, batchId, endOfSession());
      await working.stop();
      const { replaySources } = engine.store;
      for (const chunk of await replaySources.chunks(batchId)) {
        for (const source of await replaySources.ofChunk(chunk)) {
          const { household, evidence, lookups, json, isCurrent } = source;
          if (isCurrent) yield { household, evidence, lookups, report: JSON.parse(json) };
        }
      }
    } finally {
      await engine.close();
    }
  } finally {
    await city.stop();
    await rm(home, { recursive: true, force: true });
  }
}
