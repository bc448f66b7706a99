// The change feed of a department that exchanges files: one list a day, changes-YYYY-MM-DD.csv, and a manifest beside it
// that is written last. A day on which nothing was recorded has an empty list; a day without a list is not there yet.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FileSettings } from '../../../config/transport-settings.ts';
import { addDays, asCalendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import { changeLine, changesIn } from '../../change-feed.ts';
import type { ReadChanges } from '../../connector.ts';
import type { Department } from '../../department.ts';
import { errorCode } from '../../error-code.ts';
import type { ExchangeFolder } from './exchange-folder.ts';
import { readTable } from './table-file.ts';

const NAME = /^changes-(\d{4}-\d{2}-\d{2})\.json$/;
const LARGEST_BYTES = 64 * 1024 * 1024;
const DAYS_AT_ONCE = 50;

const manifest = z.object({
  on: z.iso.date(),
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  lines: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
type Lines = z.infer<typeof changeLine>[];

export function fileChanges(
  folder: ExchangeFolder,
  settings: FileSettings,
  department: Department,
): ReadChanges {
  return async ({ cursor, until }, { gate, signal }) => {
    try {
      await gate.admit(1, signal);
      const days = (await folder.names('answers'))
        .flatMap((name) => NAME.exec(name)?.[1] ?? [])
        .filter((day) => day <= until && (cursor === null || day > cursor))
        .toSorted()
        .map(asCalendarDate);
      const read: Lines = [];
      let last = cursor === null ? null : asCalendarDate(cursor);
      for (const day of days.slice(0, DAYS_AT_ONCE)) {
        // A list that is missing may still come: those behind it wait for it.
        if (last !== null && day !== addDays(last, 1)) break;
        const lines = await readDay(folder, settings, day);
        if (lines === null) return { ok: false, fault: 'changes-file' };
        read.push(...lines);
        last = day;
      }
      return {
        ok: true,
        changes: changesIn(read, department),
        cursor: last,
        asOf: last,
        isMore: days.length > DAYS_AT_ONCE,
      };
    } catch (error) {
      return { ok: false, fault: `folder-${errorCode(error).toLowerCase() || 'fault'}` };
    }
  };
}

async function readDay(
  folder: ExchangeFolder,
  settings: FileSettings,
  day: CalendarDate,
): Promise<Lines | null> {
  const said = manifest.safeParse(
    JSON.parse((await contentOf(folder, `changes-${day}.json`)).toString('utf8')),
  );
  if (!said.success || said.data.on !== day) return null;
  const content = await contentOf(folder, said.data.file);
  if (createHash('sha256').update(content).digest('hex') !== said.data.sha256) return null;
  const table = await readTable(content, 'changes', 'utf-8', { ...settings, format: 'csv' });
  if (!table.ok || table.rows.length !== said.data.lines) return null;
  const lines = z.array(changeLine).safeParse(table.rows);
  return lines.success ? lines.data : null;
}

async function contentOf(folder: ExchangeFolder, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of (await folder.read('answers', name)) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BYTES) throw new RangeError('a list of changes beyond any honest size');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
