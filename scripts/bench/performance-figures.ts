// What runs of the bench say together: costs a household, growth, memory, what more processes gain.

import type { Run } from './engine-run.ts';
import type { MachineTime } from './machine-time.ts';

export type Verified = {
  readonly servers: 'embedded' | 'given';
  readonly households: number;
  readonly persons: number;
  readonly processes: number;
  readonly run: Run;
  /** What others on the machine took for it; null: not measured, as on the embedded server. */
  readonly beside: MachineTime | null;
};

export function largest(verified: readonly Verified[]): Verified | undefined {
  return verified
    .filter((one) => one.processes === 1)
    .toSorted((one, other) => other.households - one.households)[0];
}

export function cpuSeconds(run: Run): number {
  return run.usage.reduce((sum, one) => sum + one.cpuSeconds, 0);
}

export function storedKib(households: number, { found }: Run): string {
  return kib((found.databaseBytes ?? 0) - (found.emptyBytes ?? 0), households);
}

export function kib(bytes: number, households: number): string {
  return (bytes / 1024 / households).toFixed(1);
}

export function memory(verified: readonly Verified[]): string {
  const single = verified
    .filter((one) => one.processes === 1)
    .toSorted((one, other) => one.households - other.households);
  const mib = (one: Verified | undefined) =>
    Math.max(...(one?.run.usage.map(({ peakBytes }) => peakBytes / 2 ** 20) ?? [0]));
  const last = single.at(-1);
  const middle = single.findLast(({ households }) => households <= 10_000);
  if (!last || !middle || last.households === middle.households) {
    return `${mib(last).toFixed(0)} MiB at ${last?.households ?? 0}`;
  }
  return `${mib(middle).toFixed(0)} MiB at ${middle.households}, ${mib(last).toFixed(0)} MiB at ${last.households}`;
}

export function speedUps(verified: readonly Verified[]): (string | number)[][] {
  return verified.flatMap((one) => {
    const alone = verified.find(
      (other) =>
        other.processes === 1 &&
        other.servers === one.servers &&
        other.households === one.households,
    );
    const isCompared = verified.some(
      (other) => other.processes > 1 && other.households === one.households,
    );
    if (!alone || !isCompared || (one.servers === 'embedded' && alone === one)) return [];
    return [
      [
        one.households,
        one.processes,
        one.run.seconds.toFixed(1),
        (alone.run.seconds / one.run.seconds).toFixed(2),
      ],
    ];
  });
}

export function linearity(verified: readonly Verified[]): string {
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

export function hundredThousand(verified: readonly Verified[]): string {
  const runs = verified.filter((one) => one.servers === 'given' && one.households >= 100_000);
  if (runs.length === 0) return 'not run (--sizes 100000)';
  return runs
    .map(({ processes, run }) => {
      return `${run.seconds.toFixed(1)} s, ${cpuSeconds(run).toFixed(1)} processor s (${processes} processes)`;
    })
    .join('; ');
}

/** Who used the processors, and the time that so many cores need for all of it at least. */
export function processors(verified: readonly Verified[], cores: number): (string | number)[][] {
  return verified.flatMap(({ households, processes, run, beside }) => {
    if (beside === null) return [];
    const own = cpuSeconds(run);
    const { departments, database, queue } = beside;
    const seen = (seconds: number | null) => seconds?.toFixed(1) ?? 'not seen';
    const all = own + (departments ?? 0) + (database ?? 0) + (queue ?? 0);
    return [
      [
        households,
        processes,
        own.toFixed(1),
        seen(departments),
        seen(database),
        seen(queue),
        (all / cores).toFixed(1),
        run.seconds.toFixed(1),
      ],
    ];
  });
}
