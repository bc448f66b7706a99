// Disabled persons' federation (残联): disability certificates, categories and grades of GB/T 26341.

import { z } from 'zod';
import type { Disability } from '../../domain/evidence.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, text } from '../foreign-field.ts';
import { recordSubject } from '../record-subject.ts';

const CATEGORIES = {
  '1': 'visual',
  '2': 'hearing',
  '3': 'speech',
  '4': 'physical',
  '5': 'intellectual',
  '6': 'mental',
  '7': 'multiple',
} as const satisfies Record<string, Disability['category']>;

/** 1 is the heaviest. */
const GRADES = { '1': 1, '2': 2, '3': 3, '4': 4 } as const;

const certificate = resource('disabled-federation.certificate', {
  idFields: ['citizen_id'],
  record: z
    .object({
      citizen_id: idNumber.required,
      name: text.optional,
      cert_no: text.optional,
      idt_kind: code(CATEGORIES).required,
      idt_level: code<Disability['grade']>(GRADES).required,
      valid_date: date.optional,
      status: code<boolean>({ '1': false, '2': true }).required,
      cancel_date: date.optional,
    })
    // A cancelled certificate without its day would look like one that is valid.
    .refine((held) => !held.status || held.cancel_date !== null, 'cancelled, and not since when'),
  evidence: (records) =>
    records.map((held) => ({
      subject: recordSubject(held.name, held.citizen_id),
      sourceKey: held.cert_no ?? `${held.idt_kind}/${held.idt_level}`,
      facts: {
        kind: 'disability',
        category: held.idt_kind,
        grade: held.idt_level,
        validUntil: held.status ? held.cancel_date : held.valid_date,
      },
    })),
});

export const disabledFederation: Department = {
  id: 'disabled-federation' as DepartmentId,
  resources: [certificate],
};
