// The applicants of a city cut into one batch file a round: no household is submitted twice, so whatever a department is
// asked twice was asked in vain the first time.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { batchFile } from '../city/city-folder.ts';

const HOUSEHOLD = '户编号';

/** @returns the files, in order. @throws RangeError when the city has too few applicants */
export async function cutSlices(
  city: string,
  folder: string,
  rounds: number,
  households: number,
): Promise<string[]> {
  const text = await readFile(batchFile(city, 'applicants'), 'utf8');
  const { data, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
  });
  const byHousehold = new Map<string, Record<string, string>[]>();
  for (const row of data) {
    const ref = row[HOUSEHOLD] ?? '';
    byHousehold.set(ref, [...(byHousehold.get(ref) ?? []), row]);
  }
  if (byHousehold.size < rounds * households) {
    throw new RangeError(
      `${byHousehold.size} households apply, ${rounds * households} are wanted: more residents`,
    );
  }
  const all = [...byHousehold.values()];
  const files: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const rows = all.slice(round * households, (round + 1) * households).flat();
    const file = join(folder, `round-${round + 1}.csv`);
    await writeFile(file, Papa.unparse({ fields: meta.fields ?? [], data: rows }));
    files.push(file);
  }
  return files;
}
