// The office whose name and addresses a report carries. Not part of the sealed content: a telephone number may
// change without a report changing.

import type { Said } from '../domain/errors.ts';

export type ReportOffice = {
  /** The public page for checking reports; null: the code holds number and digest only. */
  readonly checkAddress?: string | null;
  /** 威海市 */
  readonly city: Said;
  /** 委托单位; null: printed as to be told. */
  readonly requestedBy: Said | null;
  /** 核对机构 */
  readonly verifiedBy: Said;
  /** Where a household disputes a finding. null: as the requesting office tells them. */
  readonly objection: {
    readonly office: Said | null;
    readonly address: Said | null;
    readonly phone: string | null;
    /** Days from receiving the report; set by the region, no national text fixes them. */
    readonly days: number | null;
  };
};
