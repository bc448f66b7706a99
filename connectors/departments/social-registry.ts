// A social registry of another system, reached over SPDCI: in which household it holds a person, and what help it says the
// person receives. Amounts are taken only in yuan: a figure in another currency is none that a rule may count.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, text, wholeNumber, yuan } from '../foreign-field.ts';

const identifiers = z.union([
  text.optional,
  z
    .array(z.object({ identifier_value: text.optional }))
    .transform((all) => all[0]?.identifier_value ?? null),
  z.object({ identifier_value: text.optional }).transform((one) => one.identifier_value),
]);

const SEXES = {
  male: 'male',
  female: 'female',
  M: 'male',
  F: 'female',
  '1': 'male',
  '2': 'female',
  other: null,
  unknown: null,
} as const;

/** The parts of a name, in the order in which the office that registered it gave them. */
const name = z
  .union([
    text.optional,
    z
      .object({ surname: text.optional, given_name: text.optional })
      .transform((parts) => [parts.surname, parts.given_name].filter(Boolean).join('') || null),
  ])
  .optional();

const person = z.object({
  name,
  sex: code(SEXES).optional,
  birth_date: date.optional,
  address: z
    .union([text.optional, z.object({ street_address: text.optional })])
    .optional()
    .transform((given) => (typeof given === 'object' && given ? given.street_address : given)),
});

const membership = resource('social-registry.membership', {
  idFields: ['id_number'],
  record: z.object({
    id_number: idNumber.required,
    member: z.object({
      demographic_info: person.optional(),
      name,
      sex: code(SEXES).optional,
      birth_date: date.optional,
      relationship_to_head: text.optional,
    }),
    group: z.object({
      group_identifier: identifiers.optional(),
      registration_date: date.optional,
      place: text.optional,
    }),
  }),
  evidence: (records) =>
    records.map(({ id_number, member, group }) => ({
      subject: {
        name: member.demographic_info?.name ?? member.name ?? null,
        idNumber: id_number,
        sex: member.demographic_info?.sex ?? member.sex,
        birthDate: member.demographic_info?.birth_date ?? member.birth_date,
      },
      sourceKey: `group/${group.group_identifier ?? ''}`,
      facts: {
        kind: 'register-entry',
        formerName: null,
        registerNo: group.group_identifier ?? '',
        relationToHead: member.relationship_to_head,
        address: member.demographic_info?.address ?? null,
        region: group.place ?? '',
        hukouType: null,
        status: 'normal',
        statusSince: null,
      },
    })),
});

const PROGRAMMES = {
  subsistence: 'subsistence',
  'extreme-poverty': 'extreme-poverty',
  'low-income': 'low-income',
  orphan: 'orphan',
  other: 'other',
} as const;

const assistance = resource('social-registry.assistance', {
  idFields: ['id_number'],
  record: z.object({
    id_number: idNumber.required,
    group: z.object({
      name,
      programme: code(PROGRAMMES).required,
      enrolment_id: text.required,
      place: text.optional,
      enrolment_date: date.required,
      exit_date: date.optional,
      monthly_amount: yuan.required,
      currency: code({ CNY: 'CNY' } as const).required,
      group_size: wholeNumber.required,
    }),
  }),
  evidence: (records) =>
    records.map(({ id_number, group }) => ({
      subject: { name: group.name ?? null, idNumber: id_number, sex: null, birthDate: null },
      sourceKey: `${group.programme}/${group.enrolment_id}`,
      facts: {
        kind: 'assistance-received',
        programme: group.programme,
        caseNo: group.enrolment_id,
        region: group.place ?? '',
        from: group.enrolment_date,
        until: group.exit_date,
        monthlyFen: group.monthly_amount,
        headcount: group.group_size,
      },
    })),
});

export const socialRegistry: Department = {
  id: 'social-registry' as DepartmentId,
  resources: [membership, assistance],
};
