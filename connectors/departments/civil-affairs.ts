// Provincial civil affairs (省级民政): marriages, funerals, assistance received anywhere in the province.

import { z } from 'zod';
import type { CitizenId } from '../../domain/citizen-id.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { EvidenceDraft } from '../connector.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, text, wholeNumber, yuan } from '../foreign-field.ts';
import { personNumber } from '../asked-persons.ts';

const MARRIAGE_EVENTS = {
  IA: 'marriage',
  IB: 'divorce',
  ICA: 'reissue',
  ICB: 'reissue',
} as const;

const marriageRecord = z.object({
  op_type: code(MARRIAGE_EVENTS).required,
  op_date: date.required,
  name_man: text.optional,
  cert_num_man: idNumber.optional,
  name_woman: text.optional,
  cert_num_woman: idNumber.optional,
  dept_name: text.optional,
  cert_no: text.optional,
});

const marriage = resource('civil-affairs.marriage', {
  idFields: ['cert_num_man', 'cert_num_woman'],
  record: marriageRecord,
  evidence: (records, asked) => records.map((event) => marriageEvent(event, asked)),
});

/** The row tells of both; the evidence is about the one who was asked for, the other is the spouse. */
function marriageEvent(event: z.infer<typeof marriageRecord>, asked: CitizenId): EvidenceDraft {
  const man = { name: event.name_man, idNumber: event.cert_num_man };
  const woman = { name: event.name_woman, idNumber: event.cert_num_woman };
  const askedIsWoman = woman.idNumber !== null && personNumber(woman.idNumber) === asked;
  const [self, spouse] = askedIsWoman ? [woman, man] : [man, woman];
  return {
    subject: { ...self, sex: askedIsWoman ? 'female' : 'male', birthDate: null },
    sourceKey: event.cert_no ?? `${event.op_type}/${event.op_date}`,
    facts: {
      kind: 'marriage-event',
      event: event.op_type,
      on: event.op_date,
      spouseName: spouse.name,
      spouseIdNumber: spouse.idNumber,
      certificateNo: event.cert_no,
    },
  };
}

const funeral = resource('civil-affairs.funeral', {
  idFields: ['cert_num'],
  record: z
    .object({
      cert_num: idNumber.required,
      name: text.optional,
      death_date: date.optional,
      cremation_date: date.optional,
      funeral_home: text.optional,
    })
    .transform((held, context) => {
      // Who was cremated has died: the latest day of death that the record allows, when it gives no other.
      const diedOn = held.death_date ?? held.cremation_date;
      if (diedOn !== null) return { ...held, diedOn };
      context.issues.push({ code: 'custom', message: 'no day of death', input: undefined });
      return z.NEVER;
    }),
  evidence: (records) =>
    records.map((held) => ({
      subject: { name: held.name, idNumber: held.cert_num, sex: null, birthDate: null },
      sourceKey: `funeral/${held.diedOn}`,
      facts: {
        kind: 'death',
        on: held.diedOn,
        crematedOn: held.cremation_date,
        place: held.funeral_home,
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

const assistance = resource('civil-affairs.assistance', {
  idFields: ['cert_num'],
  record: z.object({
    cert_num: idNumber.required,
    name: text.optional,
    programme: code(PROGRAMMES).required,
    case_no: text.required,
    region: text.optional,
    start_date: date.required,
    end_date: date.optional,
    monthly_amount: yuan.required,
    headcount: wholeNumber.required,
  }),
  evidence: (records) =>
    records.map((help) => ({
      subject: { name: help.name, idNumber: help.cert_num, sex: null, birthDate: null },
      sourceKey: `${help.programme}/${help.case_no}`,
      facts: {
        kind: 'assistance-received',
        programme: help.programme,
        caseNo: help.case_no,
        region: help.region ?? '',
        from: help.start_date,
        until: help.end_date,
        monthlyFen: help.monthly_amount,
        headcount: help.headcount,
      },
    })),
});

export const civilAffairs: Department = {
  id: 'civil-affairs' as DepartmentId,
  resources: [marriage, funeral, assistance],
};
