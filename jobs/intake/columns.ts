// The columns of a batch file (docs/batch-file.md) and how its header is read.

import type { Said } from '../../domain/errors.ts';

type Column = {
  readonly zh: string;
  /** Whether the header must have it; what each row must fill in is decided row by row. */
  readonly needed?: true;
  /** Other headers in use. */
  readonly also?: readonly string[];
};

const COLUMNS = {
  household_ref: { zh: '户编号', needed: true, also: ['家庭编号'] },
  role: { zh: '角色', needed: true },
  relation: { zh: '与申请人关系', needed: true, also: ['与申请人的关系'] },
  name: { zh: '姓名', needed: true },
  id_number: { zh: '身份证号码', needed: true, also: ['身份证号', '公民身份号码'] },
  birth_date: { zh: '出生日期' },
  region: { zh: '行政区划代码', needed: true, also: ['行政区划'] },
  hukou_type: { zh: '户别' },
  marital_status: { zh: '婚姻状况' },
  authorisation_no: { zh: '授权书编号', needed: true },
  authorised_from: { zh: '授权起始', needed: true },
  authorised_until: { zh: '授权截止' },
  authorised_departments: { zh: '授权部门', also: ['授权查询部门'] },
  signer: { zh: '签署人', needed: true },
  declared_wage: { zh: '申报月工资收入' },
  declared_transfer: { zh: '申报月转移收入' },
  declared_business: { zh: '申报年经营净收入' },
  declared_property_income: { zh: '申报年财产净收入' },
  declared_deposits: { zh: '申报存款' },
  declared_securities: { zh: '申报有价证券' },
  declared_homes: { zh: '申报住房套数' },
  declared_vehicles: { zh: '申报车辆数' },
  declared_companies: { zh: '申报工商登记数' },
  disability: { zh: '残疾等级' },
  serious_illness: { zh: '重病' },
  student: { zh: '在校' },
  labour_capacity: { zh: '劳动能力' },
  medical_outlay: { zh: '年自付医疗费' },
  home_address: { zh: '居住地址', also: ['现住址', '家庭住址', '住址'] },
  payment_account: { zh: '发放账号', also: ['一卡通账号', '银行账号', '银行卡号'] },
  payment_holder_id: { zh: '账户持有人身份证号码', also: ['持卡人身份证号码', '开户人身份证号码'] },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];

/** Columns that the export of rejected rows adds; they are left out when it is submitted again. */
export const EXPORT_COLUMNS = ['原行号', '退回原因', 'rejection_reason'] as const;

/** The column's header in both languages. */
export function headerOf(column: ColumnName): Said {
  return { zh: COLUMNS[column].zh, en: column };
}

export function isNeeded(column: ColumnName): boolean {
  return (COLUMNS[column] as Column).needed === true;
}

/** Headers differ in width, case, spaces, a star for "required" and a unit in brackets; none of it counts. */
function headerKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[([【].*$/su, '')
    .replace(/[\s*_:\-\u200b\ufeff]/gu, '')
    .toLowerCase();
}

const COLUMN_BY_KEY = new Map<string, ColumnName>(
  COLUMN_NAMES.flatMap((column) => {
    const { zh, also = [] }: Column = COLUMNS[column];
    return [column, zh, ...also].map((header) => [headerKey(header), column] as const);
  }),
);
const EXPORT_KEYS = new Set<string>(EXPORT_COLUMNS.map(headerKey));

export type Header = {
  readonly cells: readonly string[];
  /** Where each column stands; -1 when the file has not got it. */
  readonly places: Readonly<Record<ColumnName, number>>;
  /** Columns that the header names more than once. */
  readonly twice: readonly ColumnName[];
};

export function readHeader(cells: readonly string[]): Header {
  const places = Object.fromEntries(COLUMN_NAMES.map((column) => [column, -1])) as Record<
    ColumnName,
    number
  >;
  const twice = new Set<ColumnName>();
  cells.forEach((cell, place) => {
    const column = COLUMN_BY_KEY.get(headerKey(cell));
    if (column === undefined) return;
    if (places[column] >= 0) twice.add(column);
    else places[column] = place;
  });
  return { cells, places, twice: [...twice] };
}

/** How many cells are names of known columns. */
export function knownColumns(cells: readonly string[]): number {
  return cells.filter((cell) => COLUMN_BY_KEY.has(headerKey(cell))).length;
}

/** Places of the columns that our own export added. */
export function exportedPlaces(header: readonly string[]): Set<number> {
  return new Set(
    header.flatMap((cell, place) => (EXPORT_KEYS.has(headerKey(cell)) ? [place] : [])),
  );
}
