// What the engine works with: the store, the queue, the processes on it, and the places outside that it tells.

import type { Settings } from '../../config/settings.ts';
import { DEAD_AFTER_SECONDS } from '../../store/worker-silence.ts';
import { newestPublished } from '../../jobs/publish-checkpoint.ts';
import type { Queues } from '../../jobs/queues.ts';
import { greetMailServer } from '../../jobs/supervision/digest.ts';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type MonthlyPart, partOf } from '../../store/months.ts';
import type { OpenTransaction, Store, StoreFacts } from '../../store/store.ts';
import { type Check, opened } from './check.ts';

export function storeCheck({ serverVersion }: StoreFacts, settings: Settings): Check {
  const isEmbedded = settings.databaseUrl === null;
  return {
    name: 'store',
    state: 'ok',
    said: {
      zh: `PostgreSQL ${serverVersion}${isEmbedded ? '（内置）' : ''}`,
      en: `PostgreSQL ${serverVersion}${isEmbedded ? ' (embedded)' : ''}`,
    },
  };
}

/** What is changed often has thousands of dead rows by then, and everybody who reads it walks through them. */
const OPEN_TOO_LONG_MINUTES = 10;

export function transactionsCheck(oldest: OpenTransaction | null): Check {
  const minutes = Math.floor((oldest?.seconds ?? 0) / 60);
  if (oldest === null || minutes < OPEN_TOO_LONG_MINUTES) {
    return {
      name: 'transactions',
      state: 'ok',
      said: { zh: '没有长时间未结束的事务', en: 'none has been open for long' },
    };
  }
  const { pid, application } = oldest;
  const who = application === '' ? `${pid}` : `${application} (${pid})`;
  return {
    name: 'transactions',
    state: 'warn',
    said: {
      zh: `会话 ${who} 的事务已 ${minutes} 分钟未结束：期间数据库无法清理旧行，会越来越慢。如非备份，请执行 select pg_terminate_backend(${pid})。`,
      en: `Session ${who} has had a transaction open for ${minutes} minutes: vacuum clears nothing meanwhile, and the database gets slower. Unless it is a backup, end it: select pg_terminate_backend(${pid}).`,
    },
  };
}

export async function ledgerCheck(store: Store): Promise<Check> {
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

/** Evidence and ledger lie in a part a month, which workers make. */
export async function monthsCheck(store: Store, today: CalendarDate): Promise<Check> {
  const parts = await store.months.parts();
  const size = (of: MonthlyPart['of']) =>
    mib(parts.reduce((sum, part) => sum + (part.of === of ? part.bytes : 0), 0));
  const months = parts.filter(({ of, name }) => of === 'answers' && /_\d{4}_\d\d$/.test(name));
  // Of a new installation the first worker has not had its turn yet.
  const isNew = months.length === 0;
  const isOverdue = !isNew && !months.some(({ name }) => name === partOf('answers', today));
  const sizes = { evidence: size('answers'), ledger: size('ledger_entries') };
  return {
    name: 'months',
    state: isOverdue ? 'warn' : 'ok',
    said: {
      zh: `证据 ${sizes.evidence} MiB，审计账 ${sizes.ledger} MiB，${isNew ? '尚未分月' : `分存 ${months.length} 个月`}${isNew || isOverdue ? '。本月的分区由工作进程在启动后十分钟内建立' : ''}`,
      en: `evidence ${sizes.evidence} MiB, ledger ${sizes.ledger} MiB, ${isNew ? 'not by month yet' : `in ${months.length} months`}${isNew || isOverdue ? '. A worker makes the parts of this month within ten minutes of its start' : ''}`,
    },
  };
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

export async function queueChecks(
  queues: Queues,
  departments: readonly DepartmentId[],
): Promise<Check[]> {
  const counts = await queues.counts(departments);
  const failed = counts.reduce((sum, queue) => sum + queue.failed, 0);
  const waiting = counts.reduce((sum, queue) => sum + queue.waiting + queue.delayed, 0);
  const { writesEach, mayDrop } = await queues.safekeeping();
  const checks: Check[] = [
    {
      name: 'queue',
      state: failed > 0 ? 'warn' : 'ok',
      said: {
        zh: `${queues.engine}；等待 ${waiting} 项，失败 ${failed} 项${failed > 0 ? '，原因见工作进程日志' : ''}`,
        en: `${queues.engine}; ${waiting} jobs waiting, ${failed} failed${failed > 0 ? ': see the log of the workers' : ''}`,
      },
    },
  ];
  if (!writesEach) {
    checks.push({
      name: 'queue on disk',
      state: 'warn',
      said: {
        zh: 'Redis 未开启追加文件，重启会丢失排队的工作（之后须执行 hedui recover）。请设置 appendonly yes。',
        en: 'Redis keeps no append-only file: a restart loses the jobs (hedui recover puts them back). Set appendonly yes.',
      },
    });
  }
  if (mayDrop) {
    checks.push({
      name: 'queue memory',
      state: 'fail',
      said: {
        zh: 'Redis 内存用尽时会丢弃工作。请设置 maxmemory-policy noeviction。',
        en: 'Redis would drop jobs when its memory is full. Set maxmemory-policy noeviction.',
      },
    });
  }
  return checks;
}

export async function workersCheck(store: Store): Promise<Check> {
  const seen = await store.workers.seenWithin(1);
  const alive = seen.filter(
    ({ endedAt, silentSeconds }) => endedAt === null && silentSeconds < DEAD_AFTER_SECONDS,
  );
  const versions = [...new Set(alive.map(({ version }) => version))];
  if (alive.length === 0) {
    return {
      name: 'workers',
      state: 'warn',
      said: {
        zh: '没有工作进程在运行，已提交的批次不会推进。请启动 hedui worker。',
        en: 'No worker runs, so batches stand still. Start hedui worker.',
      },
    };
  }
  return {
    name: 'workers',
    state: versions.length > 1 ? 'warn' : 'ok',
    said: {
      zh: `${alive.length} 个在运行，版本 ${versions.join('、')}${versions.length > 1 ? '。请完成升级' : ''}`,
      en: `${alive.length} at work, version ${versions.join(', ')}${versions.length > 1 ? ': finish the upgrade' : ''}`,
    },
  };
}

/** Where checkpoints and digests go, if anywhere. */
export async function outsideChecks(settings: Settings, sheet: Check[]): Promise<void> {
  const { publishTo, digest } = settings;
  if (publishTo !== null) {
    const newest = await opened(sheet, 'checkpoints', async () => ({
      published: await newestPublished(publishTo),
    }));
    if (newest !== null) sheet.push(checkpointsCheck(newest.published?.checkpoint.size ?? null));
  }
  if (digest.smtpUrl !== null) sheet.push(await mailCheck(digest.smtpUrl));
}

function checkpointsCheck(size: number | null): Check {
  return {
    name: 'checkpoints',
    state: 'ok',
    said:
      size === null
        ? { zh: '可发布，尚未发布过', en: 'can be published; none was yet' }
        : {
            zh: `最近一次发布时审计账有 ${size} 条`,
            en: `the newest covers ${size} entries of the ledger`,
          },
  };
}

async function mailCheck(smtpUrl: string): Promise<Check> {
  const fault = await greetMailServer(smtpUrl);
  return {
    name: 'mail',
    state: fault === null ? 'ok' : 'warn',
    said:
      fault === null
        ? { zh: '邮件服务器可用', en: 'the mail server accepts us' }
        : {
            zh: `邮件服务器不可用（${fault}），时限提醒发不出去。请检查 HEDUI_SMTP_URL。`,
            en: `The mail server does not accept us (${fault}), so no digest of deadlines goes out. Check HEDUI_SMTP_URL.`,
          },
  };
}
