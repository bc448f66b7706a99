// A city written by hand: a few invented people, and as many more as a test wants, numbered.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkCharacter, type CitizenId, parseCitizenId } from '../../domain/citizen-id.ts';
import {
  REGISTER_COLUMNS,
  type RegisterName,
  registerFile,
} from '../../scripts/city/city-folder.ts';

/** The n-th of the invented people: born on 1 January 1990 in Huancui, n up to 999. */
export function numbered(n: number): { name: string; idNumber: CitizenId } {
  const year = 1970 + Math.floor(n / 900);
  const first17 = `371002${year}0101${String(n % 900).padStart(3, '0')}`;
  return { name: `居民${n}`, idNumber: (first17 + checkCharacter(first17)) as CitizenId };
}

export function idOf(text: string): CitizenId {
  const read = parseCitizenId(text);
  if (!('id' in read)) throw new Error('a test needs a valid number');
  return read.id;
}

export type CityRows = Partial<Record<RegisterName, readonly Record<string, string>[]>>;

/** Writes a city as of 2026-07-01. @returns its folder and how to remove it */
export async function writeCity(rows: CityRows): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'hedui-city-'));
  const city = { format: 'hedui-city/1', region: '371002', on: '2026-07-01' };
  await writeFile(join(dir, 'city.json'), JSON.stringify(city));
  for (const name of Object.keys(REGISTER_COLUMNS) as RegisterName[]) {
    const columns: readonly string[] = REGISTER_COLUMNS[name];
    const lines = (rows[name] ?? []).map((row) => columns.map((one) => row[one] ?? '').join(','));
    const path = registerFile(dir, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${[columns.join(','), ...lines].join('\n')}\n`);
  }
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
