// What really is so in a stand-in city. Registers are written from it, with their gaps and errors; truth/ is it.

import type { CalendarDate } from '../../../domain/calendar.ts';
import type { CitizenId, Sex } from '../../../domain/citizen-id.ts';
import type { IdNumbers } from './id-numbers.ts';

/** Months with monthly records: the 12 before `on` and some before them. */
export const RECORDED_MONTHS = 15;
/** The first of the last 12 months, as a place in a monthly array. */
export const WINDOW_START = RECORDED_MONTHS - 12;

/** An entry in the household register (户籍). */
export type RegisterPlace = {
  readonly registerNo: string;
  readonly region: string;
  readonly address: string;
  readonly hukouType: 'urban' | 'rural';
  readonly head: Resident;
};

export type Job = {
  readonly employerNo: string;
  readonly employerName: string;
  /** false: only the base is known to the register, as with many small employers. */
  reportsWage: boolean;
  /** Whether unemployment and medical insurance stand in rows of their own, with the same wage. */
  readonly severalInsurances: boolean;
  /** The agreed wage, fen a month: what the contribution base goes by. */
  readonly agreedFen: number;
  /** fen paid in each of the recorded months; 0: no contribution. */
  readonly paidFen: number[];
};

export type Benefit = {
  /** aae140: 110 employees, 120 public institutions, 170 residents, 210 unemployment. */
  readonly insurance: '110' | '120' | '170' | '210';
  /** fen paid in each of the recorded months; 0: no payment. */
  readonly paidFen: number[];
  /** The basic part of a month of a resident pension, fen; 0 otherwise. */
  readonly basicFen: number;
};

export type Resident = {
  readonly idNumber: CitizenId;
  name: string;
  readonly formerName: string | null;
  readonly sex: Sex;
  readonly birth: CalendarDate;
  /** Full years on the city's date, for the dead too. */
  readonly age: number;
  readonly ethnicity: string;
  /** `elsewhere`: lives and is registered outside the city, and is not counted among its residents. */
  where: 'registered' | 'registered-elsewhere' | 'elsewhere';
  marital: 'single' | 'married' | 'divorced' | 'widowed';
  /** Present, divorced or late spouse. */
  spouse: Resident | null;
  readonly father: Resident | null;
  readonly mother: Resident | null;
  readonly children: Resident[];
  diedOn: CalendarDate | null;
  /** The funeral home has told, the family has not yet cancelled the register entry. */
  deathUnregistered: boolean;
  student: boolean;
  /** GB/T 26341: 1 heaviest to 4; 0: none. */
  disabilityGrade: number;
  seriousIllness: boolean;
  /** Owns a part of a running company, whatever chance says. */
  ownsCompany: boolean;
  household: Household | null;
  register: RegisterPlace | null;
  readonly jobs: Job[];
  /** fen a month from odd jobs that no register knows. */
  cashWageFen: number;
  readonly benefits: Benefit[];
  /** fen of agricultural subsidies paid to them in each of the recorded months; empty: none. */
  farmSubsidyFen: readonly number[];
};

export type Home = {
  readonly unitNo: string;
  readonly location: string;
  readonly use: '住宅' | '车库' | '车位' | '储藏室' | '商业服务';
  /** Hundredths of a square metre. */
  readonly areaM2x100: number;
  /** gyfs: 0 sole, 1 joint, 2 by shares. */
  readonly ownership: 0 | 1 | 2;
  readonly owners: readonly { readonly resident: Resident; readonly share: string }[];
  /** qszt: 1 current, 2 historic (sold). */
  readonly state: 1 | 2;
  readonly registeredOn: CalendarDate;
  /** false: a rural house that was never registered. */
  readonly recorded: boolean;
  readonly mortgaged: boolean;
};

export type Vehicle = {
  readonly owner: Resident;
  readonly kind: 'car' | 'motorcycle' | 'mobility' | 'lorry';
  readonly plateType: string;
  readonly plate: string;
  readonly make: string;
  readonly model: string;
  readonly vin: string;
  /** GA/T 16 state letters. */
  readonly state: string;
  readonly firstRegisteredOn: CalendarDate;
  /** Millilitres; 0: electric. */
  readonly displacementMl: number;
};

export type Assistance = {
  readonly programme: 'subsistence' | 'extreme-poverty' | 'low-income';
  readonly caseNo: string;
  readonly region: string;
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
  readonly monthlyYuan: number;
  readonly helped: readonly Resident[];
};

/** How a household stands: what it earns and owns is drawn by it. */
export type Means = 'poor' | 'modest' | 'ordinary' | 'well-off';

/** People who really live together. */
export type Household = {
  readonly no: number;
  readonly region: string;
  /** Nine digits of GB/T 2260, the town. */
  readonly town: string;
  readonly rural: boolean;
  readonly address: string;
  readonly members: Resident[];
  means: Means;
  /** The caseworker's number when it applies for help. */
  ref: string | null;
  readonly homes: Home[];
  readonly vehicles: Vehicle[];
  readonly assistance: Assistance[];
  depositsYuan: number;
  /** Contracted land, hundredths of a mu; 0: none. */
  landMuX100: number;
};

export type MarriageEvent = {
  readonly type: 'IA' | 'IB' | 'ICA' | 'ICB';
  readonly on: CalendarDate;
  readonly man: Resident;
  readonly woman: Resident;
};

/** Kin: the households of one family, and those of it who live elsewhere or have died. */
export type Clan = {
  readonly residents: Resident[];
  readonly households: Household[];
  readonly marriages: MarriageEvent[];
};

/** What all of a city's people share. */
export type World = {
  readonly on: CalendarDate;
  /** Six digits: the county the city is. */
  readonly region: string;
  /** YYYYMM, oldest first, `RECORDED_MONTHS` of them. */
  readonly months: readonly string[];
  readonly idNumbers: IdNumbers;
  /** The next whole number of a series (households, registers, plates …), from 1. */
  next(series: string): number;
};
