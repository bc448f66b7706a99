// Submitting in the viewer's name: a file that was uploaded, rows that were mended, one household that was typed in.

import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import papaparse from 'papaparse';
import type { CalendarDate } from '../../domain/calendar.ts';
import { withGuard } from '../../domain/formula-guard.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import type { Viewer } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';
import {
  noteSubmission,
  startBatch,
  submitBatch,
  type Submission,
  type Submitted,
  takeBatchIn,
} from '../../jobs/submit-batch.ts';
import type { RejectedRow } from '../../store/batches.ts';

type SubmittingEngine = Pick<Engine, 'store' | 'queues' | 'settings' | 'departments'>;

export type Order = {
  readonly scheme: SchemeId;
  readonly verifiedOn: CalendarDate;
  /** Run a file again that was already submitted. */
  readonly again?: boolean;
};

/** Rows as cells under a header. */
export type Sheet = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export type HouseholdTaken =
  | { readonly kind: 'taken'; readonly batchId: string }
  /** Nothing was kept of it. */
  | { readonly kind: 'rejected'; readonly rows: readonly RejectedRow[] };

export function submitting(engine: SubmittingEngine, viewer: Viewer) {
  const records = engine.store.as(viewer);
  const room = { ...engine, chunkSize: engine.settings.chunkSize };
  return {
    /** @throws HeduiError FILE_NOT_READABLE, FILE_NOT_A_BATCH; whatever the stream fails with. Nothing is kept then. */
    async submitFile(name: string, content: Readable, order: Order): Promise<Submitted> {
      return withFile(name, content, async (path) => {
        const submitted = await submitBatch(submission(path, order), room, records);
        if (!submitted.alreadySubmitted)
          await noteSubmission(submitted.batchId, viewer.account, engine.store);
        return submitted;
      });
    },

    /** Rejected rows that were mended, as a batch of their own. */
    async submitRows(name: string, sheet: Sheet, order: Order): Promise<Submitted> {
      return this.submitFile(name, csvOf(sheet), order);
    },

    /** One household, at once. If any of its rows is rejected, nothing is started. */
    async submitHousehold(name: string, sheet: Sheet, order: Order): Promise<HouseholdTaken> {
      return withFile(name, csvOf(sheet), async (path) => {
        const { batchId, counts } = await takeBatchIn(submission(path, order), room, records);
        if (counts !== null && counts.rejectedRows > 0) {
          const { rows } = await engine.store.batches.rejections(batchId);
          await engine.store.batches.discard(batchId);
          return { kind: 'rejected', rows };
        }
        if (counts !== null) {
          await startBatch(batchId, room);
          await noteSubmission(batchId, viewer.account, engine.store);
        }
        return { kind: 'taken', batchId };
      });
    },
  };

  function submission(path: string, { scheme, verifiedOn, again = false }: Order): Submission {
    const { account, region } = viewer;
    const purpose = 'application';
    return { path, scheme, purpose, region, verifiedOn, submittedBy: account, again };
  }

  /** Intake reads a file twice: it lies in the home until it is taken in, for this user alone, and is gone after. */
  async function withFile<T>(
    name: string,
    content: Readable,
    work: (path: string) => Promise<T>,
  ): Promise<T> {
    const folder = join(engine.settings.home, 'uploads', randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const path = join(folder, fileNameOf(name));
      await pipeline(content, createWriteStream(path, { mode: 0o600 }));
      return await work(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Nothing is taken in for so long: its console was killed meanwhile. */
const LEFT_AFTER_MS = 60 * 60_000;

/** Files that lie in clear because the console that was taking them in was killed. */
export async function forgetLeftFiles(home: string, now: Date): Promise<void> {
  const folder = join(home, 'uploads');
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now.getTime() }));
    if (now.getTime() - mtimeMs > LEFT_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

const LONGEST_NAME = 120;

/** The name as it was given, without what could lead elsewhere. */
function fileNameOf(given: string): string {
  const plain = given
    .replace(/^.*[/\\]/s, '')
    .replace(/\p{Cc}/gu, '')
    .replace(/^\.+/, '');
  return plain.slice(-LONGEST_NAME) || 'batch.csv';
}

/** Intake takes the guard away again: what was typed arrives as it was typed. */
function csvOf({ header, rows }: Sheet): Readable {
  return Readable.from([papaparse.unparse([header, ...rows.map((row) => row.map(withGuard))])]);
}
