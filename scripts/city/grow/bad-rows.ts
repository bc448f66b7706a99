// The mistakes of a batch file that are made at a desk: each spoils the rows of one household in one way.

import { fifteenDigitForm, parseCitizenId } from '../../../domain/citizen-id.ts';
import { BATCH_COLUMNS, type BatchColumn } from './applicants.ts';

type Row = string[];
type Mistake = {
  readonly column: BatchColumn;
  /** Whether the row can be taken all the same. */
  readonly harmless: boolean;
  /** Changes the rows of one household in place. @returns the place of the row with the mistake, or null if it cannot be made. */
  readonly make: (rows: Row[]) => number | null;
};

const at = (column: BatchColumn): number => BATCH_COLUMNS.indexOf(column);

function set(column: BatchColumn, change: (cell: string) => string | null): Mistake['make'] {
  return (rows) => {
    const place = rows.findIndex((row) => change(row[at(column)] ?? '') !== null);
    const row = rows[place];
    if (!row) return null;
    row[at(column)] = change(row[at(column)] ?? '') ?? '';
    return place;
  };
}

export const MISTAKES = {
  'check-digit': {
    column: '身份证号码',
    harmless: false,
    make: set('身份证号码', (id) => id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')),
  },
  'fifteen-digits': {
    column: '身份证号码',
    harmless: true,
    make: set('身份证号码', (id) => {
      const parsed = parseCitizenId(id);
      return 'id' in parsed ? fifteenDigitForm(parsed.id) : null;
    }),
  },
  'mangled-number': {
    column: '身份证号码',
    harmless: false,
    make: set('身份证号码', (id) => `${id.charAt(0)}.${id.slice(1, 6)}E+17`),
  },
  'without-applicant': {
    column: '角色',
    harmless: false,
    make: (rows) => {
      if (rows.length < 2) return null;
      rows.shift();
      return 0;
    },
  },
  'bad-date': { column: '授权起始', harmless: false, make: set('授权起始', () => '2026-02-30') },
  'unknown-relation': {
    column: '与申请人关系',
    harmless: false,
    make: set('与申请人关系', (word) => (word === '本人' ? null : '亲家')),
  },
  'without-authorisation': {
    column: '授权书编号',
    harmless: false,
    make: set('授权书编号', () => ''),
  },
  'duplicate-person': {
    column: '身份证号码',
    harmless: false,
    make: (rows) => {
      const [last] = rows.slice(-1);
      if (!last || rows.length < 2) return null;
      return rows.push([...last]) - 1;
    },
  },
  'formula-cell': {
    column: '姓名',
    harmless: false,
    make: set('姓名', () => `=cmd|' /C calc'!A0`),
  },
  'bad-amount': {
    column: '申报存款',
    harmless: false,
    make: set('申报存款', () => '三万元左右'),
  },
  'without-name': { column: '姓名', harmless: false, make: set('姓名', () => '') },
  'unknown-role': { column: '角色', harmless: false, make: set('角色', () => '邻居') },
} as const satisfies Record<string, Mistake>;
export type MistakeKind = keyof typeof MISTAKES;
export const MISTAKE_KINDS = Object.keys(MISTAKES) as MistakeKind[];
