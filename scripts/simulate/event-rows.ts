// What an event leaves in departments' registers and change feeds.

import { addMonths, type CalendarDate, type Month, monthOf } from '../../domain/calendar.ts';
import type { RegisterName } from '../city/city-folder.ts';
import type { YearEvent, YearPerson } from './plan-year.ts';

export type Row = Readonly<Record<string, string>>;

/** Department and resource whose feed tells of it; null: none does. */
export const FEED_OF = {
  death: ['civil-affairs', 'funeral'],
  'assistance-elsewhere': ['civil-affairs', 'assistance'],
  married: ['civil-affairs', 'marriage'],
  'vehicle-registered': ['public-security', 'vehicle'],
  'moved-out': ['public-security', 'household-register'],
  'home-registered': ['land', 'real-estate'],
  'company-role': ['market-regulation', 'company'],
  'work-began': ['human-resources', 'contribution'],
  'work-ended': ['human-resources', 'contribution'],
  'benefit-began': ['human-resources', 'pension'],
  divorced: ['civil-affairs', 'marriage'],
  custody: null,
  'military-service': null,
  'deposits-rose': null,
} as const satisfies Record<YearEvent['kind'], readonly [string, string] | null>;

export function rowsOf(
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
    case 'benefit-began':
      return monthsFrom(addMonths(monthOf(on), -1), monthOf(until)).map((month) => [
        'human-resources/pensions',
        {
          aac002: id,
          aac003: name,
          aae140: '110',
          aae003: compact(month),
          aae019: '2100.00',
          jcylj: '',
        },
      ]);
    case 'custody':
      return [['justice/custody', { zjhm: id, xm: name, xs: '1', qsrq: on, zzrq: '' }]];
    case 'military-service':
      return [['veterans/service', { sfzh: id, xm: name, rwrq: on, tyrq: '' }]];
    case 'deposits-rose':
      return [
        [
          'banks/deposits',
          {
            zjhm: id,
            khmc: name,
            yhmc: '威海市商业银行',
            zh: `6222${serial}0001`,
            zhlx: '2',
            zrmbye: '180000.00',
            rq: on,
          },
        ],
      ];
    case 'divorced':
    case 'married': {
      const isMan = Number(id[16]) % 2 === 1;
      const [man, woman] = isMan
        ? [person, SPOUSE_FROM_ELSEWHERE]
        : [SPOUSE_FROM_ELSEWHERE, person];
      return [
        [
          'civil-affairs/marriages',
          {
            op_type: kind === 'married' ? 'IA' : 'IB',
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
export const SPOUSE_FROM_ELSEWHERE: Pick<YearPerson, 'idNumber' | 'name'> = {
  idNumber: '370602199001010014',
  name: '外地人',
};

export function monthsFrom(from: Month, until: Month): Month[] {
  const months: Month[] = [];
  for (let at = from; at <= until; at = addMonths(at, 1)) months.push(at);
  return months;
}

export function compact(month: Month): string {
  return month.replace('-', '');
}
