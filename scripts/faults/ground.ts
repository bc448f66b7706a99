// Where a campaign takes place: a city with its departments, a PostgreSQL and a Redis of its own, workers and a console as
// processes, and an engine of ours that looks at the store from outside.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { readSettings } from '../../config/settings.ts';
import { type Engine, openEngine } from '../../jobs/engine.ts';
import { openLog } from '../../jobs/log.ts';
import { acquireEmbedded } from '../../store/embedded/acquire.ts';
import { growCity } from '../city/grow/grow.ts';
import { type ServedCity, serveCity, type ServeWishes } from '../city/serve/serve-city.ts';
import { openQueueServer, type QueueServer } from './queue-server.ts';
import { type Clock, openClock } from './clocks.ts';
import { openSmallVolume, type SmallVolume } from './small-volume.ts';
import { cutSlices } from './slices.ts';
import { type Machine, type Machines, openMachines } from './machines.ts';
import { supervise, type Supervised } from './supervised.ts';

export type Ground = {
  readonly city: ServedCity;
  /** One batch file a round. */
  readonly files: readonly string[];
  readonly queue: QueueServer | null;
  readonly workers: readonly Supervised[];
  /** Each worker's own machine; none where all are processes of this one. */
  readonly machines: readonly Machine[];
  /** Each worker's clock; none where libfaketime is not installed. */
  readonly clocks: readonly Clock[];
  /** The disk of the database; null where none could be mounted. */
  readonly volume: SmallVolume | null;
  readonly console: Supervised;
  /** Where the console is reached. */
  readonly address: string;
  readonly engine: Engine;
  /** What an outsider with SQL sees. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** The process id of PostgreSQL's postmaster. */
  databasePid(): Promise<number>;
  /** Runs a command of hedui in a process of its own. */
  command(args: readonly string[], killAfterMs?: number): Promise<Ran>;
  consoleIsReady(): Promise<boolean>;
  close(): Promise<void>;
};

export type Ran = { readonly code: number | null; readonly printed: string };

export type GroundOptions = {
  readonly folder: string;
  /** The built code. */
  readonly built: string;
  readonly seed: number;
  readonly rounds: number;
  readonly households: number;
  readonly workers: number;
  readonly consolePort: number;
  /** Gives each worker a machine of its own, a network namespace. */
  readonly onMachines: boolean;
  /** Gives the database a small disk and each worker a clock that can jump, where this machine allows it. */
  readonly onUnsteadyGround?: boolean;
  readonly residentsAHousehold?: number;
  /** How the departments serve; the usual: slowly enough for blows to fall while they are asked. */
  readonly served?: ServeWishes;
  /** Settings of the engine's processes beside the usual ones, or in place of them. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Arguments of Node before the program's own. */
  readonly node?: readonly string[];
};

/** Jobs of a dead worker are taken up after this. */
export const TAKEOVER_SECONDS = 3;
const CHUNK = 10;
/** About one household in thirty applies; more residents than that leave room for those the city cannot use. */
const RESIDENTS_A_HOUSEHOLD = 60;
const SLOWLY: ServeWishes = {
  latencyMs: 150,
  answerDelayMs: 600,
  limits: { timeoutMs: 1_000, answerWithinMs: 5_000, askAgainMs: 300 },
  circuit: { failures: 20, openMs: 500 },
};
const LEAST_RESIDENTS = 3_000;
/** A fresh cluster, its log and some thousand households. */
const VOLUME_MIB = 768;

export async function openGround(options: GroundOptions): Promise<Ground> {
  const { folder, built, rounds, households } = options;
  const opened: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of opened.toReversed()) await end();
  };
  try {
    const cityFolder = join(folder, 'city');
    await growCity(cityFolder, {
      residents: Math.max(
        LEAST_RESIDENTS,
        rounds * households * (options.residentsAHousehold ?? RESIDENTS_A_HOUSEHOLD),
      ),
      seed: options.seed,
      batchHouseholds: rounds * households,
    });
    const files = await cutSlices(cityFolder, folder, rounds, households);
    const city = await serveCity(cityFolder, options.served ?? SLOWLY);
    opened.push(() => city.stop());
    const home = join(folder, 'home');
    await mkdir(home, { recursive: true });
    const unsteady = options.onUnsteadyGround ?? false;
    const volume = unsteady ? await openSmallVolume(join(folder, 'database'), VOLUME_MIB) : null;
    opened.push(async () => volume?.close());
    const database = await acquireEmbedded({ folder: join(folder, 'database') });
    opened.push(() => database.release());
    const queue = await openQueueServer(folder);
    opened.push(async () => queue?.end());

    const env = {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      QUEUE_URL: queue?.url,
      HEDUI_HOME: home,
      HEDUI_DEPARTMENTS: city.departmentsFile,
      HEDUI_TAKEOVER_SECONDS: String(TAKEOVER_SECONDS),
      HEDUI_CHUNK_SIZE: String(CHUNK),
      HEDUI_LOG_LEVEL: 'silent',
      ...options.settings,
    };
    const hedui = join(built, 'scripts', 'hedui.js');
    const engine = await openEngine(readSettings(env), openLog('silent'));
    opened.push(() => engine.close());
    const machines = options.onMachines ? await openMachines(options.workers) : null;
    opened.push(async () => machines?.close());
    const away = machines && (await reachable(machines, env, folder));
    const start = (
      name: string,
      args: readonly string[],
      { machine, clock }: { machine?: Machine | undefined; clock?: Clock | null } = {},
    ) => {
      const own = [process.execPath, ...(options.node ?? []), hedui, ...args] as const;
      const [program = own[0], ...rest] = [...(machine?.prefix ?? []), ...own];
      const surroundings = machine && away ? away : env;
      const one = supervise(name, [program, ...rest], { ...surroundings, ...clock?.env });
      opened.push(() => one.end());
      return one;
    };
    const clocks: Clock[] = [];
    const workers = Array.from({ length: options.workers }, (_, place) => {
      const name = `worker ${place + 1}`;
      const clock = unsteady ? openClock(folder, name) : null;
      if (clock !== null) clocks.push(clock);
      return start(name, ['worker'], { machine: machines?.all[place], clock });
    });
    const sql: Ground['sql'] = async (text, values = []) => {
      const client = new pg.Client({ connectionString: database.url });
      // Its server may be struck while it asks: the question is refused then, and nothing more.
      client.on('error', () => undefined);
      await client.connect();
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end();
      }
    };
    const address = `http://127.0.0.1:${options.consolePort}`;
    return {
      city,
      files,
      queue,
      workers,
      engine,
      machines: machines?.all ?? [],
      clocks,
      volume,
      address,
      console: start('console', ['console', '--port', String(options.consolePort)]),
      sql,
      async databasePid() {
        const [row] = await sql<{ file: string }>("select pg_read_file('postmaster.pid') as file");
        return Number.parseInt(row?.file ?? '', 10);
      },
      async command(args, killAfterMs) {
        const child = spawn(process.execPath, [hedui, ...args], {
          env,
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        let printed = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
        });
        const killing =
          killAfterMs === undefined
            ? undefined
            : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
        const [code] = (await once(child, 'close')) as [number | null];
        clearTimeout(killing);
        return { code, printed };
      },
      async consoleIsReady() {
        const answer = await fetch(`${address}/health/ready`).catch(() => null);
        return answer?.ok ?? false;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same settings as another machine needs them: loopback addresses are this one's, so they are reached by its own. */
async function reachable(
  machines: Machines,
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<NodeJS.ProcessEnv> {
  const elsewhere = async (text: string) => {
    for (const [, port] of text.matchAll(/127\.0\.0\.1:(\d+)/g)) await machines.reach(Number(port));
    return text.replaceAll('127.0.0.1', machines.host);
  };
  const departments = join(folder, 'departments-elsewhere.yaml');
  const declared = await readFile(env['HEDUI_DEPARTMENTS'] ?? '', 'utf8');
  await writeFile(departments, await elsewhere(declared), { mode: 0o600 });
  return {
    ...env,
    DATABASE_URL: await elsewhere(env['DATABASE_URL'] ?? ''),
    QUEUE_URL: await elsewhere(env['QUEUE_URL'] ?? ''),
    HEDUI_DEPARTMENTS: departments,
  };
}
