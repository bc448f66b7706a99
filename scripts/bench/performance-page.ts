// docs/performance.md: what was measured, how, and against which target.

import { cpus, totalmem } from 'node:os';
import type { Compared } from './directly.ts';
import type { Run } from './engine-run.ts';
import { STAGES, type StageSeconds } from './stages.ts';

export type Verified = {
  readonly servers: 'embedded' | 'given';
  readonly households: number;
  readonly persons: number;
  readonly processes: number;
  readonly run: Run;
};

export type Figures = {
  readonly on: string;
  /** What carried store and queue in the given case; null: nothing was given. */
  readonly given: string | null;
  readonly verified: readonly Verified[];
  /** All on the same servers: the given ones, or the embedded. */
  readonly compared: {
    readonly households: number;
    readonly queued: Compared;
    readonly directly: Compared;
    readonly stages: StageSeconds;
    readonly stagesCpu: StageSeconds;
    readonly endToEndSeconds: number;
  };
  readonly naive: Compared & { readonly households: number };
};

export function performancePage(figures: Figures): string {
  const { compared, naive, verified } = figures;
  const { queued, directly, stages } = compared;
  const ofStages = STAGES.reduce((sum, stage) => sum + stages[stage], 0);
  const perSecond = compared.households / queued.seconds;
  const naivePerSecond = naive.households / naive.seconds;
  const cold = largest(verified.filter((one) => one.servers === 'embedded'));
  return `# Performance

Written by \`npm run bench\`; do not edit. Targets: the design's, for two cores.

Measured ${figures.on} on ${cpus().length} cores and ${gigabytes(totalmem())} GB of memory, Node ${process.versions.node}; departments, database,
queue and engine share them. Given servers: ${figures.given ?? 'none, embedded only'}.

## File to sealed reports

From the start of the first process to the last sealed report: intake, the departments of the scheme over their real
protocols (HTTP, SQL, file exchange), judging, sealing. On the embedded default the start is a cold one: the database
server is initialised and started within the time. Processor seconds, memory and statements are the engine's own, of
all of its processes, from their start to their end.

${table(
  [
    'servers',
    'households',
    'persons',
    'processes',
    'seconds',
    'households/s',
    'processor s',
    'processor ms a household',
    'largest process, MiB',
    'statements',
    'stored KiB a household',
  ],
  verified.map(({ servers, households, persons, processes, run }) => [
    servers,
    households,
    persons,
    processes,
    run.seconds.toFixed(1),
    (households / run.seconds).toFixed(0),
    cpuSeconds(run).toFixed(1),
    ((cpuSeconds(run) * 1000) / households).toFixed(2),
    Math.max(...run.usage.map((one) => one.peakBytes / 2 ** 20)).toFixed(0),
    run.usage.reduce((sum, one) => sum + one.statements, 0),
    storedKib(households, run),
  ]),
)}

## Against the targets

${table(
  ['what', 'measured', 'target'],
  [
    [
      'embedded default, 10,000 households, cold start',
      cold ? `${cold.run.seconds.toFixed(1)} s for ${cold.households}` : 'not measured',
      'under 30 s',
    ],
    [
      'processor seconds a household, largest size over smallest (given servers, one process)',
      linearity(verified),
      'within 15 %',
    ],
    [
      '100,000 households on Redis and PostgreSQL',
      hundredThousand(verified),
      'under 45 s, under 40 processor seconds',
    ],
    [
      'queue against the same work called directly',
      `${(queued.seconds / directly.seconds).toFixed(2)} × the time, ${(queued.cpuSeconds / directly.cpuSeconds).toFixed(2)} × the processor seconds`,
      'at most 1.10 ×',
    ],
    [
      'end to end against the sum of its stages alone',
      `${(compared.endToEndSeconds / ofStages).toFixed(2)} ×`,
      'at most 1.5 ×',
    ],
    [
      `throughput against the naive design (${naive.households} households)`,
      `${(perSecond / naivePerSecond).toFixed(0)} ×`,
      '18 × or more',
    ],
  ],
)}

## The comparisons

${compared.households} households on the ${figures.given === null ? 'embedded' : 'given'} servers, one process, without the start of the process.

${table(
  ['what', 'seconds', 'processor s'],
  [
    [
      'through the queue, from cut chunks to sealed reports',
      queued.seconds.toFixed(2),
      queued.cpuSeconds.toFixed(2),
    ],
    [
      'the same, called directly, as many chunks at once',
      directly.seconds.toFixed(2),
      directly.cpuSeconds.toFixed(2),
    ],
    ...STAGES.map((stage) => [
      `stage alone: ${stage}`,
      stages[stage].toFixed(2),
      compared.stagesCpu[stage].toFixed(2),
    ]),
    [
      `naive design, ${naive.households} households`,
      naive.seconds.toFixed(2),
      naive.cpuSeconds.toFixed(2),
    ],
  ],
)}

- **Stages.** Each runs over the whole batch before the next begins: intake; lookup, which reads chunks, asks and
  lays out answers, and stores nothing; write; match, which reads answers back and judges; seal, with its ledger entry.
  End to end is intake, then the way through the queue.
- **Naive design.** One BullMQ job a person a department, one person a request, a transaction for each answer, a
  household judged by itself when its last answer is in. The same connectors, judgement, encryption and signature, eight
  jobs at once a department, no rate limit of ours. Its throughput is compared with that of the queue at the size above.
- **Departments.** Stand-ins (docs/city.md), each a process, on the same cores: 2 ms a request, 1,000 requests a second,
  100 persons a request, pages of 1,000 records, answer files half a second after the request.
- **Repeat.** \`npm run bench -- --sizes 1000,10000 --database postgres://… --queue redis://…\`; \`--profile FOLDER\` writes
  a processor profile of each engine process. A busy machine shows in the seconds at once; processor seconds are steadier.
`;
}

function largest(verified: readonly Verified[]): Verified | undefined {
  return verified
    .filter((one) => one.processes === 1)
    .toSorted((one, other) => other.households - one.households)[0];
}

function cpuSeconds(run: Run): number {
  return run.usage.reduce((sum, one) => sum + one.cpuSeconds, 0);
}

function storedKib(households: number, { found }: Run): string {
  const bytes = (found.databaseBytes ?? 0) - (found.emptyBytes ?? 0);
  return (bytes / 1024 / households).toFixed(1);
}

function linearity(verified: readonly Verified[]): string {
  const servers = verified.some((one) => one.servers === 'given') ? 'given' : 'embedded';
  const own = verified
    .filter((one) => one.servers === servers && one.processes === 1)
    .toSorted((one, other) => one.households - other.households);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last || first === last) return 'one size only';
  const each = ({ run, households }: Verified) =>
    (cpuSeconds(run) - (run.found.openedCpuSeconds ?? 0)) / households;
  const ratio = each(last) / each(first);
  return `${ratio.toFixed(2)} × (${first.households} to ${last.households}, without the start of the process)`;
}

function hundredThousand(verified: readonly Verified[]): string {
  const runs = verified.filter((one) => one.servers === 'given' && one.households >= 100_000);
  if (runs.length === 0) return 'not run (--sizes 100000)';
  return runs
    .map(({ processes, run }) => {
      return `${run.seconds.toFixed(1)} s, ${cpuSeconds(run).toFixed(1)} processor s (${processes} processes)`;
    })
    .join('; ');
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(0);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
