// A year of a stand-in city, written ahead: monthly records go on, what happens is entered into the registers under its
// day, and departments' change feeds tell of it. Asked as of a day, a stand-in knows nothing of later ones.

import { appendFile, readFile, writeFile } from 'node:fs/promises';
import papaparse from 'papaparse';
import { addMonths, type CalendarDate, type Month, monthOf } from '../../domain/calendar.ts';
import {
  changesFile,
  cityFile,
  REGISTER_COLUMNS,
  type RegisterName,
  registerFile,
} from '../city/city-folder.ts';
import type { Year, YearEvent, YearPerson } from './plan-year.ts';

type Row = Readonly<Record<string, string>>;

/** Registers with a row a month, the column of the month and that of the person. */
const MONTHLY = [
  ['human-resources/contributions', 'aae003', 'aac002'],
  ['human-resources/pensions', 'aae003', 'aac002'],
  ['tax/income', 'ssq', 'sfzjhm'],
  ['veterans/benefits', 'ffny', 'sfzh'],
] as const satisfies readonly (readonly [RegisterName, string, string])[];

const FEED_OF = {
  death: ['civil-affairs', 'funeral'],
  'assistance-elsewhere': ['civil-affairs', 'assistance'],
  married: ['civil-affairs', 'marriage'],
  'vehicle-registered': ['public-security', 'vehicle'],
  'moved-out': ['public-security', 'household-register'],
  'home-registered': ['land', 'real-estate'],
  'company-role': ['market-regulation', 'company'],
  'work-began': ['human-resources', 'contribution'],
  'work-ended': ['human-resources', 'contribution'],
} as const satisfies Record<YearEvent['kind'], readonly [string, string]>;

/** Whoever has a wage recorded in the last month that the city knows. */
export async function whoWorks(city: string, on: CalendarDate): Promise<ReadonlySet<string>> {
  const rows = await readRegister(city, 'human-resources/contributions');
  const last = compact(addMonths(monthOf(on), -1));
  return new Set(rows.flatMap((row) => (row['aae003'] === last ? [row['aac002'] ?? ''] : [])));
}

export async function growYear(
  city: string,
  on: CalendarDate,
  until: CalendarDate,
  persons: ReadonlySet<string>,
  year: Year,
): Promise<void> {
  const ended = new Map(
    year.events.flatMap(({ kind, person, recordedOn }) =>
      kind === 'work-ended' ? [[person.idNumber, addMonths(monthOf(recordedOn), -3)] as const] : [],
    ),
  );
  for (const [register, monthColumn, idColumn] of MONTHLY) {
    await continueMonths(city, register, { monthColumn, idColumn }, { on, until }, persons, ended);
  }
  for (const event of year.events) {
    for (const [register, row] of rowsOf(event, until)) await addRows(city, register, [row]);
  }
  await writeFeeds(city, on, year);
  const described = JSON.parse(await readFile(cityFile(city), 'utf8')) as object;
  await writeFile(cityFile(city), JSON.stringify({ ...described, on: until }));
}

async function continueMonths(
  city: string,
  register: RegisterName,
  { monthColumn, idColumn }: { monthColumn: string; idColumn: string },
  { on, until }: { on: CalendarDate; until: CalendarDate },
  persons: ReadonlySet<string>,
  ended: ReadonlyMap<string, Month>,
): Promise<void> {
  const rows = await readRegister(city, register);
  const last = addMonths(monthOf(on), -1);
  const goesOn = rows.filter(
    (row) => row[monthColumn] === compact(last) && persons.has(row[idColumn] ?? ''),
  );
  const added = monthsFrom(addMonths(last, 1), monthOf(until)).flatMap((at) =>
    goesOn.flatMap((row) => {
      const isContribution = register === 'human-resources/contributions';
      const end = isContribution ? ended.get(row[idColumn] ?? '') : undefined;
      return end !== undefined && at > end ? [] : [{ ...row, [monthColumn]: compact(at) }];
    }),
  );
  await addRows(city, register, added);
}

function rowsOf(
  { kind, person, recordedOn: on }: YearEvent,
  until: CalendarDate,
): [RegisterName, Row][] {
  const { idNumber: id, name } = person;
  const serial = id.slice(6, 17);
  switch (kind) {
    case 'death':
      return [
        [
          'civil-affairs/funerals',
          { cert_num: id, name, death_date: on, cremation_date: on, funeral_home: '威海市殡仪馆' },
        ],
      ];
    case 'assistance-elsewhere':
      return [
        [
          'civil-affairs/assistance',
          {
            cert_num: id,
            name,
            programme: 'subsistence',
            case_no: `RS${serial}`,
            region: '371083',
            start_date: on,
            end_date: '',
            monthly_amount: '600.00',
            headcount: '1',
          },
        ],
      ];
    case 'vehicle-registered':
      return [
        [
          'public-security/vehicles',
          {
            sfzmhm: id,
            syr: name,
            hpzl: '02',
            hphm: `鲁K${serial.slice(-5)}`,
            clpp1: '大众',
            clxh: '朗逸',
            clsbdh: `LSVY${serial}00`,
            syxz: 'A',
            ccdjrq: on,
            zt: 'A',
            pl: '1598',
          },
        ],
      ];
    case 'home-registered':
      return [
        [
          'land/real-estate',
          {
            zjh: id,
            qlr: name,
            bdcdyh: `371002${serial}GB0000F0001`,
            bdcqzh: `鲁2026威海市不动产权第${serial}号`,
            zl: `环翠区新路${Number(serial.slice(-3)) + 1}号`,
            jzmj: '88.00',
            ghyt: '住宅',
            gyfs: '0',
            gyqk: '',
            qszt: '1',
            djsj: on,
            sfdy: '0',
            sfcf: '0',
          },
        ],
      ];
    case 'company-role':
      return [
        [
          'market-regulation/companies',
          {
            cerno: id,
            name,
            uniscid: '',
            regno: `3710026${serial.slice(-8)}`,
            entname: `威海${name}商行`,
            gx: COMPANY_ROLE,
            subconam: '',
            regcap: '',
            regcapcur: '',
            regstate: '1',
            estdate: on,
          },
        ],
      ];
    case 'work-began':
      return monthsFrom(addMonths(monthOf(on), -1), monthOf(until)).map((month) => [
        'human-resources/contributions',
        {
          aac002: id,
          aac003: name,
          aae140: '110',
          aae003: compact(month),
          aac040: '2600.00',
          aae180: '2600.00',
          aab001: '37109999',
          aab004: '威海新公司',
        },
      ]);
    case 'married': {
      const isMan = Number(id[16]) % 2 === 1;
      const [man, woman] = isMan
        ? [person, SPOUSE_FROM_ELSEWHERE]
        : [SPOUSE_FROM_ELSEWHERE, person];
      return [
        [
          'civil-affairs/marriages',
          {
            op_type: 'IA',
            op_date: on,
            name_man: man.name,
            cert_num_man: man.idNumber,
            name_woman: woman.name,
            cert_num_woman: woman.idNumber,
            dept_name: '环翠区婚姻登记处',
            cert_no: `J${serial}`,
          },
        ],
      ];
    }
    case 'moved-out':
      return [
        [
          'public-security/household-register',
          {
            gmsfhm: id,
            xm: name,
            xb: Number(id[16]) % 2 === 1 ? '1' : '2',
            csrq: `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`,
            hh: serial.slice(-9),
            yhzgx: '02',
            hjdz: '威海市环翠区',
            xzqh: '371002',
            hb: '1',
            ryzt: '3',
            ztrq: on,
          },
        ],
      ];
    case 'work-ended':
      return [];
  }
}

/** 关系: sole trader. */
const COMPANY_ROLE = '04';
const SPOUSE_FROM_ELSEWHERE: Pick<YearPerson, 'idNumber' | 'name'> = {
  idNumber: '370602199001010014',
  name: '外地人',
};

async function writeFeeds(city: string, on: CalendarDate, { events, births }: Year): Promise<void> {
  const lines = new Map<string, string[]>(
    Object.values(FEED_OF).map(([department, resource]) => [
      department,
      // Every feed begins on the first day, with somebody whom nobody watches.
      [`${resource},${SPOUSE_FROM_ELSEWHERE.idNumber},${on}`],
    ]),
  );
  for (const { kind, person, recordedOn } of events) {
    const [department, resource] = FEED_OF[kind];
    lines.get(department)?.push(`${resource},${person.idNumber},${recordedOn}`);
  }
  for (const [place, born] of births.entries()) {
    const newborn = `371002${born.replaceAll('-', '')}${String(place).padStart(3, '0')}0`;
    lines.get('public-security')?.push(`household-register,${newborn},${born}`);
  }
  for (const [department, own] of lines) {
    await writeFile(
      changesFile(city, department),
      `resource,person,recorded_on\n${own.join('\n')}\n`,
    );
  }
}

async function readRegister(city: string, register: RegisterName): Promise<Row[]> {
  const text = await readFile(registerFile(city, register), 'utf8');
  return papaparse.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

async function addRows(city: string, register: RegisterName, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns: readonly string[] = REGISTER_COLUMNS[register];
  const lines = papaparse.unparse(rows.map((row) => columns.map((column) => row[column] ?? '')));
  await appendFile(registerFile(city, register), `${lines}\n`);
}

function monthsFrom(from: Month, until: Month): Month[] {
  const months: Month[] = [];
  for (let at = from; at <= until; at = addMonths(at, 1)) months.push(at);
  return months;
}

function compact(month: Month): string {
  return month.replace('-', '');
}
