// Securities (证券): cash and market value of each account at the close of a trading day.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { date, idNumber, text, yuan } from '../foreign-field.ts';
import { maskedAccount } from '../masked-account.ts';
import { recordSubject } from '../record-subject.ts';

const holding = resource('securities.holding', {
  idFields: ['zjhm'],
  record: z.object({
    zjhm: idNumber.required,
    khxm: text.optional,
    qsmc: text.required,
    zjzh: text.required,
    zjye: yuan.required,
    zqsz: yuan.required,
    rq: date.required,
  }),
  evidence: (records) =>
    records.map((held) => ({
      subject: recordSubject(held.khxm, held.zjhm),
      sourceKey: `${held.qsmc}/${maskedAccount(held.zjzh)}`,
      facts: {
        kind: 'security-holding',
        broker: held.qsmc,
        cashFen: held.zjye,
        marketValueFen: held.zqsz,
        on: held.rq,
      },
    })),
});

export const securities: Department = {
  id: 'securities' as DepartmentId,
  resources: [holding],
};
