// A batch file becomes households and rejections (接受申请), streamed: the file is never whole in memory.
//
// The first pass takes in every household whose rows stand together and are in order. If something is amiss, a
// second pass over the file goes for the rest: it lists faulty rows, and puts households together whose rows are
// scattered. Most files need only the first.

import type { CalendarDate } from '../../domain/calendar.ts';
import { openBatchFile } from './batch-file.ts';
import type { Encoding } from './decode.ts';
import { fileFault } from './faults.ts';
import type { FileFormat } from './file-format.ts';
import { firstPass, isAnythingAmiss } from './first-pass.ts';
import { INTAKE_LIMITS, type IntakeLimits } from './limits.ts';
import { secondPass } from './second-pass.ts';
import type { Intake } from './intake.ts';
import type { IntakeSink } from './sink.ts';

export type IntakeCounts = {
  /** Rows with content under the header: those of accepted households and rejectedRows together. */
  readonly rows: number;
  readonly households: number;
  readonly persons: number;
  readonly rejectedRows: number;
  readonly blankRows: number;
  readonly format: FileFormat;
  /** null for a workbook. */
  readonly encoding: Encoding | null;
  /** The header's cells as they came, for the export of rejected rows. */
  readonly header: readonly string[];
};

export type IntakeOptions = {
  /** Ages and authorisations are judged on this date. */
  readonly verifiedOn: CalendarDate;
  readonly limits?: Partial<IntakeLimits>;
};

/**
 * @throws HeduiError FILE_NOT_READABLE or FILE_NOT_A_BATCH. Some faults show only midway (a broken encoding, too
 * many rows): the sink then drops what it was given.
 */
export async function takeIn(
  path: string,
  options: IntakeOptions,
  sink: IntakeSink,
): Promise<IntakeCounts> {
  const limits = { ...INTAKE_LIMITS, ...options.limits };
  const file = await openBatchFile(path, limits);
  const counted = { rows: 0, blankRows: 0, households: 0, persons: 0, rejectedRows: 0 };
  const intake: Intake = { file, verifiedOn: options.verifiedOn, limits, sink, counted };
  const amiss = await firstPass(intake);
  if (counted.rows === 0) throw fileFault('no-rows');
  if (isAnythingAmiss(amiss)) await secondPass(intake, amiss);
  return {
    ...counted,
    format: file.format,
    encoding: file.encoding,
    header: file.header.cells,
  };
}
