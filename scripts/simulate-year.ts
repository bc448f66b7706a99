// npm run simulate-year: 365 nights of a stand-in city on a virtual clock. Its departments are processes with their real
// protocols; deaths, work, purchases, moves, outages and holidays are drawn by a seed. Writes docs/simulated-year.md
// with --page.

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { inProject } from '../config/places.ts';
import { simulateYear } from './simulate/one-year.ts';
import { type YearResult, yearPage, yearSummary } from './simulate/year-page.ts';

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '300' },
    nights: { type: 'string', default: '365' },
    /** One year after the other, by these. */
    seeds: { type: 'string', default: '7' },
    page: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [households, nights] = [Number(values.households), Number(values.nights)];
const years: YearResult[] = [];
for (const seed of values.seeds.split(',').map(Number)) {
  const year = await simulateYear({ households, nights, seed }, (line) => console.error(line));
  years.push(year);
  if (year.judged.missed.length + year.judged.twice.length > 0) process.exitCode = 1;
}
console.log(values.json ? JSON.stringify(years.map(yearSummary), null, 2) : yearPage(years));
if (values.page) await writeFile(inProject('docs', 'simulated-year.md'), yearPage(years));
