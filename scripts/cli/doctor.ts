// hedui doctor: is this installation sound? Each check says what is wrong and what to do.

import { statfs } from 'node:fs/promises';
import type { Command } from 'commander';
import { say } from '../../config/messages/language.ts';
import type { Settings } from '../../config/settings.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import { HeduiError, type Said } from '../../domain/errors.ts';
import { SCHEMES } from '../../domain/scheme.ts';
import type { Engine } from '../../jobs/engine.ts';
import { standardKeysOf } from '../../matchers/schemes/scheme-list.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson } from './terminal.ts';

type Check = {
  readonly name: string;
  /** `warn`: the engine works, with less. */
  readonly state: 'ok' | 'warn' | 'fail';
  readonly said: Said;
};

const PROBE_WITHIN_MS = 5_000;
const LEAST_FREE_BYTES = 1_000_000_000;

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .option('--json', 'print the checks as JSON')
    .description('check this installation and say what to mend')
    .action(doctor);
}

async function doctor(options: { json?: boolean }): Promise<void> {
  const settings = await commandSettings();
  const checks: Check[] = [];
  try {
    checks.push(await diskSpace(settings));
    await withEngine(settings, 'silent', async (engine) => {
      checks.push(...(await engineChecks(engine)));
    });
  } catch (error) {
    if (!(error instanceof HeduiError)) throw error;
    checks.push({ name: error.code, state: 'fail', said: error.said });
  }
  const isSound = checks.every((check) => check.state !== 'fail');
  if (options.json) {
    printJson({ format: 'hedui-doctor/1', sound: isSound, checks });
  } else {
    const marks = { ok: '✓', warn: '!', fail: '✗' };
    for (const { name, state, said } of checks) {
      console.log(`${marks[state]} ${name}: ${say(said, settings.language)}`);
    }
  }
  if (!isSound) process.exitCode = FAILED;
}

async function engineChecks(engine: Engine): Promise<Check[]> {
  const health = await engine.store.health();
  return [
    {
      name: 'store',
      state: 'ok',
      said: {
        zh: `PostgreSQL ${health.serverVersion}，表结构 ${health.migrations}${engine.settings.databaseUrl ? '' : '（内置）'}`,
        en: `PostgreSQL ${health.serverVersion}, schema ${health.migrations}${engine.settings.databaseUrl ? '' : ' (embedded)'}`,
      },
    },
    await queueCheck(engine),
    await ledgerCheck(engine),
    standardsCheck(engine),
    ...(await Promise.all(engine.departments.map((id) => departmentCheck(engine, id)))),
  ];
}

async function diskSpace({ home }: Settings): Promise<Check> {
  const disk = await statfs(home).catch(() => statfs('.'));
  const free = disk.bavail * disk.bsize;
  const gigabytes = (free / 1e9).toFixed(1);
  return {
    name: 'disk',
    state: free < LEAST_FREE_BYTES ? 'warn' : 'ok',
    said: { zh: `${home} 所在磁盘剩余 ${gigabytes} GB`, en: `${gigabytes} GB free for ${home}` },
  };
}

async function ledgerCheck({ store }: Engine): Promise<Check> {
  const may = await store.mayChangeLedger();
  return {
    name: 'ledger',
    state: may ? 'warn' : 'ok',
    said: may
      ? {
          zh: '当前数据库账户拥有审计账，可以改动它。建议用 hedui database grant 设置受限账户（docs/operating.md）。',
          en: 'The role that hedui runs as owns the ledger and could change it. Set up a lesser one: hedui database grant (docs/operating.md).',
        }
      : {
          zh: '当前数据库账户只能追加审计账。',
          en: 'The role that hedui runs as can only add to the ledger.',
        },
  };
}

async function queueCheck({ queues, departments }: Engine): Promise<Check> {
  const counts = await queues.counts(departments);
  const failed = counts.reduce((sum, queue) => sum + queue.failed, 0);
  const waiting = counts.reduce((sum, queue) => sum + queue.waiting + queue.delayed, 0);
  return {
    name: 'queue',
    state: failed > 0 ? 'warn' : 'ok',
    said: {
      zh: `${queues.engine}；等待 ${waiting} 项，失败 ${failed} 项${failed > 0 ? '，原因见工作进程日志' : ''}`,
      en: `${queues.engine}; ${waiting} jobs waiting, ${failed} failed${failed > 0 ? ': see the log of the workers' : ''}`,
    },
  };
}

function standardsCheck({ verifyRoom, settings }: Engine): Check {
  const today = shanghaiDate(new Date());
  const inForce = verifyRoom.standards.inForce(settings.region, today);
  const wanted = SCHEMES.flatMap((scheme) => standardKeysOf(scheme));
  const missing = wanted.filter((key) => !inForce.has(key));
  const unconfirmed = wanted.filter((key) => inForce.get(key)?.confirmed === false);
  if (missing.length > 0) {
    return {
      name: 'standards',
      state: 'fail',
      said: {
        zh: `地区 ${settings.region} 缺少今日有效的标准参数：${missing.join('、')}。请在 config/standards 中补充。`,
        en: `Region ${settings.region} lacks standards in force today: ${missing.join(', ')}. Add them in config/standards.`,
      },
    };
  }
  return {
    name: 'standards',
    state: unconfirmed.length > 0 ? 'warn' : 'ok',
    said: {
      zh: `${wanted.length} 项在用，其中 ${unconfirmed.length} 项来源待确认，启用前请核对文件。`,
      en: `${wanted.length} in force, ${unconfirmed.length} of them with a source to be confirmed: check them before real use.`,
    },
  };
}

async function departmentCheck(
  { connectors, lookupRoom: { declarations } }: Engine,
  id: Engine['departments'][number],
): Promise<Check> {
  const name = `department ${id}`;
  const missing = declarations.get(id)?.missing ?? [];
  if (missing.length > 0) {
    return {
      name,
      state: 'warn',
      said: {
        zh: `未接入：请设置环境变量 ${missing.join('、')}。在此之前其信息均为“未返回”。`,
        en: `not connected: set ${missing.join(', ')}. Until then what it knows is "not answered".`,
      },
    };
  }
  const probe = await connectors.get(id)?.probe(AbortSignal.timeout(PROBE_WITHIN_MS));
  return probe?.ok
    ? {
        name,
        state: 'ok',
        said: { zh: `可查询（${probe.ms} ms）`, en: `answers (${probe.ms} ms)` },
      }
    : {
        name,
        state: 'warn',
        said: {
          zh: `无法查询：${probe?.said ?? ''}。请检查地址、凭证和网络。`,
          en: `does not answer: ${probe?.said ?? ''}. Check its address, credentials and the network.`,
        },
      };
}
