// Watching a batch: bars in a terminal, plain lines elsewhere.

import { setTimeout as pause } from 'node:timers/promises';
import cliProgress from 'cli-progress';
import { type Language, nameIn } from '../../config/messages/language.ts';
import { DEPARTMENT_NAMES } from '../../config/messages/terms.ts';
import type { Store } from '../../store/store.ts';
import type { BatchProgress } from '../../store/batches.ts';

const LOOK_EVERY_MS = 250;

/** Shows a batch's progress on standard error until it is done or the signal aborts. */
export async function watchBatch(
  store: Store,
  batchId: string,
  language: Language,
  signal: AbortSignal,
): Promise<BatchProgress> {
  const display = process.stderr.isTTY ? bars(language) : lines(language);
  try {
    for (;;) {
      const progress = await store.batches.progress(batchId);
      display.show(progress);
      if (progress.state === 'done' || signal.aborted) return progress;
      await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    display.end();
  }
}

type Display = { show(progress: BatchProgress): void; end(): void };

type Line = { readonly label: string; readonly done: number; readonly total: number };

function linesOf(progress: BatchProgress, language: Language): Line[] {
  const total = progress.households;
  return [
    ...progress.departments.map(({ department, complete }) => ({
      label: nameIn(DEPARTMENT_NAMES, department, language),
      done: complete,
      total,
    })),
    { label: language === 'zh-CN' ? '核对报告' : 'Reports', done: progress.reports, total },
  ];
}

function bars(language: Language): Display {
  const all = new cliProgress.MultiBar(
    { format: '  {bar} {value}/{total}  {label}', hideCursor: true, barsize: 32 },
    cliProgress.Presets.shades_classic,
  );
  const byLabel = new Map<string, cliProgress.SingleBar>();
  return {
    show(progress) {
      for (const { label, done, total } of linesOf(progress, language)) {
        const bar = byLabel.get(label) ?? all.create(total, 0, { label });
        byLabel.set(label, bar);
        bar.setTotal(total);
        bar.update(done, { label });
      }
    },
    end: () => all.stop(),
  };
}

function lines(language: Language): Display {
  let last = '';
  return {
    show(progress) {
      const line = linesOf(progress, language)
        .map(({ label, done, total }) => `${label} ${done}/${total}`)
        .join('  ');
      if (line !== last) console.error(`  ${line}`);
      last = line;
    },
    end: () => undefined,
  };
}
