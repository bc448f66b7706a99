// Justice (司法行政): who is in prison or compulsory drug rehabilitation, and so does not live with the household.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, text } from '../foreign-field.ts';
import { recordSubject } from '../record-subject.ts';

const custody = resource('justice.custody', {
  idFields: ['zjhm'],
  record: z.object({
    zjhm: idNumber.required,
    xm: text.optional,
    xs: code({ '1': 'prison', '2': 'rehabilitation' } as const).required,
    qsrq: date.required,
    /** 终止日期: of release, or when it is due. */
    zzrq: date.optional,
  }),
  evidence: (records) =>
    records.map((held) => ({
      subject: recordSubject(held.xm, held.zjhm),
      sourceKey: `${held.xs}/${held.qsrq}`,
      facts: { kind: 'custody', form: held.xs, from: held.qsrq, until: held.zzrq },
    })),
});

export const justice: Department = { id: 'justice' as DepartmentId, resources: [custody] };
