// npm run accuracy: how often hedui is right, on a city whose truth is known. Writes docs/accuracy.md.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { inProject } from '../config/places.ts';
import { loadStandards } from '../config/standards.ts';
import { readCityTruth } from './accuracy/city-truth.ts';
import { measure, measureOtherSchemes, noMeasures } from './accuracy/measure.ts';
import { accuracyPage, targetsOf } from './accuracy/page.ts';
import { verifyCity } from './accuracy/verify-city.ts';
import { growCity } from './city/grow/grow.ts';
import { wholeNumber } from './cli/city.ts';
import { FAILED } from './cli/terminal.ts';

/** Of planted discrepancies that some department could tell. */
const PLANTED_RECALL_WANTED = 0.99;

const options = new Command('accuracy')
  .option('--residents <n>', 'how many people live in the city', wholeNumber, 50_000)
  .option('--households <n>', 'applicant households', wholeNumber, 4_000)
  .option('--seed <n>', 'another seed grows another city', wholeNumber, 7)
  .option('--out <file>', 'where the tables go', inProject('docs', 'accuracy.md'))
  .parse()
  .opts<{ residents: number; households: number; seed: number; out: string }>();

const folder = await mkdtemp(join(tmpdir(), 'hedui-accuracy-city-'));
try {
  const { residents, seed, households } = options;
  const on = '2026-07-01';
  const { city } = await growCity(folder, { residents, seed, on, batchHouseholds: households });
  const truth = readCityTruth(folder);
  const standards = loadStandards();
  const measures = noMeasures();
  for await (const verified of verifyCity(folder)) {
    measure(measures, verified, truth, standards);
    measureOtherSchemes(measures, verified, truth, standards);
  }
  await writeFile(options.out, accuracyPage(measures, city));
  const { exceedsPrecision, plantedRecall, wrongIdentities } = targetsOf(measures);
  const isMet =
    exceedsPrecision === 1 &&
    (plantedRecall ?? 0) >= PLANTED_RECALL_WANTED &&
    wrongIdentities === 0;
  console.log(`${isMet ? 'All targets are met' : 'A target is missed'}: see ${options.out}`);
  if (!isMet) process.exitCode = FAILED;
} finally {
  await rm(folder, { recursive: true, force: true });
}
