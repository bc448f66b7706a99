// Insurance (保险): policies, one row a policy and role of the person in it.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, text, yuan } from '../foreign-field.ts';
import { recordSubject } from '../record-subject.ts';

/** 险种类别. 3 is bought by a government for its residents (政府统保), which says nothing of their means. */
const KINDS = { '1': 'savings', '2': 'protection', '3': 'bought-by-government' } as const;
const ROLES = { '1': 'holder', '2': 'insured' } as const;

const policy = resource('insurance.policy', {
  idFields: ['zjhm'],
  record: z.object({
    zjhm: idNumber.required,
    xm: text.optional,
    gsmc: text.required,
    bdh: text.required,
    xzlb: code(KINDS).required,
    js: code(ROLES).required,
    xjjz: yuan.optional,
    nbf: yuan.optional,
    bxzz: date.optional,
  }),
  evidence: (records) =>
    records.map((held) => ({
      subject: recordSubject(held.xm, held.zjhm),
      sourceKey: `${held.gsmc}/${held.bdh}/${held.js}`,
      facts: {
        kind: 'insurance-policy',
        insurer: held.gsmc,
        policyNo: held.bdh,
        policyKind: held.xzlb,
        role: held.js,
        cashValueFen: held.xjjz,
        premiumFen: held.nbf,
        until: held.bxzz,
      },
    })),
});

export const insurance: Department = { id: 'insurance' as DepartmentId, resources: [policy] };
