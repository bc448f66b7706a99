// The batch files of a city: one that is right in form, the same in GB18030 as Excel on a Chinese Windows saves it,
// and one with the mistakes made at a desk.

import { rmSync } from 'node:fs';
import { batchFile } from '../city-folder.ts';
import { type Application, BATCH_COLUMNS, claimCells } from './applicants.ts';
import { MISTAKE_KINDS, MISTAKES } from './bad-rows.ts';
import { createCsvWriter } from './csv-writer.ts';
import type { Truth } from './truth.ts';

/** Above it the two variants of the file would only cost time. */
const VARIANTS_UP_TO_HOUSEHOLDS = 20_000;
/** One household in so many has a mistake, more in a batch too small to hold each kind. */
const MISTAKE_EVERY = 15;

export type BatchFiles = {
  write(application: Application): void;
  close(): void;
};

export function openBatchFiles(dir: string, wantedHouseholds: number, truth: Truth): BatchFiles {
  const plain = createCsvWriter(batchFile(dir, 'applicants'), BATCH_COLUMNS);
  const paths = {
    gb18030: batchFile(dir, 'applicants-gb18030'),
    withErrors: batchFile(dir, 'applicants-with-errors'),
  };
  for (const path of Object.values(paths)) rmSync(path, { force: true });
  if (wantedHouseholds >= VARIANTS_UP_TO_HOUSEHOLDS) {
    return {
      write: (application) => rowsOf(application).forEach((row) => plain.row(row)),
      close: () => plain.close(),
    };
  }

  const gb18030 = createCsvWriter(paths.gb18030, BATCH_COLUMNS, {
    encoding: 'gb18030',
    lineEnd: '\r\n',
  });
  const withErrors = createCsvWriter(paths.withErrors, BATCH_COLUMNS);
  const every = Math.max(
    1,
    Math.min(MISTAKE_EVERY, Math.floor(wantedHouseholds / MISTAKE_KINDS.length / 2)),
  );
  let households = 0;
  let mistakes = 0;

  function spoil(rows: string[][], ref: string): void {
    const kind = MISTAKE_KINDS[mistakes % MISTAKE_KINDS.length];
    if (kind === undefined) return;
    const { column, harmless, make } = MISTAKES[kind];
    const place = make(rows);
    // Left for the next household when it cannot be made in this one.
    if (place === null) return;
    mistakes += 1;
    const row = withErrors.lastRow() + place + 1;
    truth['bad-rows'].row([row, ref, kind, column, harmless ? 'no' : 'yes']);
  }
  return {
    write(application) {
      const rows = rowsOf(application);
      for (const row of rows) {
        plain.row(row);
        gb18030.row(row);
      }
      if (households % every === 0) spoil(rows, application.ref);
      households += 1;
      for (const row of rows) withErrors.row(row);
    },
    close() {
      plain.close();
      gb18030.close();
      withErrors.close();
    },
  };
}

function rowsOf(application: Application): string[][] {
  return application.claims.map((claim, place) => claimCells(application, claim, place + 1));
}
