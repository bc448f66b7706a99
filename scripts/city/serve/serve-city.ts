// Serves the departments of a city, each as a process of its own, until told to stop or until this process ends.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { HeduiError } from '../../../domain/errors.ts';
import type { Counted } from './counters.ts';
import type { Order, Place, ServeOptions, Word } from './department-process.ts';
import type { Fault } from './faults.ts';

export const STAND_INS = ['public-security', 'human-resources', 'land', 'civil-affairs'] as const;
export type StandIn = (typeof STAND_INS)[number];

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

/** @throws HeduiError CITY_INVALID when the folder holds no city or a register cannot be served */
export async function serveCity(
  dir: string,
  given: Partial<ServeOptions> & {
    readonly faults?: readonly (Fault & { department: StandIn })[];
  } = {},
): Promise<ServedCity> {
  const { faults = [], ...options } = given;
  const city = resolve(dir);
  if (!existsSync(join(city, 'registers'))) throw noCity(dir);
  const settings = { ...DEFAULTS, ...options };
  const started = await Promise.allSettled(
    STAND_INS.map(async (id) => ({ id, ...(await startStandIn(id, city, settings)) })),
  );
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stop = async () => {
    await Promise.all(running.map(({ child }) => stopStandIn(child)));
  };
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
      await tell(childOf(department), { order: 'fault', fault }, 'done');
    },
    async counted(department) {
      return (await tell(childOf(department), { order: 'count' }, 'counted')).counted;
    },
    stop,
  };
  const declarations = running.map(({ id, place }) => declarationOf(id, place, settings));
  await writeFile(served.departmentsFile, stringify({ departments: declarations }), {
    mode: 0o600,
  });
  for (const { department, ...fault } of faults) await served.setFault(department, fault);
  return served;
}

async function startStandIn(id: StandIn, city: string, options: ServeOptions) {
  const child = forkEntry(id);
  const { address, credentials } = await tell(
    child,
    { order: 'serve', city, options },
    'serving',
  ).catch(async (cause: unknown) => {
    await stopStandIn(child);
    throw cause;
  });
  return { child, place: { address, credentials } satisfies Place };
}

/** From a checkout the entry is TypeScript and wants its loader; built, it is plain JavaScript. */
function forkEntry(id: StandIn): ChildProcess {
  const isBuilt = import.meta.url.endsWith('.js');
  const entry = fileURLToPath(new URL(`./${id}.${isBuilt ? 'js' : 'ts'}`, import.meta.url));
  const loader = fileURLToPath(new URL('../../setup/run.mjs', import.meta.url));
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  return isBuilt
    ? fork(entry, [], { execArgv: [], stdio: [...stdio] })
    : fork(loader, [entry], { execArgv: [], stdio: [...stdio] });
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

async function stopStandIn(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const killing = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
  // Closing the channel is what the stand-in also notices when this process is killed.
  if (child.connected) child.disconnect();
  await ended;
  clearTimeout(killing);
}

function declarationOf(id: StandIn, place: Place, options: ServeOptions) {
  const http = {
    transport: 'http',
    limits: {
      requestsPerSecond: options.requestsPerSecond,
      burst: options.burst,
      concurrency: 4,
      personsPerRequest: 100,
      timeoutMs: 10_000,
      answerWithinMs: 60_000,
      askAgainMs: 1_000,
    },
    protections: ['token', 'request-id'],
  };
  const kinds = {
    'public-security': { names: { zh: '公安', en: 'Public security' }, ...http },
    'human-resources': {
      names: { zh: '人力资源和社会保障', en: 'Human resources and social security' },
      ...http,
    },
    land: {
      names: { zh: '自然资源', en: 'Natural resources' },
      transport: 'sql',
      limits: { ...http.limits, concurrency: 2 },
      protections: ['read-only'],
    },
    'civil-affairs': {
      names: { zh: '省级民政', en: 'Provincial civil affairs' },
      transport: 'file-exchange',
      limits: { ...http.limits, askAgainMs: 200 },
      protections: ['digest'],
    },
  };
  return { id, ...kinds[id], ...place };
}

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
