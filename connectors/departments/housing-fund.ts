// Housing provident fund (住房公积金): personal accounts. A running loan tells of a home, the base of an employer.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { code, idNumber, month, text, yuan } from '../foreign-field.ts';
import { recordSubject } from '../record-subject.ts';

/** 个人账户状态. 02 is sealed (封存): the job ended, the money stays. 03 to 05 are closed: merged, moved, drawn. */
const STATES = {
  '01': 'paying',
  '02': 'sealed',
  '03': 'closed',
  '04': 'closed',
  '05': 'closed',
} as const;

const account = resource('housing-fund.account', {
  idFields: ['zjhm'],
  record: z.object({
    zjhm: idNumber.required,
    xingming: text.optional,
    grzh: text.required,
    grzhzt: code(STATES).required,
    grjcjs: yuan.optional,
    yjce: yuan.optional,
    grzhye: yuan.required,
    jzny: month.optional,
    dwmc: text.optional,
    sfdk: code<boolean>({ '1': true, '0': false }).optional,
  }),
  evidence: (records) =>
    records.map((held) => ({
      subject: recordSubject(held.xingming, held.zjhm),
      sourceKey: held.grzh,
      facts: {
        kind: 'housing-fund',
        status: held.grzhzt,
        baseFen: held.grjcjs,
        monthlyDepositFen: held.yjce,
        balanceFen: held.grzhye,
        lastPaidMonth: held.jzny,
        employer: held.dwmc,
        hasLoan: held.sfdk ?? false,
      },
    })),
});

export const housingFund: Department = {
  id: 'housing-fund' as DepartmentId,
  resources: [account],
};
