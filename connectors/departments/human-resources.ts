// Human resources and social security (人社): contributions and benefits. Names of the trade's AAC/AAE dictionary.

import { z } from 'zod';
import type { BenefitPayment } from '../../domain/evidence.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { EvidenceDraft } from '../connector.ts';
import { type Department, resource } from '../department.ts';
import { code, idNumber, month, text, yuan } from '../foreign-field.ts';

const contributionRecord = z
  .object({
    aac002: idNumber.required,
    aac003: text.optional,
    aae140: text.optional,
    aae003: month.required,
    aac040: yuan.optional,
    aae180: yuan.optional,
    aab001: text.optional,
    aab004: text.optional,
  })
  .refine((paid) => paid.aac040 !== null || paid.aae180 !== null, 'neither wage nor base');
type ContributionRecord = z.infer<typeof contributionRecord>;

const contribution = resource('human-resources.contribution', {
  idFields: ['aac002'],
  record: contributionRecord,
  evidence: (records) => oneForEachJobAndMonth(records).map(wageMonth),
});

/**
 * One job pays into several insurances (110 pension, 210 unemployment, 310 medical) and each is a row with the same
 * wage: three rows are one wage. The reported wage is kept before a base; of several, the highest.
 */
function oneForEachJobAndMonth(records: readonly ContributionRecord[]): ContributionRecord[] {
  const best = new Map<string, ContributionRecord>();
  for (const record of records) {
    const job = jobAndMonth(record);
    const held = best.get(job);
    if (held === undefined || saysMore(record, held)) best.set(job, record);
  }
  return [...best.values()];
}

function saysMore(one: ContributionRecord, other: ContributionRecord): boolean {
  const [mine, theirs] = [one.aac040, other.aac040];
  if (mine !== null || theirs !== null) return (mine ?? -1) > (theirs ?? -1);
  return (one.aae180 ?? 0) > (other.aae180 ?? 0);
}

function jobAndMonth(record: ContributionRecord): string {
  return `${record.aab001 ?? record.aab004 ?? ''}/${record.aae003}`;
}

function wageMonth(record: ContributionRecord): EvidenceDraft {
  const wage = record.aac040;
  return {
    subject: { name: record.aac003, idNumber: record.aac002, sex: null, birthDate: null },
    sourceKey: jobAndMonth(record),
    facts: {
      kind: 'wage-month',
      month: record.aae003,
      amountFen: wage ?? record.aae180 ?? z.NEVER,
      basis: wage === null ? 'contribution-base' : 'reported-wage',
      payer: record.aab004,
    },
  };
}

const BENEFITS = {
  '110': 'employee-pension',
  '120': 'institution-pension',
  '170': 'resident-pension',
  '210': 'unemployment',
} as const satisfies Record<string, BenefitPayment['benefit']>;

const pension = resource('human-resources.pension', {
  idFields: ['aac002'],
  record: z.object({
    aac002: idNumber.required,
    aac003: text.optional,
    aae140: code(BENEFITS).required,
    aae003: month.required,
    aae019: yuan.required,
    jcylj: yuan.optional,
  }),
  evidence: (records) =>
    records.map((paid) => ({
      subject: { name: paid.aac003, idNumber: paid.aac002, sex: null, birthDate: null },
      sourceKey: `${paid.aae140}/${paid.aae003}`,
      facts: {
        kind: 'benefit-payment',
        benefit: paid.aae140,
        month: paid.aae003,
        amountFen: paid.aae019,
        // Only a resident pension has a basic part (基础养老金) apart from the person's own account.
        basicFen: paid.aae140 === 'resident-pension' ? paid.jcylj : null,
      },
    })),
});

export const humanResources: Department = {
  id: 'human-resources' as DepartmentId,
  resources: [contribution, pension],
};
