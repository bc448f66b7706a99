// One city from its files to its signals: grown, planted or not, verified three times over its departments' own protocols,
// decided on by its caseworkers, and looked at on two nights.

import { join } from 'node:path';
import type { Settings } from '../../../config/settings.ts';
import { asCalendarDate, instant } from '../../../domain/calendar.ts';
import { openEngine } from '../../../jobs/engine.ts';
import { openLog } from '../../../jobs/log.ts';
import { runSignals, type SignalSummary } from '../../../jobs/signals/run-signals.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { freshDatabaseOn } from '../../../store/fresh-database.ts';
import { batchFile } from '../../city/city-folder.ts';
import { growCity } from '../../city/grow/grow.ts';
import { serveCity } from '../../city/serve/serve-city.ts';
import { monthsBefore, plantSignals } from './plant-signals.ts';
import { decideAll, verifyThrice } from './verify-and-decide.ts';

const ON = asCalendarDate('2026-07-01');
const NIGHTS = ['2026-08-01', '2026-08-02'];
const RESIDENTS_A_HOUSEHOLD = 12;
const LOOK_AGAIN_MS = 200;

export type TriedCity = {
  readonly isPlanting: boolean;
  readonly households: number;
  /** Findings that caseworkers settled. */
  readonly decided: number;
  readonly nights: readonly (Pick<SignalSummary, 'on' | 'read' | 'raised'> & {
    readonly seconds: number;
  })[];
};

export async function tryCity(
  { households, seed, isPlanting }: Pick<TriedCity, 'households' | 'isPlanting'> & { seed: number },
  place: { readonly home: string; readonly serverUrl: string; readonly environment: Settings },
): Promise<TriedCity> {
  const name = isPlanting ? 'planted' : 'plain';
  const home = join(place.home, name);
  const city = join(home, 'city');
  await growCity(city, {
    residents: Math.max(600, households * RESIDENTS_A_HOUSEHOLD),
    seed,
    on: ON,
    batchHouseholds: households,
  });
  await plantSignals(city, ON, isPlanting);
  const served = await serveCity(city, { answerDelayMs: 20, latencyMs: 0 });
  const databaseUrl = await freshDatabaseOn(
    place.serverUrl,
    `hedui_signals_${name}_${process.pid}`,
  );
  const keyFile = join(home, 'keys.json');
  const { departmentsFile } = served;
  const engine = await openEngine(
    { ...place.environment, databaseUrl, queueUrl: null, home, keyFile, departmentsFile },
    openLog('silent'),
  );
  const working = await startWorking(engine);
  try {
    const days = [12, 6, 0].map((months) => monthsBefore(ON, months));
    const batches = await verifyThrice(engine, batchFile(city, 'applicants'), days, async (id) => {
      while ((await engine.store.batches.get(id)).state !== 'done') {
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    });
    const decidedAt = instant(new Date(`${ON}T10:00:00+08:00`));
    const decided = await decideAll(engine, batches, decidedAt, isPlanting);
    const nights = [];
    for (const night of NIGHTS) {
      const started = performance.now();
      const { signal } = new AbortController();
      const { on, read, raised } = await runSignals(
        asCalendarDate(night),
        engine.recheckRoom,
        signal,
      );
      nights.push({ on, read, raised, seconds: Math.round(performance.now() - started) / 1_000 });
    }
    return { isPlanting, households, decided, nights };
  } finally {
    await working.stop();
    await engine.close();
    await served.stop();
  }
}
