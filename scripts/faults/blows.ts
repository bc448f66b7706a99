// What may befall an installation at any moment. Each blow strikes once and heals by itself, as life does: a supervisor
// starts what was killed, an operator recovers a queue that was lost.

import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../city/grow/random.ts';
import { FAULT_KINDS, type FaultKind } from '../city/serve/faults.ts';
import { type Ground, TAKEOVER_SECONDS } from './ground.ts';
import type { Supervised } from './supervised.ts';

export type Blow = {
  readonly name: string;
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  /**
   * Whether an answer may be lost on its way into the store: what a killed process had been told, and nobody else was,
   * has to be asked again.
   */
  readonly losesAnswers: boolean;
  /** @returns what was struck, for the record */
  strike(ground: Ground, random: Random): Promise<string>;
};

export type Struck = { readonly blow: string; readonly what: string };

/** What no honest answer looks like: seen through, it is no answer, and asked for again. */
const LIES: readonly FaultKind[] = [
  'foreign-person',
  'wrong-type',
  'missing-field',
  'extra-field',
  'duplicate-records',
  'encoding',
];

/** Faults that pass with time. */
const PASSING: readonly FaultKind[] = FAULT_KINDS.filter((kind) =>
  ['down', '429', '500', 'html', 'truncated', 'half-page', 'slow', 'reset', 'maintenance'].includes(
    kind,
  ),
);

const killed = (one: Supervised) => {
  one.signal('SIGKILL');
  return one.name;
};

export const BLOWS: readonly Blow[] = [
  {
    name: 'worker killed',
    weight: 5,
    losesAnswers: true,
    strike: async ({ workers }, random) => killed(random.pick(workers)),
  },
  {
    name: 'all workers killed',
    weight: 1,
    losesAnswers: true,
    strike: async ({ workers }) => workers.map(killed).join(', '),
  },
  {
    name: 'worker told to end',
    weight: 2,
    losesAnswers: true,
    async strike({ workers }, random) {
      const one = random.pick(workers);
      one.signal('SIGTERM');
      return one.name;
    },
  },
  {
    // A machine that hangs: it goes on working on jobs that others have taken up meanwhile.
    name: 'worker frozen past its takeover',
    weight: 2,
    losesAnswers: true,
    async strike({ workers }, random) {
      const one = random.pick(workers);
      one.signal('SIGSTOP');
      await pause(TAKEOVER_SECONDS * 1000 * 2);
      one.signal('SIGCONT');
      return one.name;
    },
  },
  {
    // Packets vanish for longer than a takeover; its connections neither end nor answer.
    name: 'machine cut off',
    weight: 3,
    losesAnswers: true,
    async strike({ machines }, random) {
      if (machines.length === 0) return 'there are none';
      const machine = random.pick(machines);
      machine.cut();
      await pause(TAKEOVER_SECONDS * 1000 * 2);
      machine.mend();
      return machine.name;
    },
  },
  {
    name: 'keys turned',
    weight: 2,
    losesAnswers: false,
    async strike(ground) {
      const { code } = await ground.command(['keys', 'rotate']);
      return code === 0 ? 'the key-encryption key' : `in vain: exit code ${code}`;
    },
  },
  {
    name: 'console killed',
    weight: 4,
    losesAnswers: false,
    strike: async (ground) => killed(ground.console),
  },
  {
    name: 'queue server killed',
    weight: 3,
    losesAnswers: true,
    async strike({ queue }) {
      return queue === null ? 'there is none' : killed(queue.process);
    },
  },
  {
    name: 'queue lost, then recovered',
    weight: 2,
    losesAnswers: true,
    async strike(ground) {
      if (ground.queue === null) return 'there is none';
      await ground.queue.loseEverything();
      await ground.command(['recover']);
      return 'redis';
    },
  },
  {
    name: 'database killed',
    weight: 2,
    losesAnswers: true,
    async strike(ground) {
      const pid = await ground.databasePid();
      process.kill(pid, 'SIGKILL');
      return 'postmaster';
    },
  },
  {
    name: 'connections cut',
    weight: 3,
    losesAnswers: true,
    async strike(ground) {
      const rows = await ground.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
      return `${rows.length} of the database`;
    },
  },
  {
    name: 'disk full',
    weight: 2,
    losesAnswers: true,
    async strike({ volume }, random) {
      if (volume === null) return 'there is no small one';
      const bytes = await volume.fill();
      await pause(random.between(500, 4_000));
      await volume.makeRoom();
      return `the last ${Math.round(bytes / 1024 / 1024)} MiB of the database’s`;
    },
  },
  {
    // As when a machine's time is set right: an hour back, or hours ahead and back again.
    name: 'clock jumped',
    weight: 3,
    losesAnswers: false,
    async strike({ clocks }, random) {
      if (clocks.length === 0) return 'there is none that can';
      const clock = random.pick(clocks);
      const seconds = random.pick([-7_200, -90, 90, 7_200, 86_400]);
      clock.jump(seconds);
      await pause(random.between(1_500, 4_000));
      clock.jump(0);
      return `${seconds} s and back`;
    },
  },
  {
    name: 'department lies',
    weight: 3,
    losesAnswers: false,
    strike: departmentDoes(LIES),
  },
  {
    name: 'department in trouble',
    weight: 6,
    losesAnswers: false,
    strike: departmentDoes(PASSING),
  },
];

/** One department, drawn, does one of these for a while. */
function departmentDoes(faults: readonly FaultKind[]): Blow['strike'] {
  return async ({ city }, random) => {
    const department = random.pick(city.departments).id;
    const fault = random.pick(faults);
    await city.setFault(department, { fault, share: 1, forMs: random.between(300, 2_000) });
    return `${department}: ${fault}`;
  };
}
