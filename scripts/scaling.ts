// npm run scaling: what hedui would take at sizes that no single machine can try, forecast from the costs of
// docs/performance.md, and written to docs/scaling.md. The forecast of this machine's size stands beside its measurement.

import { writeFileSync } from 'node:fs';
import { inProject } from '../config/places.ts';
import { type DepartmentPlan, type Forecast, type Plan, simulate } from './scaling/simulate.ts';

/** Measured on 2026-11-27, 10,000 households on PostgreSQL and Redis (docs/performance.md). */
const MEASURED = {
  households: 10_000,
  departments: 4,
  seconds: 18.2,
  /** Processor milliseconds a household, of four departments. */
  lookupCpuMs: 0.77,
  writeCpuMs: 0.315,
  matchCpuMs: 0.357,
  sealCpuMs: 0.47,
  storedKib: 11.5,
  loggedKib: 13.0,
  queueBytes: 12,
};
const PERSONS_A_HOUSEHOLD = 2.92;
const CHUNK = 500;

const standIn: DepartmentPlan = {
  id: 'stand-in',
  requestsPerSecond: 1_000,
  personsPerRequest: 100,
  latencyMs: 2,
  concurrency: 4,
  answerDelayMs: 0,
};
/** As config/departments.yaml declares most of them; every department counts its own limit. */
const declared = (id: string): DepartmentPlan => ({
  ...standIn,
  id,
  requestsPerSecond: 50,
  latencyMs: 100,
  concurrency: 8,
});

function plan(households: number, workers: number, departments: DepartmentPlan[]): Plan {
  return {
    households,
    personsAHousehold: PERSONS_A_HOUSEHOLD,
    householdsAChunk: CHUNK,
    workers,
    lookupsAtOnce: 2,
    departments,
    lookupCpuMs: (MEASURED.lookupCpuMs + MEASURED.writeCpuMs) / MEASURED.departments,
    verifyCpuMs: MEASURED.matchCpuMs + MEASURED.sealCpuMs,
  };
}

const own = simulate(
  plan(
    MEASURED.households,
    1,
    ['a', 'b', 'c', 'd'].map((id) => ({ ...standIn, id })),
  ),
);
const dozen = Array.from({ length: 12 }, (_, place) => declared(`department ${place + 1}`));
const SIZES = [
  ['a city: the low-income people of Weihai, 136,000', 46_600, 2],
  ['Shandong, 4.7 million', 1_610_000, 4],
  ['Shandong, with more workers', 1_610_000, 16],
  ['China, 80 million', 27_400_000, 16],
  ['China, with more workers', 27_400_000, 64],
] as const;

const rows = SIZES.map(([name, households, workers]) => {
  const forecast = simulate(plan(households, workers, dozen));
  const gib = (kib: number) => ((households * kib * 3) / 1024 / 1024).toFixed(0);
  return `| ${name} | ${households.toLocaleString('en')} | ${workers} | ${clock(forecast.seconds)} | ${clock(forecast.departmentSeconds)} | ${clock(forecast.processorSeconds)} | ${bound(forecast)} | ${gib(MEASURED.storedKib)} GiB | ${mib(households)} MiB |`;
});

function clock(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  return seconds < 7_200 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

function bound({ departmentSeconds, processorSeconds }: Forecast): string {
  return departmentSeconds > processorSeconds ? 'departments' : 'processors';
}

function mib(households: number): string {
  return ((households * MEASURED.queueBytes) / 1024 / 1024).toFixed(1);
}

const page = `# Beyond one machine

Written by \`npm run scaling\`; do not edit. A forecast: the queue as waiting lines (scripts/scaling/simulate.ts), fed with
the costs that docs/performance.md measured. It knows limits, rooms and processors; it does not know a database that is
too slow, a network that fails, or a department that does not keep its word.

**Against what was measured here.** ${MEASURED.households.toLocaleString('en')} households, four departments, one process: ${own.seconds.toFixed(1)} s forecast, ${MEASURED.seconds.toFixed(1)} s
measured (${(own.seconds / MEASURED.seconds).toFixed(2)} ×).

**A full check of everybody in one go**, twelve departments at 50 requests a second and 100 persons a request each, as
config/departments.yaml declares them. Nightly rechecks ask far less: for whom something was recorded, and what no longer
holds (docs/rechecks.md).

| whom | households | workers | forecast | departments alone | processors alone | what bounds it | database | queue |
|---|---|---|---|---|---|---|---|---|
${rows.join('\n')}

A worker is one process on a processor of its own. The database grows by ${MEASURED.storedKib} KiB a household with four departments, three
times that with twelve, and writes as much again into its log.

## What breaks first, and what to do then
1. **Departments.** Above a province nothing of ours is the bound: more workers ask no department faster, since its limit is
   shared. Agree on larger requests, a second window, or a change feed; then spread rechecks over the month
   (\`hedui schedule plan\`).
2. **Processors.** Workers are stateless: add processes until the departments are the bound.
3. **The database's disk.** At tens of millions of households a full check writes hundreds of gigabytes. Evidence and ledger
   lie in parts, one a month: put those of months that are over on slower disks; retention drops parts of evidence whose
   households have all been erased.
4. **One writer.** All workers write to one PostgreSQL: here COPY of a chunk took ${MEASURED.writeCpuMs.toFixed(2)} ms a household of processor time on our
   side. A province fits; a country is better run as one installation a province, as civil affairs is organised anyway.
5. **Redis** holds ${MEASURED.queueBytes} bytes a household and is never the bound.
`;
writeFileSync(inProject('docs', 'scaling.md'), page);
process.stdout.write(page);
