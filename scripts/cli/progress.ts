// Watching a batch: bars in a terminal, plain lines elsewhere.

import { setTimeout as pause } from 'node:timers/promises';
import cliProgress from 'cli-progress';
import { type Language, nameIn, say } from '../../config/messages/language.ts';
import { DEPARTMENT_NAMES } from '../../config/messages/terms.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { departmentsAsked } from '../../jobs/departments-asked.ts';
import type { Engine } from '../../jobs/engine.ts';
import type { BatchProgress } from '../../store/batches.ts';

const LOOK_EVERY_MS = 250;

/** Shows a batch's progress on standard error until it is done or the signal aborts. */
export async function watchBatch(
  { store, departments, settings }: Engine,
  batchId: string,
  signal: AbortSignal,
): Promise<BatchProgress> {
  const { language } = settings;
  const { scheme } = await store.batches.get(batchId);
  const asked = departmentsAsked(scheme, departments);
  const linesNow = (progress: BatchProgress) => linesOf(progress, asked, language);
  const display = process.stderr.isTTY ? bars() : lines(language);
  try {
    for (;;) {
      const progress = await store.batches.progress(batchId);
      display.show(linesNow(progress));
      if (progress.state === 'done' || signal.aborted) return progress;
      await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    display.end();
  }
}

type Line = { readonly label: string; readonly done: number; readonly total: number };

const DEPARTMENTS_THROUGH = { zh: '已答复部门', en: 'Departments through' };
/** More departments than these are counted, not named. */
const OPEN_SHOWN = 4;

type Display = { show(now: readonly Line[]): void; end(): void };

/** Departments in the order in which they are declared, then the reports; counted in households. */
function linesOf(
  progress: BatchProgress,
  departments: readonly DepartmentId[],
  language: Language,
): Line[] {
  const total = progress.households;
  const complete = new Map(progress.departments.map((one) => [one.department, one.complete]));
  return [
    ...departments.map((department) => ({
      label: nameIn(DEPARTMENT_NAMES, department, language),
      done: complete.get(department) ?? 0,
      total,
    })),
    { label: language === 'zh-CN' ? '核对报告' : 'Reports', done: progress.reports, total },
  ];
}

function bars(): Display {
  const all = new cliProgress.MultiBar(
    { format: '  {bar} {value}/{total}  {label}', hideCursor: true, barsize: 32 },
    cliProgress.Presets.shades_classic,
  );
  const byLabel = new Map<string, cliProgress.SingleBar>();
  return {
    show(now) {
      for (const { label, done, total } of now) {
        const bar = byLabel.get(label) ?? all.create(total, 0, { label });
        byLabel.set(label, bar);
        bar.setTotal(total);
        bar.update(done, { label });
      }
    },
    end: () => all.stop(),
  };
}

/** A line each time something moved: how many departments are through, who is still to come, how many reports. */
function lines(language: Language): Display {
  let last = '';
  return {
    show(now) {
      const departments = now.slice(0, -1);
      const open = departments.filter(({ done, total }) => done < total);
      const through = say(DEPARTMENTS_THROUGH, language);
      const line = [
        `${through} ${departments.length - open.length}/${departments.length}`,
        ...now.slice(-1).map(shown),
        open.length > 0 && open.length <= OPEN_SHOWN ? `(${open.map(shown).join(', ')})` : '',
      ].join('  ');
      if (line !== last) console.error(`  ${line.trimEnd()}`);
      last = line;
    },
    end: () => undefined,
  };
}

function shown({ label, done, total }: Line): string {
  return `${label} ${done}/${total}`;
}
