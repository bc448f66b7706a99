// Each stage of the way alone, one after the other: what the whole would cost if nothing waited for anything else.

import { setTimeout as pause } from 'node:timers/promises';
import { openSlots } from '../../connectors/slots.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { Engine } from '../../jobs/engine.ts';
import { type AskedAboutChunk, askAboutChunk } from '../../jobs/lookup/lookup-chunk.ts';
import { numberAndSeal } from '../../jobs/verify/number-and-seal.ts';
import { judgeChunk } from '../../jobs/verify/verify-chunk.ts';
import type { Answer } from '../../store/answers.ts';
import { takeFileIn } from './batch.ts';
import { type LimitSeconds, measureLimits } from './limits.ts';
import { databaseUrlOf } from './own-server.ts';

export const STAGES = ['intake', 'lookup', 'write', 'match', 'seal'] as const;
export type StageSeconds = Readonly<Record<(typeof STAGES)[number], number>>;
/** Processor seconds of the engine's process, all threads. */
export type StageCpuSeconds = StageSeconds;

export type StagesAlone = {
  readonly seconds: StageSeconds;
  readonly cpuSeconds: StageCpuSeconds;
  readonly limits: LimitSeconds;
};

export async function runStages(engine: Engine, file: string): Promise<StagesAlone> {
  const { store, verifyRoom } = engine;
  const [intake, { batchId, chunks, departments }] = await timed(() => takeFileIn(engine, file));
  const [lookup, answers] = await timed(() => lookUp(engine, chunks, departments));
  const [write] = await timed(async () => {
    for (const [chunk, own] of answers) {
      for (const said of own) await store.answers.save(chunk, said[0]?.department as never, said);
    }
  });
  const batch = await store.batches.get(batchId);
  const [match, judged] = await timed(async () => {
    const drafts = [];
    for (const chunk of chunks) drafts.push((await judgeChunk(chunk, batch, verifyRoom)).drafts);
    return drafts;
  });
  const reportBytes: number[] = [];
  const [seal] = await timed(async () => {
    for (const [place, drafts] of judged.entries()) {
      const sealed = await numberAndSeal(drafts, batch, verifyRoom);
      await store.reports.seal(chunks[place] ?? '', sealed);
      for (const { json } of sealed) reportBytes.push(json?.length ?? 0);
    }
  });
  const measured = { intake, lookup, write, match, seal };
  const of = (unit: 'seconds' | 'cpuSeconds') =>
    Object.fromEntries(STAGES.map((stage) => [stage, measured[stage][unit]])) as StageSeconds;
  const limits = await measureLimits(await databaseUrlOf(engine), file, reportBytes);
  return { seconds: of('seconds'), cpuSeconds: of('cpuSeconds'), limits };
}

/** Asks as many chunks at once as a worker does, and stores nothing. */
async function lookUp(
  engine: Engine,
  chunks: readonly string[],
  departments: readonly DepartmentId[],
): Promise<Map<string, Answer[][]>> {
  const { signal } = new AbortController();
  const since = Date.now();
  const answers = new Map<string, Answer[][]>(chunks.map((chunk) => [chunk, []]));
  await Promise.all(
    departments.map(async (department) => {
      const slots = openSlots(engine.settings.lookupConcurrency);
      await Promise.all(
        chunks.map(async (chunk) => {
          const job = { kind: 'lookup', chunk, department, since, late: false } as const;
          const ask = () => slots.run(() => askAboutChunk(job, engine.lookupRoom, signal));
          let asked = await ask();
          for (let wait = isAwaited(asked); wait !== null; wait = isAwaited(asked)) {
            await pause(wait);
            asked = await ask();
          }
          if (asked) answers.get(chunk)?.push([...asked.answersOn([])]);
        }),
      );
    }),
  );
  return answers;
}

function isAwaited(asked: AskedAboutChunk | null): number | null {
  return asked?.said.againAfterMs ?? null;
}

type Cost = { readonly seconds: number; readonly cpuSeconds: number };

async function timed<T>(work: () => Promise<T>): Promise<[cost: Cost, done: T]> {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const done = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  return [{ seconds, cpuSeconds: (user + system) / 1e6 }, done];
}
