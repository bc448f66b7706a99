// Sealed reports of invented households: nothing found, doubts, exceeds, incomplete, and one that replaces another.

import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { asCalendarDate, asMonth, type Instant, type Month } from '../../domain/calendar.ts';
import type { EvidenceId } from '../../domain/evidence.ts';
import type { Article, Finding } from '../../domain/finding.ts';
import type { DepartmentId, LookupOutcome, ResourceId } from '../../domain/lookup.ts';
import { fen } from '../../domain/money.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { RelationCode } from '../../domain/relation.ts';
import type {
  IncomeLine,
  Receipt,
  ReportContent,
  ReportPerson,
  SealedReport,
  SourceLine,
} from '../../domain/report.ts';
import type { Standard } from '../../domain/standard.ts';
import type { Trace } from '../../domain/trace.ts';
import { reportNumber } from '../../reports/number.ts';
import type { ReportOffice } from '../../reports/office.ts';
import { type ReportDraft, sealReport, type Signer } from '../../reports/seal.ts';
import { monthsWithin } from '../../reports/months.ts';
import { validUntil } from '../../reports/validity.ts';

const WINDOW = { from: asMonth('2025-07'), until: asMonth('2026-06') };
const WINDOW_MONTHS = monthsWithin(WINDOW);
const ISSUED_AT = '2026-07-02T01:30:00.000Z' as Instant;

export const EXAMPLE_OFFICE: ReportOffice = {
  city: { zh: '威海市', en: 'Weihai' },
  requestedBy: { zh: '环翠区鲸园街道办事处', en: 'Jingyuan Street Office, Huancui' },
  verifiedBy: {
    zh: '威海市居民家庭经济状况核对中心',
    en: 'Weihai Centre for Household Verification',
  },
  objection: {
    office: { zh: '鲸园街道办事处社会救助窗口', en: 'Jingyuan Street Office, assistance desk' },
    address: { zh: '（示例地址）', en: '(example address)' },
    phone: '0631-0000000',
    days: 10,
  },
};

const keys = generateKeyPairSync('ed25519');
export const EXAMPLE_SIGNER: Signer = {
  keyId: 'example-2026',
  sign: (digest) => sign(null, digest, keys.privateKey),
};
const examplePublicKey = createPublicKey(keys.privateKey);
export const publicKeyOf = (keyId: string): KeyObject | null =>
  keyId === EXAMPLE_SIGNER.keyId ? examplePublicKey : null;

const PROPERTY_ARTICLE: Article = {
  document: '最低生活保障审核确认办法（民发〔2021〕57号）',
  article: '家庭财产',
  confirmed: false,
};
const INCOME_ARTICLE: Article = { ...PROPERTY_ARTICLE, article: '家庭收入' };

const ALLOWANCE: Standard = {
  key: 'subsistence.allowance.urban',
  value: 100_000,
  unit: 'fen/month',
  comparator: '<',
  region: '371000',
  from: asCalendarDate('2026-01-01'),
  until: null,
  source: 'to be confirmed: example figure',
  confirmed: false,
};
const VEHICLE_LIMIT: Standard = {
  key: 'subsistence.vehicle.limit',
  value: 0,
  unit: 'count',
  comparator: '<=',
  region: '371000',
  from: asCalendarDate('2026-01-01'),
  until: asCalendarDate('2026-12-31'),
  source: '示例文件 威示〔2025〕0号 第三条',
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

const PERSONS: readonly ReportPerson[] = [
  person(1, '周远山', '01', '3710************1X', 46),
  person(2, '阿依古丽·买买提', '10', '3710************29', 43),
  person(3, '周小禾', '30', '3710************46', 12),
];
const SUPPORTER: ReportPerson = {
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
function sources(
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

function evidenceId(resource: ResourceName, personNo: number, record: number): EvidenceId {
  return `${resource}/${personNo}/${record}` as EvidenceId;
}

/** The same wage in each of the given months. */
function wages(personNo: number, monthlyFen: number, months: readonly Month[]): IncomeLine {
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
function incomeFinding(id: string, line: IncomeLine): Finding {
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
        of: line.trace === null ? [] : [line.trace],
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

function vehicleFinding(id: string): Finding {
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

const partlyOwnedHomes: Finding = {
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

const REGISTERED = {
  'public-security.household-register': [1, 1, 1],
  'civil-affairs.marriage': [1, 1],
};
const WAGES_OF_A_YEAR = wages(1, 180_000, WINDOW_MONTHS);

const NO_ANOMALY: ReportContent = {
  format: 'hedui-report-content/1',
  ruleVersion: '2026.7',
  scheme: 'subsistence',
  purpose: 'application',
  region: '371002005' as RegionCode,
  verifiedOn: asCalendarDate('2026-07-01'),
  incomeWindow: WINDOW,
  householdRef: 'JY-2026-0117',
  persons: PERSONS,
  sources: sources(PERSONS, { ...REGISTERED, 'human-resources.contribution': [12] }),
  income: [WAGES_OF_A_YEAR],
  property: [],
  comparison: [
    {
      item: 'wage',
      personNo: 1,
      unit: 'fen',
      declared: 2_160_000,
      found: 2_160_000,
      difference: 'same',
    },
    { item: 'homes', personNo: null, unit: 'count', declared: 0, found: 0, difference: 'same' },
    {
      item: 'deposits',
      personNo: 1,
      unit: 'fen',
      declared: 350_000,
      found: null,
      difference: 'not-comparable',
    },
  ],
  findings: [incomeFinding('F1', WAGES_OF_A_YEAR)],
  conclusion: 'no-anomaly',
  standards: [ALLOWANCE],
};

const HOME_LINES: ReportContent['property'] = [
  {
    kind: 'home',
    personNos: [1, 2],
    description: '环翠区示例路1号2单元301室',
    quantity: 8_650,
    unit: 'm2x100',
    counted: true,
    whyNot: null,
    evidence: [evidenceId('land.real-estate', 1, 1)],
  },
  {
    kind: 'home',
    personNos: [2],
    description: '乳山市示例村12号（二分之一份额）',
    quantity: null,
    unit: null,
    counted: true,
    whyNot: null,
    evidence: [evidenceId('land.real-estate', 2, 1)],
  },
];

const DOUBTS: ReportContent = {
  ...NO_ANOMALY,
  householdRef: 'JY-2026-0121',
  persons: [
    ...PERSONS.map((one) => (one.no === 2 ? { ...one, identity: 'doubtful' as const } : one)),
    SUPPORTER,
  ],
  sources: sources([...PERSONS, SUPPORTER], {
    ...REGISTERED,
    'human-resources.contribution': [12],
    'land.real-estate': [1, 1],
  }),
  property: HOME_LINES,
  comparison: [
    ...NO_ANOMALY.comparison.filter((line) => line.item !== 'homes'),
    {
      item: 'homes',
      personNo: null,
      unit: 'count',
      declared: 1,
      found: 2,
      difference: 'under-declared',
    },
  ],
  findings: [partlyOwnedHomes, incomeFinding('F2', WAGES_OF_A_YEAR)],
  conclusion: 'doubts',
};

const HIGH_WAGES = wages(1, 360_000, WINDOW_MONTHS);

const EXCEEDS: ReportContent = {
  ...NO_ANOMALY,
  householdRef: 'JY-2026-0130',
  sources: sources(PERSONS, {
    ...REGISTERED,
    'human-resources.contribution': [12],
    'public-security.vehicle': [1, 1],
  }),
  income: [{ ...HIGH_WAGES, declaredFen: fen(2_160_000) }],
  property: [
    {
      kind: 'vehicle',
      personNos: [2],
      description: '鲁K·A0001 示例牌轿车',
      quantity: null,
      unit: null,
      counted: true,
      whyNot: null,
      evidence: [evidenceId('public-security.vehicle', 2, 1)],
    },
    {
      kind: 'vehicle',
      personNos: [1],
      description: '鲁K·D0002 残疾人代步车',
      quantity: null,
      unit: null,
      counted: false,
      whyNot: 'mobility-vehicle',
      evidence: [evidenceId('public-security.vehicle', 1, 1)],
    },
  ],
  comparison: [
    {
      item: 'wage',
      personNo: 1,
      unit: 'fen',
      declared: 2_160_000,
      found: 4_320_000,
      difference: 'under-declared',
    },
    {
      item: 'vehicles',
      personNo: null,
      unit: 'count',
      declared: 0,
      found: 1,
      difference: 'undeclared',
    },
  ],
  findings: [incomeFinding('F1', HIGH_WAGES), vehicleFinding('F2')],
  conclusion: 'exceeds',
  standards: [ALLOWANCE, VEHICLE_LIMIT],
};

/** Human resources has answered nine months of wages; land has not answered at all. */
const NINE_MONTHS = wages(1, 180_000, [...WINDOW_MONTHS.slice(0, 6), ...WINDOW_MONTHS.slice(9)]);

const INCOMPLETE: ReportContent = {
  ...NO_ANOMALY,
  householdRef: 'JY-2026-0142',
  sources: sources(PERSONS, { ...REGISTERED, 'human-resources.contribution': [9] }).map((line) =>
    line.department === 'land'
      ? { ...line, outcome: 'unanswered', why: 'timed-out', asOf: null }
      : line,
  ),
  income: [NINE_MONTHS],
  comparison: [
    {
      item: 'wage',
      personNo: 1,
      unit: 'fen',
      declared: 1_620_000,
      found: 1_620_000,
      difference: 'same',
    },
    {
      item: 'homes',
      personNo: null,
      unit: 'count',
      declared: 1,
      found: null,
      difference: 'not-answered',
    },
  ],
  findings: [incomeFinding('F1', NINE_MONTHS)],
  conclusion: 'incomplete',
};

function receipt(content: ReportContent): Receipt {
  const departments = [...new Set(content.sources.map((line) => line.department))].sort();
  return {
    engineVersion: '0.1.0',
    ruleVersion: content.ruleVersion,
    standardsDigest: '3f'.repeat(32),
    evidenceDigest: 'a7'.repeat(32),
    departments: departments.map((department) => {
      const isSilent = content.sources.some(
        (line) => line.department === department && line.outcome === 'unanswered',
      );
      return {
        department,
        askedAt: '2026-07-01T01:02:03.000Z' as Instant,
        answeredAt: isSilent ? null : ('2026-07-01T02:10:00.000Z' as Instant),
        authorisationNos: content.persons.map((one) => one.authorisationNo),
      };
    }),
    protections: ['encryption-at-rest', 'rate-limit'],
  };
}

/** A draft of an example's content, the `serial`th report of the year. */
export function exampleDraft(content: ReportContent, serial: number): ReportDraft {
  return {
    content,
    receipt: receipt(content),
    number: reportNumber({ region: content.region, year: 2026, scheme: content.scheme, serial }),
    version: 1,
    supersedes: null,
    batch: 'b-20260701-01',
    issuedAt: ISSUED_AT,
    validUntil: validUntil(ISSUED_AT, 30),
  };
}

const incomplete = sealReport(exampleDraft(INCOMPLETE, 126), EXAMPLE_SIGNER);

/** The land department has answered since: the new report replaces the incomplete one. */
const superseding = sealReport(
  {
    ...exampleDraft({ ...NO_ANOMALY, householdRef: INCOMPLETE.householdRef }, 127),
    version: 2,
    supersedes: incomplete.number,
  },
  EXAMPLE_SIGNER,
);

export const EXAMPLE_REPORTS = {
  noAnomaly: sealReport(exampleDraft(NO_ANOMALY, 123), EXAMPLE_SIGNER),
  doubts: sealReport(exampleDraft(DOUBTS, 124), EXAMPLE_SIGNER),
  exceeds: sealReport(exampleDraft(EXCEEDS, 125), EXAMPLE_SIGNER),
  incomplete,
  superseding,
} as const satisfies Record<string, SealedReport>;
