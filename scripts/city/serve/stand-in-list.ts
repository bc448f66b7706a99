// Every stand-in department of a city: what it is called, how it is asked, which process it lives in.

import type { Said } from '../../../domain/errors.ts';
import type { StandInDeclaration } from './holdings.ts';
import {
  AGRICULTURE,
  BANKS,
  DISABLED_FEDERATION,
  HOUSING_FUND,
  INSURANCE,
  JUSTICE,
  MARKET_REGULATION,
  MEDICAL_INSURANCE,
  SECURITIES,
  TAX,
  VETERANS,
} from './further-stand-ins.ts';
import { CIVIL_AFFAIRS, HUMAN_RESOURCES, LAND, PUBLIC_SECURITY } from './stand-ins.ts';

/**
 * The first four are what every scheme rests on: they are served whatever registers a city has. They have a process
 * each; the smaller departments share two, since fifteen processes are a heavy start on two cores.
 */
export const STAND_IN_LIST = {
  'public-security': {
    names: { zh: '公安', en: 'Public security' },
    transport: 'http',
    process: 'public-security',
    declaration: PUBLIC_SECURITY,
  },
  'human-resources': {
    names: { zh: '人力资源和社会保障', en: 'Human resources and social security' },
    transport: 'http',
    process: 'human-resources',
    declaration: HUMAN_RESOURCES,
  },
  land: {
    names: { zh: '自然资源', en: 'Natural resources' },
    transport: 'sql',
    process: 'land',
    declaration: LAND,
  },
  'civil-affairs': {
    names: { zh: '省级民政', en: 'Provincial civil affairs' },
    transport: 'file-exchange',
    process: 'civil-affairs',
    declaration: CIVIL_AFFAIRS,
  },
  'market-regulation': further('http', '市场监管', 'Market regulation', MARKET_REGULATION),
  tax: further('http', '税务', 'Tax', TAX),
  'housing-fund': further('http', '住房公积金', 'Housing provident fund', HOUSING_FUND),
  'medical-insurance': further('http', '医疗保障', 'Medical insurance', MEDICAL_INSURANCE),
  'disabled-federation': further(
    'http',
    '残疾人联合会',
    'Disabled persons’ federation',
    DISABLED_FEDERATION,
  ),
  veterans: further('http', '退役军人事务', 'Veterans’ affairs', VETERANS),
  agriculture: further('http', '农业农村', 'Agriculture', AGRICULTURE),
  justice: further('http', '司法行政', 'Justice', JUSTICE),
  banks: further('file-exchange', '银行', 'Banks', BANKS),
  securities: further('file-exchange', '证券', 'Securities', SECURITIES),
  insurance: further('file-exchange', '保险', 'Insurance', INSURANCE),
} as const satisfies Record<string, ListedStandIn>;

export type ListedStandIn = {
  readonly names: Said;
  readonly transport: 'http' | 'sql' | 'file-exchange';
  /** Departments of one process name live in one process. */
  readonly process: string;
  readonly declaration: StandInDeclaration;
};

export type StandIn = keyof typeof STAND_IN_LIST;
export const STAND_INS = Object.keys(STAND_IN_LIST) as StandIn[];
export const EVERY_CITY_HAS: readonly StandIn[] = [
  'public-security',
  'human-resources',
  'land',
  'civil-affairs',
];

function further(
  transport: 'http' | 'file-exchange',
  zh: string,
  en: string,
  declaration: StandInDeclaration,
): ListedStandIn {
  return { names: { zh, en }, transport, process: `further-${transport}`, declaration };
}
