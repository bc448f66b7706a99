// What intake says about a row it could not take.

import type { Said } from './errors.ts';

export type Rejection = {
  /** Row number in the file as a spreadsheet shows it: the header is row 1. */
  readonly row: number;
  /** The column's name in design order (`id_number`); null when the whole row or household is meant. */
  readonly column: string | null;
  /** `id-check-digit`, `household-without-applicant` … */
  readonly code: string;
  /** What is wrong and how to mend it. Names no person and no ID number. */
  readonly said: Said;
};
