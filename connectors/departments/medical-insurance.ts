// Medical insurance (医保): what the insured paid themselves, settlement by settlement. A month is one piece of
// evidence: how often somebody went to hospital, and for what, is nothing that hedui needs to know.

import { z } from 'zod';
import type { Month } from '../../domain/calendar.ts';
import { groupedBy } from '../../domain/grouped-by.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { sumFen } from '../../domain/money.ts';
import type { EvidenceDraft } from '../connector.ts';
import { type Department, resource } from '../department.ts';
import { code, idNumber, month, text, yuan } from '../foreign-field.ts';
import { recordSubject } from '../record-subject.ts';

const settlement = z.object({
  certno: idNumber.required,
  psn_name: text.optional,
  setl_id: text.required,
  setl_ym: month.required,
  /** 个人负担: out of pocket and from the person's own medical account. */
  psn_part_amt: yuan.required,
  /** 退费标志: the hospital took the settlement back. */
  refd_flag: code<boolean>({ '1': true, '0': false }).optional,
});
type Settlement = z.infer<typeof settlement>;

const outlay = resource('medical-insurance.outlay', {
  idFields: ['certno'],
  record: settlement,
  evidence: (records) => [...byMonth(records)].map(([paidIn, rows]) => monthlyOutlay(paidIn, rows)),
});

/** A settlement that was sent twice is one; one taken back counts 0, and its month is still answered for. */
function byMonth(records: readonly Settlement[]): Map<Month, Settlement[]> {
  const distinct = new Map(records.map((row) => [row.setl_id, row]));
  return groupedBy(distinct.values(), ({ setl_ym }) => setl_ym);
}

function monthlyOutlay(paidIn: Month, rows: readonly Settlement[]): EvidenceDraft {
  const kept = rows.filter((row) => row.refd_flag !== true);
  return {
    subject: recordSubject(rows[0]?.psn_name ?? null, rows[0]?.certno ?? null),
    sourceKey: paidIn,
    facts: {
      kind: 'medical-outlay',
      from: paidIn,
      until: paidIn,
      ownFen: sumFen(kept.map((row) => row.psn_part_amt)),
    },
  };
}

export const medicalInsurance: Department = {
  id: 'medical-insurance' as DepartmentId,
  resources: [outlay],
};
