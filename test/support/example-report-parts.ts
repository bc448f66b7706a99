// What the example reports are put together from: invented people, their sources, wages and findings.

import { asCalendarDate, asMonth, type Month } from '../../domain/calendar.ts';
import type { EvidenceId } from '../../domain/evidence.ts';
import type { Article, Finding } from '../../domain/finding.ts';
import type { DepartmentId, LookupOutcome, ResourceId } from '../../domain/lookup.ts';
import { fen } from '../../domain/money.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { RelationCode } from '../../domain/relation.ts';
import type { IncomeLine, ReportPerson, SourceLine } from '../../domain/report.ts';
import type { Standard } from '../../domain/standard.ts';
import type { Trace } from '../../domain/trace.ts';
import { monthsWithin } from '../../reports/months.ts';

export const WINDOW = { from: asMonth('2025-07'), until: asMonth('2026-06') };
export const WINDOW_MONTHS = monthsWithin(WINDOW);

const PROPERTY_ARTICLE: Article = {
  document: '最低生活保障审核确认办法（民发〔2021〕57号）',
  article: '家庭财产',
  confirmed: false,
};
const INCOME_ARTICLE: Article = { ...PROPERTY_ARTICLE, article: '家庭收入' };

export const ALLOWANCE: Standard = {
  key: 'subsistence.allowance.urban',
  value: 100_000,
  unit: 'fen/month',
  comparator: '<',
  region: '371000' as RegionCode,
  from: asCalendarDate('2026-01-01'),
  until: null,
  source: { zh: '待确认：示例数字', en: 'to be confirmed: example figure' },
  confirmed: false,
};
export const VEHICLE_LIMIT: Standard = {
  key: 'subsistence.vehicles.limit',
  value: 0,
  unit: 'count',
  comparator: '<=',
  region: '371000' as RegionCode,
  from: asCalendarDate('2026-01-01'),
  until: asCalendarDate('2026-12-31'),
  source: {
    zh: '示例文件 威示〔2025〕0号 第三条',
    en: '示例文件 威示〔2025〕0号 第三条',
  },
  confirmed: true,
};

function person(
  no: number,
  name: string,
  relation: string,
  idNumberMasked: string | null,
  age: number,
): ReportPerson {
  return {
    no,
    role: no === 1 ? 'applicant' : 'member',
    relation: relation as RelationCode,
    name,
    idNumberMasked,
    age,
    authorisationNo: `371002-2026-${String(no).padStart(5, '0')}`,
    identity: 'same',
  };
}

export const PERSONS: readonly ReportPerson[] = [
  person(1, '周远山', '01', '3710************1X', 46),
  person(2, '阿依古丽·买买提', '10', '3710************29', 43),
  person(3, '周小禾', '30', '3710************46', 12),
];
export const SUPPORTER: ReportPerson = {
  ...person(4, '周鹏', '22', '3710************35', 24),
  role: 'supporter',
};

const RESOURCES = [
  'public-security.household-register',
  'public-security.vehicle',
  'human-resources.contribution',
  'human-resources.pension',
  'land.real-estate',
  'civil-affairs.marriage',
  'civil-affairs.funeral',
  'civil-affairs.assistance',
] as const;
type ResourceName = (typeof RESOURCES)[number];

/** Every resource for every person: `none`, unless `found` says how many records of the persons 1, 2, 3 there are. */
export function sources(
  persons: readonly ReportPerson[],
  found: Partial<Record<ResourceName, readonly number[]>>,
): SourceLine[] {
  return RESOURCES.flatMap((resource) =>
    persons.map(({ no }) => {
      const records = found[resource]?.[no - 1] ?? 0;
      const outcome: LookupOutcome = records > 0 ? 'found' : 'none';
      const asOf = asCalendarDate(resource.startsWith('land') ? '2026-06-25' : '2026-07-01');
      const department = resource.slice(0, resource.indexOf('.')) as DepartmentId;
      return {
        department,
        resource: resource as ResourceId,
        personNo: no,
        outcome,
        why: null,
        records,
        asOf,
      };
    }),
  );
}

export function evidenceId(resource: ResourceName, personNo: number, record: number): EvidenceId {
  return `${resource}/${personNo}/${record}` as EvidenceId;
}

/** The same wage in each of the given months. */
export function wages(personNo: number, monthlyFen: number, months: readonly Month[]): IncomeLine {
  const of = months.map(
    (_, place): Trace => ({
      op: 'record',
      evidence: evidenceId('human-resources.contribution', personNo, place + 1),
      field: 'amountFen',
      value: monthlyFen,
      unit: 'fen',
    }),
  );
  const total = monthlyFen * months.length;
  return {
    personNo,
    incomeClass: 'wage',
    declaredFen: fen(monthlyFen * 12),
    foundFen: fen(total),
    countedFen: fen(total),
    monthsCovered: months,
    trace: { op: 'sum', label: 'wages', value: total, unit: 'fen', of },
  };
}

/** 周远山 earns, each month of the window; the family's income is his. */
export function incomeFinding(id: string, line: IncomeLine): Finding {
  const total = line.countedFen ?? 0;
  const limit = 100_000 * 12 * 3;
  const isBelow = total < limit;
  return {
    id,
    rule: 'income-standard',
    kind: isBelow ? 'income-below-standard' : 'income-above-standard',
    severity: isBelow ? 'info' : 'exceeds',
    personNos: [],
    figures: {
      income: { value: total, unit: 'fen' },
      limit: { value: limit, unit: 'fen' },
      standard: { value: 100_000, unit: 'fen/month' },
      persons: { value: 3, unit: 'persons' },
      months: { value: 12, unit: 'months' },
      ...(isBelow ? {} : { perHead: { value: Math.round(total / 36), unit: 'fen/month' } }),
    },
    evidence: isBelow
      ? []
      : line.monthsCovered.map((_, place) =>
          evidenceId('human-resources.contribution', line.personNo, place + 1),
        ),
    article: INCOME_ARTICLE,
    trace: {
      op: 'compare',
      label: 'income-against-standard',
      left: {
        op: 'sum',
        label: 'income-counted',
        value: total,
        unit: 'fen',
        of:
          line.trace === null
            ? []
            : [
                {
                  op: 'ref',
                  personNo: line.personNo,
                  incomeClass: line.incomeClass,
                  value: total,
                  unit: 'fen',
                },
              ],
      },
      comparator: '<',
      right: {
        op: 'product',
        label: 'limit-for-window',
        value: limit,
        unit: 'fen',
        of: [
          { op: 'standard', key: ALLOWANCE.key, value: ALLOWANCE.value, unit: 'fen/month' },
          { op: 'fact', label: 'window-months', value: 12, unit: 'months' },
          { op: 'fact', label: 'living-together', value: 3, unit: 'persons' },
        ],
      },
      holds: isBelow,
    },
  };
}

export function vehicleFinding(id: string): Finding {
  return {
    id,
    rule: 'vehicles',
    kind: 'vehicles-above-limit',
    severity: 'exceeds',
    personNos: [2],
    figures: {
      found: { value: 1, unit: 'count' },
      limit: { value: 0, unit: 'count' },
      plates: { value: '鲁K·A0001', unit: 'text' },
    },
    evidence: [evidenceId('public-security.vehicle', 2, 1)],
    article: PROPERTY_ARTICLE,
    trace: {
      op: 'compare',
      label: 'vehicles-against-limit',
      left: { op: 'fact', label: 'vehicles-counted', value: 1, unit: 'count' },
      comparator: '<=',
      right: { op: 'standard', key: VEHICLE_LIMIT.key, value: 0, unit: 'count' },
      holds: false,
    },
  };
}

export const partlyOwnedHomes: Finding = {
  id: 'F1',
  rule: 'homes',
  kind: 'homes-partly-owned',
  severity: 'doubt',
  personNos: [1, 2],
  figures: {
    found: { value: 2, unit: 'count' },
    limit: { value: 1, unit: 'count' },
    partly: { value: 1, unit: 'count' },
  },
  evidence: [evidenceId('land.real-estate', 1, 1), evidenceId('land.real-estate', 2, 1)],
  article: PROPERTY_ARTICLE,
  trace: null,
};
