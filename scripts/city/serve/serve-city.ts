// Serves the departments of a city, in processes of their own, until told to stop or until this process ends.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { HeduiError } from '../../../domain/errors.ts';
import { registerFile } from '../city-folder.ts';
import type { Counted } from './counters.ts';
import type { Order, Place, ServeOptions, Word } from './department-process.ts';
import type { Fault } from './faults.ts';
import { EVERY_CITY_HAS, STAND_IN_LIST, STAND_INS, type StandIn } from './stand-in-list.ts';

export type ServedCity = {
  /** What loadDepartments reads, with literal addresses and credentials. */
  readonly departmentsFile: string;
  readonly departments: readonly {
    readonly id: StandIn;
    readonly address: string;
    readonly pid: number;
  }[];
  /** Makes a department show a fault; null ends all of its faults. */
  setFault(department: StandIn, fault: Fault | null): Promise<void>;
  counted(department: StandIn): Promise<Counted>;
  stop(): Promise<void>;
};

const DEFAULTS: ServeOptions = {
  latencyMs: 2,
  latencyP95Ms: null,
  requestsPerSecond: 1000,
  burst: 200,
  pageSize: 1000,
  tokenLifetimeMs: 300_000,
  slowMs: 60_000,
  answerDelayMs: 500,
  answerEncoding: 'gb18030',
  gzip: false,
  landServer: null,
};
/** A stand-in that does not end by itself within this time is killed. */
const STOPPED_WITHIN_MS = 15_000;

export type ServeWishes = Partial<ServeOptions> & {
  /** Serves these departments alone, whatever registers the city has. */
  readonly only?: readonly StandIn[];
  readonly faults?: readonly (Fault & { department: StandIn })[];
  /** What holds for one department alone. */
  readonly byDepartment?: Partial<Record<StandIn, Partial<ServeOptions>>>;
  /** Put in place of what every department is declared with. */
  readonly limits?: Partial<DeclaredLimits>;
  /** When the engine's circuit breaker leaves every department alone, and for how long. */
  readonly circuit?: { readonly failures: number; readonly openMs: number };
  /** How often a request that failed in passing is sent again at once, of every department. */
  readonly retries?: { readonly tries: number };
  /** Departments that are asked through the exchange platform instead of their own interface. */
  readonly behindPlatform?: readonly StandIn[];
};

/** @throws HeduiError CITY_INVALID when the folder holds no city or a register cannot be served */
export async function serveCity(dir: string, given: ServeWishes = {}): Promise<ServedCity> {
  const {
    only,
    faults = [],
    byDepartment = {},
    behindPlatform = [],
    limits = {},
    circuit,
    retries,
    ...options
  } = given;
  const city = resolve(dir);
  if (!existsSync(join(city, 'registers'))) throw noCity(dir);
  const settingsOf = (id: StandIn) => ({ ...DEFAULTS, ...options, ...byDepartment[id] });
  const children = new Map<string, ChildProcess>();
  const transportOf = (id: StandIn) =>
    behindPlatform.includes(id) ? 'exchange-platform' : STAND_IN_LIST[id].transport;
  const processOf = (id: StandIn) => {
    const transport = transportOf(id);
    // One gateway for all departments behind it.
    const process = transport === 'exchange-platform' ? transport : STAND_IN_LIST[id].process;
    const child = children.get(process) ?? forkEntry(ENTRIES[transport]);
    children.set(process, child);
    return child;
  };
  const stop = async () => {
    await Promise.all([...children.values()].map(stopProcess));
  };
  const started = await Promise.allSettled(
    (only ?? departmentsOf(city)).map(async (id) => {
      const child = processOf(id);
      const order = { department: id, order: 'serve', city, options: settingsOf(id) } as const;
      const { address, credentials, gateway, feedKey } = await tell(child, order, 'serving');
      const place: Place = { address, credentials, ...(gateway && { gateway }) };
      return { id, child, place, feedKey };
    }),
  );
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const childOf = (id: StandIn) => running.find((one) => one.id === id)?.child as ChildProcess;

  const served: ServedCity = {
    departmentsFile: join(city, 'departments.yaml'),
    departments: running.map(({ id, place, child }) => ({
      id,
      address: withoutPassword(place.address),
      pid: child.pid ?? 0,
    })),
    async setFault(department, fault) {
      await tell(childOf(department), { department, order: 'fault', fault }, 'done');
    },
    async counted(department) {
      return (await tell(childOf(department), { department, order: 'count' }, 'counted')).counted;
    },
    stop,
  };
  const declarations = running.map(({ id, place, feedKey }) => {
    const transport = transportOf(id);
    return {
      id,
      transport,
      limits: { ...limitsOf(transport, settingsOf(id)), ...limits },
      ...(circuit && { circuit }),
      ...(retries && { retries }),
      protections: PROTECTIONS[transport],
      ...(feedKey && { changeFeed: { resources: resourcesOf(id), key: feedKey } }),
      ...place,
    };
  });
  await writeFile(served.departmentsFile, stringify({ departments: declarations }), {
    mode: 0o600,
  });
  for (const { department, ...fault } of faults) await served.setFault(department, fault);
  return served;
}

/** As connectors name them. */
function resourcesOf(id: StandIn): string[] {
  return Object.keys(STAND_IN_LIST[id].declaration.registers).map((name) => `${id}.${name}`);
}

/** The first four always; another department when the city has a register of it, even an empty one. */
function departmentsOf(city: string): StandIn[] {
  return STAND_INS.filter((id) => {
    const registers = Object.values(STAND_IN_LIST[id].declaration.registers);
    return (
      EVERY_CITY_HAS.includes(id) ||
      registers.some(({ register }) => existsSync(registerFile(city, register)))
    );
  });
}

const ENTRIES = {
  http: 'http-departments',
  sql: 'land',
  'file-exchange': 'file-departments',
  'exchange-platform': 'gateway-departments',
} as const;
type Transport = keyof typeof ENTRIES;

/** From a checkout the entry is TypeScript and wants its loader; built, it is plain JavaScript. */
function forkEntry(name: string): ChildProcess {
  const isBuilt = import.meta.url.endsWith('.js');
  const entry = fileURLToPath(new URL(`./${name}.${isBuilt ? 'js' : 'ts'}`, import.meta.url));
  const loader = fileURLToPath(new URL('../../setup/run.mjs', import.meta.url));
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const child = isBuilt
    ? fork(entry, [], { execArgv: [], stdio: [...stdio] })
    : fork(loader, [entry], { execArgv: [], stdio: [...stdio] });
  // Each of its departments may be told something at the same time.
  return child.setMaxListeners(STAND_INS.length + 1);
}

/** Gives an order and waits for the word that answers it. */
function tell<Expected extends Word['word']>(
  child: ChildProcess,
  order: Order,
  expected: Expected,
): Promise<Extract<Word, { word: Expected }>> {
  return new Promise((fulfil, reject) => {
    const settle = () => {
      child.off('message', hear);
      child.off('exit', gone);
    };
    const hear = (word: Word) => {
      if (word.department !== order.department) return;
      if (word.word === expected) {
        settle();
        fulfil(word as Extract<Word, { word: Expected }>);
      } else if (word.word === 'failed') {
        settle();
        reject(notServed(word.why));
      }
    };
    const gone = () => {
      settle();
      reject(notServed('its process ended'));
    };
    child.on('message', hear);
    child.once('exit', gone);
    child.send(order, (error) => {
      if (error) gone();
    });
  });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const killing = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
  // Closing the channel is what the stand-in also notices when this process is killed.
  if (child.connected) child.disconnect();
  await ended;
  clearTimeout(killing);
}

function limitsOf(transport: Transport, { requestsPerSecond, burst }: ServeOptions) {
  return {
    requestsPerSecond,
    burst,
    concurrency: transport === 'sql' ? 2 : 4,
    personsPerRequest: 100,
    timeoutMs: 10_000,
    answerWithinMs: 60_000,
    askAgainMs: transport === 'file-exchange' ? 200 : 1_000,
  };
}
type DeclaredLimits = ReturnType<typeof limitsOf>;

const PROTECTIONS = {
  http: ['token', 'request-id'],
  sql: ['read-only'],
  'file-exchange': ['digest'],
  'exchange-platform': ['signature', 'request-id'],
} as const;

function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.password = '';
  return url.href;
}

function noCity(dir: string): HeduiError {
  return new HeduiError('CITY_INVALID', {
    zh: `${dir} 不是模拟城市：缺少 registers 文件夹。请先运行 hedui city grow。`,
    en: `${dir} is no city: it has no registers folder. Run hedui city grow first.`,
  });
}

function notServed(why: string): HeduiError {
  return new HeduiError('CITY_INVALID', {
    zh: `模拟部门无法启动：${why}`,
    en: `a stand-in department cannot serve: ${why}`,
  });
}
