// A stand-in city is a folder of CSV files (docs/city.md). Where each lies and what its header is: the one place
// that growing and serving share.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type CalendarDate, parseCalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import { HeduiError } from '../../domain/errors.ts';
import { FURTHER_COLUMNS } from './further-columns.ts';

/** The columns of every register, in the order a grown city writes them. */
export const REGISTER_COLUMNS = {
  'public-security/household-register': [
    'gmsfhm',
    'xm',
    'cym',
    'xb',
    'mz',
    'csrq',
    'hh',
    'yhzgx',
    'hjdz',
    'xzqh',
    'hb',
    'ryzt',
    'ztrq',
  ],
  'public-security/vehicles': [
    'sfzmhm',
    'syr',
    'hpzl',
    'hphm',
    'clpp1',
    'clxh',
    'clsbdh',
    'syxz',
    'ccdjrq',
    'zt',
    'pl',
  ],
  'human-resources/contributions': [
    'aac002',
    'aac003',
    'aae140',
    'aae003',
    'aac040',
    'aae180',
    'aab001',
    'aab004',
  ],
  'human-resources/pensions': ['aac002', 'aac003', 'aae140', 'aae003', 'aae019', 'jcylj'],
  'land/real-estate': [
    'zjh',
    'qlr',
    'bdcdyh',
    'bdcqzh',
    'zl',
    'jzmj',
    'ghyt',
    'gyfs',
    'gyqk',
    'qszt',
    'djsj',
    'sfdy',
    'sfcf',
  ],
  'civil-affairs/marriages': [
    'op_type',
    'op_date',
    'name_man',
    'cert_num_man',
    'name_woman',
    'cert_num_woman',
    'dept_name',
    'cert_no',
  ],
  'civil-affairs/funerals': ['cert_num', 'name', 'death_date', 'cremation_date', 'funeral_home'],
  'civil-affairs/assistance': [
    'cert_num',
    'name',
    'programme',
    'case_no',
    'region',
    'start_date',
    'end_date',
    'monthly_amount',
    'headcount',
  ],
  ...FURTHER_COLUMNS,
} as const;
export type RegisterName = keyof typeof REGISTER_COLUMNS;
export const REGISTER_NAMES = Object.keys(REGISTER_COLUMNS) as RegisterName[];

export const cityFile = (dir: string): string => join(dir, 'city.json');
export const registerFile = (dir: string, register: RegisterName): string =>
  join(dir, 'registers', `${register}.csv`);
/** What a department adds to its change feed: `resource`, `person` (ID number), `recorded_on`, oldest first. */
export const changesFile = (dir: string, department: string): string =>
  join(dir, 'registers', department, 'changes.csv');
export const batchFile = (dir: string, name: string): string => join(dir, 'batches', `${name}.csv`);
export const truthFile = (dir: string, name: string): string => join(dir, 'truth', `${name}.csv`);

const calendarDateText = z
  .string()
  .refine((text) => parseCalendarDate(text) === text, 'must be YYYY-MM-DD and exist')
  .transform((text) => text as CalendarDate);

const citySchema = z.object({
  format: z.literal('hedui-city/1'),
  region: z.string().regex(/^\d{6}$/),
  on: calendarDateText,
  /** Absent in a city written by hand. */
  residents: z.int().nonnegative().optional(),
  seed: z.int().nonnegative().optional(),
});
export type City = z.infer<typeof citySchema>;

/**
 * Reads `city.json`; a city written by hand needs none and is then of Huancui and of today.
 * @throws HeduiError `CITY_INVALID` when the file is there and says something else.
 */
export async function readCity(dir: string): Promise<City> {
  const text = await readFile(cityFile(dir), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw cause;
  });
  if (text === null)
    return { format: 'hedui-city/1', region: '371002', on: shanghaiDate(new Date()) };
  try {
    return citySchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new HeduiError(
      'CITY_INVALID',
      {
        zh: '模拟城市的 city.json 无法读取：应含 format、region（6 位）、on（YYYY-MM-DD）。',
        en: 'city.json of the stand-in city cannot be read: it needs format, region (6 digits) and on (YYYY-MM-DD).',
      },
      { cause },
    );
  }
}
