// Agriculture (农业农村): subsidies paid, contracted land, registered machines. Subsidies stand under the person to
// whose card they are paid; a contract under every member of the household that contracted the land.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, month, mu, text, yuan } from '../foreign-field.ts';
import { recordSubject } from '../record-subject.ts';

const subsidy = resource('agriculture.subsidy', {
  idFields: ['sfzjhm'],
  record: z.object({
    sfzjhm: idNumber.required,
    xm: text.optional,
    /** 补贴项目: soil fertility, machinery, farming … */
    btxm: text.required,
    ffny: month.required,
    ffje: yuan.required,
  }),
  evidence: (records) =>
    records.map((paid) => ({
      subject: recordSubject(paid.xm, paid.sfzjhm),
      sourceKey: `${paid.btxm}/${paid.ffny}`,
      facts: {
        kind: 'benefit-payment',
        benefit: 'agricultural-subsidy',
        month: paid.ffny,
        amountFen: paid.ffje,
        basicFen: null,
      },
    })),
});

const landContract = resource('agriculture.land-contract', {
  idFields: ['cyzjhm'],
  record: z.object({
    cyzjhm: idNumber.required,
    cyxm: text.optional,
    cbhtbm: text.required,
    /** 实测面积, of the whole contract. */
    scmj: mu.required,
    cbqxz: date.optional,
  }),
  evidence: (records) =>
    records.map((contract) => ({
      subject: recordSubject(contract.cyxm, contract.cyzjhm),
      sourceKey: contract.cbhtbm,
      facts: {
        kind: 'land-contract',
        contractNo: contract.cbhtbm,
        areaMuX100: contract.scmj,
        until: contract.cbqxz,
      },
    })),
});

/** 机械类别: which of them are large (大型农机具) is what the registers tell apart. */
const IS_LARGE = { '1': true, '2': false, '3': true, '4': false } as const;

const machine = resource('agriculture.machine', {
  idFields: ['syrzjhm'],
  record: z.object({
    syrzjhm: idNumber.required,
    syr: text.optional,
    hphm: text.required,
    jxlb: code<boolean>(IS_LARGE).required,
    xh: text.optional,
    zt: code({ A: 'normal', E: 'cancelled' } as const).required,
  }),
  evidence: (records) =>
    records.map((held) => ({
      subject: recordSubject(held.syr, held.syrzjhm),
      sourceKey: held.hphm,
      facts: {
        kind: 'farm-machine',
        plate: held.hphm,
        model: held.xh ?? '',
        isLarge: held.jxlb,
        status: held.zt,
      },
    })),
});

export const agriculture: Department = {
  id: 'agriculture' as DepartmentId,
  resources: [subsidy, landContract, machine],
};
