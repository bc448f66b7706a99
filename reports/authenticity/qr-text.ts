// What the code on a printed report says: enough to find the report and to hold its digest against the one on record.
// No name, no conclusion: a code is read by whoever holds the paper.

import type { SealedReport } from '../../domain/report.ts';

/** @param checkAddress the office's public page for checking reports; null where it has none */
export function qrText(
  { number, digest }: Pick<SealedReport, 'number' | 'digest'>,
  checkAddress: string | null,
): string {
  return checkAddress === null
    ? `HEDUI-REPORT ${number} ${digest}`
    : `${checkAddress}?number=${number}&digest=${digest}`;
}
