// After the reports are out: watching how departments that were silent come back, and what their answers change.

import { setTimeout as pause } from 'node:timers/promises';
import { type Language, nameIn, say } from '../../config/messages/language.ts';
import { CONCLUSION_NAMES, DEPARTMENT_NAMES } from '../../config/messages/terms.ts';
import type { Said } from '../../domain/errors.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { Conclusion } from '../../domain/report.ts';
import type { Engine } from '../../jobs/engine.ts';
import type { ReportSummary } from '../../store/reports.ts';

const LOOK_EVERY_MS = 250;
/** When every department has answered and no report has changed for so long, the bad days are over. */
const QUIET_MS = 4_000;
const LONGEST_MS = 90_000;
const MOST_REPORTS = 100_000;

type Engaged = Pick<Engine, 'store' | 'settings'>;

/** @returns the reports as they first were, by household, for `supersededSummary` */
export async function firstReports(
  { store }: Engaged,
  batchId: string,
): Promise<ReadonlyMap<number, ReportSummary>> {
  const reports = await store.reports.ofBatch(batchId, { limit: MOST_REPORTS });
  return new Map(reports.map((report) => [report.householdId, report]));
}

/** Resolves when nobody is silent any more and the reports have come to rest, or time is over. */
export async function watchRecovery(
  { store, settings }: Engaged,
  batchId: string,
  step: (said: Said) => void,
  ending: AbortSignal,
): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  let silent: ReadonlySet<DepartmentId> | null = null;
  let current = '';
  let changedAt = performance.now();
  while (!ending.aborted && performance.now() < until) {
    const { departments } = await store.batches.progress(batchId);
    const now = new Set(
      departments.filter((one) => one.unanswered > 0).map((one) => one.department),
    );
    for (const department of silent ?? []) {
      if (!now.has(department)) step(backAgain(department));
    }
    silent = now;
    const reports = await store.reports.ofBatch(batchId, { limit: MOST_REPORTS });
    const numbers = reports.map(({ number }) => number).join();
    if (numbers !== current) changedAt = performance.now();
    current = numbers;
    if (silent.size === 0 && performance.now() - changedAt > QUIET_MS) return;
    await pause(LOOK_EVERY_MS, undefined, { signal: ending }).catch(() => undefined);
  }
  const names = [...(silent ?? [])].map((id) => nameIn(DEPARTMENT_NAMES, id, settings.language));
  if (names.length > 0) step(stillSilent(names.join('、')));
}

function backAgain(department: DepartmentId): Said {
  return {
    zh: `${nameIn(DEPARTMENT_NAMES, department, 'zh-CN')}已全部答复，相关报告自动更新。`,
    en: `${nameIn(DEPARTMENT_NAMES, department, 'en')} has answered about everybody; the reports concerned are superseded by themselves.`,
  };
}

function stillSilent(names: string): Said {
  return { zh: `仍未返回：${names}。`, en: `Still silent: ${names}.` };
}

/** How many reports were superseded, and from which conclusion to which. */
export async function supersededSummary(
  { store, settings }: Engaged,
  batchId: string,
  first: ReadonlyMap<number, ReportSummary>,
): Promise<string> {
  const { language } = settings;
  const now = await store.reports.ofBatch(batchId, { limit: MOST_REPORTS });
  const superseded = now.filter(({ householdId, number }) => {
    const before = first.get(householdId);
    return before !== undefined && before.number !== number;
  });
  const ways = new Map<string, number>();
  for (const { householdId, conclusion } of superseded) {
    const way = wayOf(first.get(householdId)?.conclusion ?? conclusion, conclusion, language);
    ways.set(way, (ways.get(way) ?? 0) + 1);
  }
  const title = say(
    {
      zh: `${superseded.length} 份报告已被新报告取代（原结论 → 新结论）`,
      en: `${superseded.length} reports were superseded (conclusion before → after)`,
    },
    language,
  );
  const lines = [...ways].sort((one, other) => other[1] - one[1]);
  return [title, ...lines.map(([way, count]) => `  ${way}  ${count}`)].join('\n');
}

function wayOf(before: Conclusion, after: Conclusion, language: Language): string {
  return `${say(CONCLUSION_NAMES[before], language)} → ${say(CONCLUSION_NAMES[after], language)}`;
}
