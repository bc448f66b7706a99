// Every stand-in department of a city: how it is asked, which process it lives in.

import type { StandInDeclaration } from './holdings.ts';
import {
  AGRICULTURE,
  BANKS,
  DISABLED_FEDERATION,
  HOUSING_FUND,
  HOUSING_SECURITY,
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
 * each; the smaller departments share two, since sixteen processes are a heavy start on two cores.
 */
export const STAND_IN_LIST = {
  'public-security': {
    transport: 'http',
    process: 'public-security',
    declaration: PUBLIC_SECURITY,
  },
  'human-resources': {
    transport: 'http',
    process: 'human-resources',
    declaration: HUMAN_RESOURCES,
  },
  land: {
    transport: 'sql',
    process: 'land',
    declaration: LAND,
  },
  'civil-affairs': {
    transport: 'file-exchange',
    process: 'civil-affairs',
    declaration: CIVIL_AFFAIRS,
  },
  'market-regulation': further('http', MARKET_REGULATION),
  tax: further('http', TAX),
  'housing-fund': further('http', HOUSING_FUND),
  'medical-insurance': further('http', MEDICAL_INSURANCE),
  'disabled-federation': further('http', DISABLED_FEDERATION),
  veterans: further('http', VETERANS),
  agriculture: further('http', AGRICULTURE),
  justice: further('http', JUSTICE),
  banks: further('file-exchange', BANKS),
  securities: further('file-exchange', SECURITIES),
  insurance: further('file-exchange', INSURANCE),
  'housing-security': further('http', HOUSING_SECURITY),
} as const satisfies Record<string, ListedStandIn>;

export type ListedStandIn = {
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
  declaration: StandInDeclaration,
): ListedStandIn {
  return { transport, process: `further-${transport}`, declaration };
}
