// Market regulation (市场监管): who stands behind companies, sole traders and cooperatives. One row a person and role.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, tenThousandYuan, text } from '../foreign-field.ts';
import { recordSubject } from '../record-subject.ts';

/** 关系: how the person stands to the business. Supervisors (监事) are listed with the directors. */
const ROLES = {
  '01': 'legal-representative',
  '02': 'shareholder',
  '03': 'director',
  '04': 'sole-trader',
  '05': 'cooperative-member',
} as const;

/** 登记状态. 2 is revoked and not yet cancelled (吊销未注销): the company exists until it is cancelled. */
const STATES = { '1': 'active', '2': 'revoked', '3': 'cancelled' } as const;

/** 币种, GB/T 12406: 156 is the yuan. Capital in another currency is not an amount in yuan. */
const YUAN = '156';

const company = resource('market-regulation.company', {
  idFields: ['cerno'],
  record: z
    .object({
      cerno: idNumber.required,
      name: text.optional,
      uniscid: text.optional,
      regno: text.optional,
      entname: text.required,
      gx: code(ROLES).required,
      subconam: tenThousandYuan.optional,
      regcap: tenThousandYuan.optional,
      regcapcur: text.optional,
      regstate: code(STATES).required,
      estdate: date.optional,
    })
    // Two companies of one name are told apart by number alone.
    .refine((held) => held.uniscid ?? held.regno, 'nothing names the business'),
  evidence: (records) =>
    records.map((held) => {
      const isInYuan = held.regcapcur === null || held.regcapcur === YUAN;
      const companyCode = held.uniscid ?? held.regno ?? '';
      return {
        subject: recordSubject(held.name, held.cerno),
        sourceKey: `${companyCode}/${held.gx}`,
        facts: {
          kind: 'company-role',
          companyCode,
          companyName: held.entname,
          role: held.gx,
          subscribedFen: isInYuan ? held.subconam : null,
          registeredCapitalFen: isInYuan ? held.regcap : null,
          status: held.regstate,
          establishedOn: held.estdate,
        },
      };
    }),
});

export const marketRegulation: Department = {
  id: 'market-regulation' as DepartmentId,
  resources: [company],
};
