// The monthly supervision table as a workbook: one sheet, a line a department or region and step.

import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { type Language, say } from '../../config/messages/language.ts';
import { CLOCK_KIND_NAMES, SUPERVISION, whoseStep } from '../../config/messages/supervision.ts';
import type { SupervisionLine } from '../../domain/supervision.ts';

const COLUMNS = [
  [SUPERVISION.of, 28],
  [SUPERVISION.step, 18],
  [SUPERVISION.begun, 12],
  [SUPERVISION.inTime, 12],
  [SUPERVISION.late, 12],
  [SUPERVISION.running, 12],
  [SUPERVISION.overdue, 14],
] as const;

/** Writes the workbook and ends the stream. */
export async function writeSupervisionTable(
  stream: Writable,
  lines: readonly SupervisionLine[],
  language: Language,
): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(say(SUPERVISION.title, language), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = COLUMNS.map(([heading, width]) => ({ header: say(heading, language), width }));
  sheet.getRow(1).font = { bold: true };
  for (const line of lines) {
    sheet.addRow([
      whoseStep(line.of, language),
      say(CLOCK_KIND_NAMES[line.kind], language),
      line.begun,
      line.inTime,
      line.late,
      line.running,
      line.overdue,
    ]);
  }
  await workbook.xlsx.write(stream);
  stream.end();
}
