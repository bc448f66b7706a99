// What is different from a household's last report (变化), in facts: the sentence about each is made where it is shown.

import type { CalendarDate, Month } from './calendar.ts';
import type { EvidenceId } from './evidence.ts';
import type { DepartmentId } from './lookup.ts';
import type { Fen } from './money.ts';
import type { Conclusion } from './report.ts';

/** `urgent`: a death, help received twice. `weighty`: can change what the household is due. `notice`: good to know. */
export const CHANGE_GRADES = ['urgent', 'weighty', 'notice'] as const;
export type ChangeGrade = (typeof CHANGE_GRADES)[number];

/** What a sentence needs: words as a department wrote them, days, months, amounts. */
export type ChangeFigure =
  | { readonly text: string }
  | { readonly date: CalendarDate }
  | { readonly month: Month }
  | { readonly fen: Fen };

export type Change = {
  /** Key of its sentence: `vehicle-registered`. */
  readonly kind: string;
  readonly grade: ChangeGrade;
  readonly personNo: number;
  /** Whose record it is; null: the office's own, of an authorisation. */
  readonly department: DepartmentId | null;
  readonly figures: Readonly<Record<string, ChangeFigure>>;
  /** The records it rests on, of the newer report. Empty when a record is gone. */
  readonly evidence: readonly EvidenceId[];
  /** What makes it the same change when it is met again. */
  readonly identity: string;
};

/** A report held against the one before it. */
export type ChangeReport = {
  readonly format: 'hedui-changes/1';
  readonly number: string;
  readonly before: string;
  readonly changes: readonly Change[];
  readonly conclusion: { readonly before: Conclusion; readonly after: Conclusion };
  /** Kinds of findings that want a person's look. */
  readonly findings: { readonly new: readonly string[]; readonly gone: readonly string[] };
};
