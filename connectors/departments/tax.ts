// Tax (税务): personal income as payers and traders declared it, one row an item, payer and month (税款所属期).

import { z } from 'zod';
import type { IncomeMonth } from '../../domain/evidence.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Fen, fen, sumFen } from '../../domain/money.ts';
import type { EvidenceDraft } from '../connector.ts';
import { type Department, resource } from '../department.ts';
import { code, idNumber, month, text, yuan } from '../foreign-field.ts';
import { recordSubject } from '../record-subject.ts';

type Item = 'work' | { readonly incomeClass: IncomeMonth['incomeClass']; readonly item: string };

/** 所得项目. Wages, bonuses, labour pay and writers' fees are all pay for work. */
const ITEMS: Readonly<Record<string, Item>> = {
  '0101': 'work',
  '0103': 'work',
  '0400': 'work',
  '0500': 'work',
  '0200': { incomeClass: 'business', item: 'sole-trade' },
  '0300': { incomeClass: 'business', item: 'contracted-business' },
  '0600': { incomeClass: 'property', item: 'royalty' },
  '0701': { incomeClass: 'property', item: 'interest' },
  '0702': { incomeClass: 'property', item: 'dividend' },
  '0800': { incomeClass: 'property', item: 'rent' },
  '0900': { incomeClass: 'property', item: 'transfer-of-property' },
  '1000': { incomeClass: 'property', item: 'windfall' },
};

const incomeRecord = z.object({
  sfzjhm: idNumber.required,
  xm: text.optional,
  sdxm: code(ITEMS).required,
  ssq: month.required,
  /** 收入额: receipts before anything is taken off, so that wages below the threshold of tax are seen too. */
  sre: yuan.required,
  /** 成本费用: what business may take off; blank where it was not declared. */
  cbfy: yuan.optional,
  kjywrsbh: text.optional,
  kjywrmc: text.optional,
});
type IncomeRecord = z.infer<typeof incomeRecord>;

const income = resource('tax.income', {
  idFields: ['sfzjhm'],
  record: incomeRecord,
  evidence: (records) => [...wageMonths(records), ...records.flatMap(otherIncome)],
});

/** A wage and a bonus of one payer in one month are two rows and one month's pay. */
function wageMonths(records: readonly IncomeRecord[]): EvidenceDraft[] {
  const byPayer = new Map<string, [IncomeRecord, ...IncomeRecord[]]>();
  for (const row of distinct(records)) {
    if (row.sdxm !== 'work') continue;
    const key = payerAndMonth(row);
    const held = byPayer.get(key);
    if (held) held.push(row);
    else byPayer.set(key, [row]);
  }
  return [...byPayer].map(([key, rows]) => ({
    subject: recordSubject(rows[0].xm, rows[0].sfzjhm),
    sourceKey: `work/${key}`,
    facts: {
      kind: 'wage-month',
      month: rows[0].ssq,
      amountFen: sumFen(rows.map((row) => row.sre)),
      basis: 'taxed-income',
      payer: rows[0].kjywrmc,
    },
  }));
}

/** The same row sent twice must not double a sum. */
function distinct(records: readonly IncomeRecord[]): IncomeRecord[] {
  return [...new Map(records.map((row) => [JSON.stringify(row), row])).values()];
}

function otherIncome(row: IncomeRecord): EvidenceDraft[] {
  if (row.sdxm === 'work') return [];
  const { incomeClass, item } = row.sdxm;
  return [
    {
      subject: recordSubject(row.xm, row.sfzjhm),
      sourceKey: `${item}/${payerAndMonth(row)}`,
      facts: {
        kind: 'income-month',
        month: row.ssq,
        incomeClass,
        item,
        grossFen: row.sre,
        netFen: less(row.sre, row.cbfy),
        payer: row.kjywrmc,
      },
    },
  ];
}

function less(gross: Fen, costs: Fen | null): Fen | null {
  return costs === null ? null : fen(gross - costs);
}

function payerAndMonth(row: IncomeRecord): string {
  return `${row.kjywrsbh ?? row.kjywrmc ?? ''}/${row.ssq}`;
}

export const tax: Department = { id: 'tax' as DepartmentId, resources: [income] };
