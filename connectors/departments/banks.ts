// Banks (银行): balances on the day asked for. Asked in bulk, each bank answers in its own time, days later.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, text, yuan } from '../foreign-field.ts';
import { maskedAccount } from '../masked-account.ts';
import { recordSubject } from '../record-subject.ts';

const ACCOUNTS = { '1': 'demand', '2': 'term', '3': 'wealth-product' } as const;

const deposit = resource('banks.deposit', {
  idFields: ['zjhm'],
  record: z.object({
    zjhm: idNumber.required,
    khmc: text.optional,
    yhmc: text.required,
    zh: text.required,
    zhlx: code(ACCOUNTS).required,
    /** 折人民币余额: an account in another currency is told in yuan at the bank's rate of the day. */
    zrmbye: yuan.required,
    rq: date.required,
  }),
  evidence: (records) =>
    records.map((held) => ({
      subject: recordSubject(held.khmc, held.zjhm),
      sourceKey: `${held.yhmc}/${maskedAccount(held.zh)}/${held.zhlx}`,
      facts: {
        kind: 'deposit',
        bank: held.yhmc,
        account: maskedAccount(held.zh),
        accountKind: held.zhlx,
        balanceFen: held.zrmbye,
        on: held.rq,
      },
    })),
});

export const banks: Department = { id: 'banks' as DepartmentId, resources: [deposit] };
