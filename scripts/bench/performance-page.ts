// docs/performance.md: what was measured, how, and against which target.

import { cpus, loadavg, totalmem } from 'node:os';
import type { Compared } from './directly.ts';
import {
  cpuSeconds,
  hundredThousand,
  kib,
  largest,
  linearity,
  memory,
  processors,
  speedUps,
  storedKib,
  type Verified,
} from './performance-figures.ts';
import { LIMITS, type LimitSeconds } from './limits.ts';
import type { MatchingSpeed } from './matching.ts';
import { STAGES, type StageSeconds } from './stages.ts';

/** With a department that allows few requests a second. */
export type Limited = {
  readonly households: number;
  readonly perSecond: number;
  readonly requests: number;
  /** From cut chunks to the last sealed report. */
  readonly seconds: number;
  /** What the department's limit makes of so many requests. */
  readonly allowedSeconds: number;
};

export type Figures = {
  readonly on: string;
  /** Processor milliseconds of the yardstick, before the first run and after the last. */
  readonly yardstick: readonly [before: number, after: number];
  /** What carried store and queue in the given case; null: nothing was given. */
  readonly given: string | null;
  readonly verified: readonly Verified[];
  /** All on the same servers: the given ones, or the embedded. */
  readonly compared: {
    readonly households: number;
    readonly persons: number;
    readonly queued: Compared;
    readonly queueBytes: number;
    readonly directly: Compared;
    readonly stages: StageSeconds;
    readonly stagesCpu: StageSeconds;
    readonly limits: LimitSeconds;
    readonly endToEndSeconds: number;
  };
  readonly naive: Compared & { readonly households: number };
  readonly limited: Limited;
  readonly matching: MatchingSpeed;
  /** The chart's file, beside the page. */
  readonly chart: string;
};

export function performancePage(figures: Figures): string {
  const { compared, naive, verified, limited, matching, chart } = figures;
  const { queued, directly, stages, stagesCpu, limits } = compared;
  const ofStages = STAGES.reduce((sum, stage) => sum + stages[stage], 0);
  const perSecond = compared.households / queued.seconds;
  const naivePerSecond = naive.households / naive.seconds;
  const cold = largest(verified.filter((one) => one.servers === 'embedded'));
  return `# Performance

Written by \`npm run bench\`; do not edit. Targets: the design's, for two cores.

Measured ${figures.on} on ${cpus().length} cores and ${gigabytes(totalmem())} GB of memory, Node ${process.versions.node}; departments, database,
queue and engine share them. Given servers: ${figures.given ?? 'none, embedded only'}. When it ended, ${loadavg()[0]?.toFixed(1)} processes on average
wanted to run. Where that is far above the number of cores, only ratios and processor seconds say something. The
yardstick, a piece of work that never changes (scripts/bench/yardstick.ts), took ${figures.yardstick[0].toFixed(0)} ms of processor before the first run
and ${figures.yardstick[1].toFixed(0)} ms after the last: figures of another day, or another machine, compare by it.

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
    'logged KiB a household',
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
    // Given servers write their log for everybody.
    servers === 'embedded' ? kib(run.found.loggedBytes ?? 0, households) : '',
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
    [
      'matching alone, one core, with every worked sum',
      `${matching.median.toFixed(0)} households/s`,
      '100,000 households/s',
    ],
    [
      `wall time against what the slowest department allows (${limited.requests} requests at ${limited.perSecond} a second)`,
      `${limited.seconds.toFixed(1)} s for ${limited.allowedSeconds.toFixed(1)} s: ${(limited.seconds / limited.allowedSeconds).toFixed(2)} ×`,
      'within 5 %',
    ],
    [
      'memory of a worker, largest size against 10,000',
      memory(verified),
      'within 25 %, under 512 MiB',
    ],
  ],
)}

## Each stage against its limit

Processor microseconds a household of the engine's process, and the seconds of each stage against the one piece of work that it
cannot do without, alone, in the same run on the same rows and bytes.

![Processor time a household, by stage](${chart})

${table(
  ['stage', 'processor µs a household', 'seconds', 'its limit', 'seconds', 'ratio'],
  STAGES.map((stage) => {
    const cost = (stagesCpu[stage] * 1e6) / compared.households;
    const seconds = stages[stage];
    if (stage === 'match') {
      const alone = compared.households / matching.median;
      return [
        stage,
        cost.toFixed(0),
        seconds.toFixed(2),
        'judging alone, on households in memory',
        alone.toFixed(2),
        (seconds / alone).toFixed(1),
      ];
    }
    const limit = limits[stage];
    return [
      stage,
      cost.toFixed(0),
      seconds.toFixed(2),
      LIMITS[stage],
      limit.toFixed(2),
      (seconds / limit).toFixed(1),
    ];
  }),
)}

The queue holds ${(compared.queueBytes / compared.households).toFixed(0)} bytes a household before work begins. Against its slowest stage alone, the whole takes
${(compared.endToEndSeconds / Math.max(...STAGES.map((stage) => stages[stage]))).toFixed(1)} × the time.

## More processes

${table(['households', 'processes', 'seconds', 'speed-up'], speedUps(verified))}

Departments, database, queue and all processes share ${cpus().length} cores, so more processes than cores gain nothing here.
Processor seconds by who used them, and what ${cpus().length} cores need for all of it at least:

${table(
  [
    'households',
    'processes',
    'engine',
    'departments',
    'database',
    'queue',
    'at least, seconds',
    'seconds',
  ],
  processors(verified, cpus().length),
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
- **What bounds it.** The processor, and no one thing: of a profile over 30,000 households, collecting garbage is 14 %,
  deflating 7 %, writing to sockets 6 %, parsing JSON 5 %, encrypting and decrypting 6 %, canonical JSON 3 %, signing 2 %,
  hashing 2 %; nothing else is above 1.5 %. A household's answers are 4 KB of text and its report 13 KB of canonical JSON:
  what makes either smaller makes everything after it faster.
- **Repeat.** \`npm run bench -- --long --database postgres://… --queue redis://…\`; \`--profile FOLDER\` writes
  a processor profile of each engine process. A busy machine shows in the seconds at once; processor seconds are steadier.
`;
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(0);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
