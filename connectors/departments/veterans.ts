// Veterans' affairs (退役军人事务): regular benefits (抚恤、生活补助) by month, and periods of service.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { date, idNumber, month, text, yuan } from '../foreign-field.ts';
import { recordSubject } from '../record-subject.ts';

const benefit = resource('veterans.benefit', {
  idFields: ['sfzh'],
  record: z.object({
    sfzh: idNumber.required,
    xm: text.optional,
    /** 优抚对象类别: which of several benefits this is. */
    dxlb: text.optional,
    ffny: month.required,
    ffje: yuan.required,
  }),
  evidence: (records) =>
    records.map((paid) => ({
      subject: recordSubject(paid.xm, paid.sfzh),
      sourceKey: `${paid.dxlb ?? ''}/${paid.ffny}`,
      facts: {
        kind: 'benefit-payment',
        benefit: 'veteran',
        month: paid.ffny,
        amountFen: paid.ffje,
        basicFen: null,
      },
    })),
});

const service = resource('veterans.service', {
  idFields: ['sfzh'],
  record: z.object({
    sfzh: idNumber.required,
    xm: text.optional,
    rwrq: date.required,
    /** 退役日期; blank while serving. */
    tyrq: date.optional,
  }),
  evidence: (records) =>
    records.map((served) => ({
      subject: recordSubject(served.xm, served.sfzh),
      sourceKey: served.rwrq,
      facts: { kind: 'military-service', from: served.rwrq, until: served.tyrq },
    })),
});

export const veterans: Department = {
  id: 'veterans' as DepartmentId,
  resources: [benefit, service],
};
