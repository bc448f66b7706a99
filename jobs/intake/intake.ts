import type { CalendarDate } from '../../domain/calendar.ts';
import type { BatchFile } from './batch-file.ts';
import type { IntakeLimits } from './limits.ts';
import type { IntakeSink } from './sink.ts';

/** What the two passes work on. */
export type Intake = {
  readonly file: BatchFile;
  readonly verifiedOn: CalendarDate;
  readonly limits: IntakeLimits;
  readonly sink: IntakeSink;
  /** Running totals. */
  readonly counted: {
    rows: number;
    blankRows: number;
    households: number;
    persons: number;
    rejectedRows: number;
  };
};
