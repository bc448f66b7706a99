// The rejected rows as a CSV to correct and submit again: the columns as they came, and why each row came back.

import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import papaparse from 'papaparse';
import { EXPORT_COLUMNS, exportedPlaces } from './columns.ts';
import { withGuard } from '../../domain/formula-guard.ts';
import type { RejectedRow } from './sink.ts';

/** Excel takes a CSV for UTF-8 only when it begins with this mark. */
const BYTE_ORDER_MARK = '\ufeff';
const JOINT = { zh: '；', en: '; ' };

/**
 * Writes the file and ends the stream.
 * @param header the header's cells as they came (IntakeCounts.header)
 * @param rows the faults of one row one after the other, as the sink was given them
 */
export async function writeRejectedCsv(
  stream: Writable,
  header: readonly string[],
  rows: Iterable<RejectedRow> | AsyncIterable<RejectedRow>,
): Promise<void> {
  const done = finished(stream);
  // Until it is awaited below, a failing stream must not end the process as an unhandled rejection.
  done.catch(() => {});
  const added = exportedPlaces(header);
  const own = (cells: readonly string[]) =>
    header.flatMap((_, place) => (added.has(place) ? [] : [cells[place] ?? '']));
  const line = (cells: readonly string[]) =>
    `${papaparse.unparse([cells.map(withGuard)], { newline: '\r\n' })}\r\n`;
  const write = async (text: string) => {
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done]);
  };

  await write(BYTE_ORDER_MARK + line([...own(header), ...EXPORT_COLUMNS]));
  for await (const { cells, rejections } of byRow(rows)) {
    const beyond = cells.slice(header.length);
    const why = (language: 'zh' | 'en') =>
      rejections.map(({ said }) => said[language]).join(JOINT[language]);
    const reasons = [String(rejections[0]?.row ?? ''), why('zh'), why('en')];
    await write(line([...own(cells), ...reasons, ...beyond]));
  }
  stream.end();
  await done;
}

type ReasonedRow = {
  readonly cells: readonly string[];
  readonly rejections: RejectedRow['rejection'][];
};

async function* byRow(
  rows: Iterable<RejectedRow> | AsyncIterable<RejectedRow>,
): AsyncGenerator<ReasonedRow> {
  let current: ReasonedRow | null = null;
  for await (const { rejection, cells } of rows) {
    if (current !== null && current.rejections[0]?.row === rejection.row) {
      current.rejections.push(rejection);
      continue;
    }
    if (current !== null) yield current;
    current = { cells, rejections: [rejection] };
  }
  if (current !== null) yield current;
}
