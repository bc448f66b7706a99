// The content of the example reports: nothing found, doubts, exceeds, incomplete.

import { asCalendarDate } from '../../domain/calendar.ts';
import { fen } from '../../domain/money.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { ReportContent } from '../../domain/report.ts';
import {
  ALLOWANCE,
  evidenceId,
  incomeFinding,
  partlyOwnedHomes,
  PERSONS,
  sources,
  SUPPORTER,
  VEHICLE_LIMIT,
  vehicleFinding,
  wages,
  WINDOW,
  WINDOW_MONTHS,
} from './example-report-parts.ts';

const REGISTERED = {
  'public-security.household-register': [1, 1, 1],
  'civil-affairs.marriage': [1, 1],
};
const WAGES_OF_A_YEAR = wages(1, 180_000, WINDOW_MONTHS);

export const NO_ANOMALY: ReportContent = {
  format: 'hedui-report-content/1',
  ruleVersion: '2026.7',
  scheme: 'subsistence',
  purpose: 'application',
  region: '371002005' as RegionCode,
  verifiedOn: asCalendarDate('2026-07-01'),
  incomeWindow: WINDOW,
  householdRef: 'JY-2026-0117',
  persons: PERSONS,
  identity: [],
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

export const DOUBTS: ReportContent = {
  ...NO_ANOMALY,
  householdRef: 'JY-2026-0121',
  persons: [
    ...PERSONS.map((one) => (one.no === 2 ? { ...one, identity: 'doubtful' as const } : one)),
    SUPPORTER,
  ],
  identity: [],
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

export const EXCEEDS: ReportContent = {
  ...NO_ANOMALY,
  householdRef: 'JY-2026-0130',
  identity: [],
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

export const INCOMPLETE: ReportContent = {
  ...NO_ANOMALY,
  householdRef: 'JY-2026-0142',
  identity: [],
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
