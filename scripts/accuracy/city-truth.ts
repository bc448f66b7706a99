// What is really so in a grown city (docs/city.md, truth/), laid out for looking things up.

import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { type CitizenId, parseCitizenId } from '../../domain/citizen-id.ts';
import { truthFile } from '../city/city-folder.ts';

type Row = Readonly<Record<string, string>>;

export type TruePerson = {
  readonly name: string;
  readonly formerName: string | null;
  readonly isRegisteredHere: boolean;
  readonly isDead: boolean;
  readonly marital: 'single' | 'married' | 'divorced' | 'widowed';
  readonly spouse: string | null;
  /** fen received in the 12 months before the city's date; null for whoever did not apply. */
  readonly wageFen: number | null;
  /** The part of `wageFen` that no register knows. */
  readonly cashWageFen: number | null;
  readonly transfersFen: number | null;
};

export type TrueHousehold = {
  readonly members: number;
  /** fen of 12 months, basic pensions left out: they do not count as income. */
  readonly countedIncomeFen: number;
  readonly cashWageFen: number;
  readonly homes: number;
  readonly homesRegistered: number;
  readonly cars: number;
  readonly programmes: readonly string[];
  /** fen on deposit, in securities and as cash value of policies; what further departments should know. */
  readonly depositsFen: number;
  readonly securitiesFen: number;
  readonly policiesFen: number;
  /** Businesses that still exist, cooperatives left out. */
  readonly companies: number;
  /** fen paid for treatment in the 12 months before the city's date. */
  readonly medicalFen: number;
};

export type PlantedDiscrepancy = {
  readonly ref: string;
  readonly kind: string;
  readonly expectedFinding: string;
  readonly declared: string;
};

/** How a register writes someone, where it does not write them as they are. */
export type OddRecord = {
  readonly register: string;
  readonly recordedName: string;
  readonly recordedNumber: string;
  readonly kinds: readonly string[];
  /** Under this person's number or name, and not theirs. */
  readonly isStranger: boolean;
};

export type CityTruth = {
  readonly persons: ReadonlyMap<string, TruePerson>;
  readonly households: ReadonlyMap<string, TrueHousehold>;
  readonly planted: ReadonlyMap<string, PlantedDiscrepancy>;
  /** By the number of the person whom they are, or seem to be, about. */
  readonly oddRecords: ReadonlyMap<string, readonly OddRecord[]>;
};

export function readCityTruth(dir: string): CityTruth {
  const read = (name: string): Row[] =>
    Papa.parse<Row>(readFileSync(truthFile(dir, name), 'utf8'), {
      header: true,
      skipEmptyLines: true,
    }).data;
  return {
    persons: new Map(read('persons').map((row) => [row['id_number'] ?? '', toPerson(row)])),
    households: new Map(
      joined(read('households'), read('means'))
        .filter((row) => row['household_ref'] !== '')
        .map((row) => [row['household_ref'] ?? '', toHousehold(row)]),
    ),
    planted: new Map(
      read('discrepancies').map((row) => [
        row['household_ref'] ?? '',
        {
          ref: row['household_ref'] ?? '',
          kind: row['kind'] ?? '',
          expectedFinding: row['expected_finding'] ?? '',
          declared: row['declared'] ?? '',
        },
      ]),
    ),
    oddRecords: grouped(read('identity')),
  };
}

/** The rows of one table with what another says of the same household. */
function joined(rows: readonly Row[], others: readonly Row[]): Row[] {
  const byNumber = new Map(others.map((row) => [row['household_no'], row]));
  return rows.map((row) => ({ ...byNumber.get(row['household_no']), ...row }));
}

function toPerson(row: Row): TruePerson {
  return {
    name: row['name'] ?? '',
    formerName: row['former_name'] || null,
    isRegisteredHere: row['where'] === 'registered',
    isDead: row['died_on'] !== '',
    marital: row['marital'] as TruePerson['marital'],
    spouse: row['spouse_id_number'] || null,
    wageFen: fenOrNull(row['wage_12m']),
    cashWageFen: fenOrNull(row['cash_wage_12m']),
    transfersFen: fenOrNull(row['transfers_12m']),
  };
}

function toHousehold(row: Row): TrueHousehold {
  return {
    members: Number(row['members']),
    countedIncomeFen: fen(row['income_12m']) - fen(row['resident_pension_basic_12m']),
    cashWageFen: fen(row['cash_wage_12m']),
    homes: Number(row['homes']),
    homesRegistered: Number(row['homes_registered']),
    cars: Number(row['cars']),
    programmes: (row['assistance'] ?? '').split('+').filter((one) => one !== ''),
    depositsFen: fen(row['deposits']),
    securitiesFen: fen(row['securities']),
    policiesFen: fen(row['insurance_cash_value']),
    companies: Number(row['companies']),
    medicalFen: fen(row['medical_own_12m']),
  };
}

function grouped(rows: readonly Row[]): Map<string, OddRecord[]> {
  const byPerson = new Map<string, OddRecord[]>();
  for (const row of rows) {
    const stranger = row['not_person_id_number'] ?? '';
    const person = stranger === '' ? (row['person_id_number'] ?? '') : stranger;
    const record: OddRecord = {
      register: row['register'] ?? '',
      recordedName: row['recorded_name'] ?? '',
      recordedNumber: row['recorded_id_number'] ?? '',
      kinds: (row['kind'] ?? '').split('+'),
      isStranger: stranger !== '',
    };
    const known = byPerson.get(person);
    if (known === undefined) byPerson.set(person, [record]);
    else known.push(record);
  }
  return byPerson;
}

function fen(yuan: string | undefined): number {
  return Math.round(Number(yuan ?? '0') * 100);
}

function fenOrNull(yuan: string | undefined): number | null {
  return yuan === undefined || yuan === '' ? null : fen(yuan);
}

/** The citizen ID number that a cell means, however it is written; null when it means none. */
export function numberMeant(text: string | null): CitizenId | null {
  const parsed = parseCitizenId(text ?? '');
  return 'id' in parsed ? parsed.id : null;
}
