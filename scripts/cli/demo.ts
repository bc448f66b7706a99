// hedui demo: everything, end to end, on this machine alone. A small city grows, its departments open, a caseworker
// submits a batch with the errors of life in it, and reports come out.

import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { withSecretFiles } from '../../config/secret-files.ts';
import { type Language, say } from '../../config/messages/language.ts';
import { loadOffice } from '../../config/office.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import type { Said } from '../../domain/errors.ts';
import type { Engine } from '../../jobs/engine.ts';
import { submitBatch } from '../../jobs/submit-batch.ts';
import { startWorking } from '../../jobs/worker.ts';
import { acquireEmbedded } from '../../store/embedded/acquire.ts';
import { freshDatabaseOn } from '../../store/fresh-database.ts';
import { growCity } from '../city/grow/grow.ts';
import { playScenario, readScenario, type Scenario, wishesOf } from '../city/scenario.ts';
import type { Counted } from '../city/serve/counters.ts';
import { type ServedCity, serveCity } from '../city/serve/serve-city.ts';
import { STAND_INS } from '../city/serve/stand-in-list.ts';
import { batchDocument, batchSummary } from './batch-document.ts';
import { wholeNumber } from './city.ts';
import { demoLogins, openDemoConsole } from './demo-console.ts';
import { withEngine } from './open.ts';
import { watchBatch } from './progress.ts';
import { firstReports, supersededSummary, watchRecovery } from './recovery.ts';
import { endOfSession, FAILED } from './terminal.ts';
import { writeReports } from './write-reports.ts';

type DemoOptions = {
  households: number;
  residents: number;
  seed: number;
  lang?: Language;
  keep?: boolean;
  scenario?: string;
};

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .option('--households <n>', 'applicant households', wholeNumber, 200)
    .option('--residents <n>', 'residents of the city', wholeNumber, 5_000)
    .option('--seed <n>', 'another seed grows another city', wholeNumber, 7)
    .option('--lang <language>', 'zh-CN or en (default: HEDUI_LANGUAGE)')
    .option('--scenario <file>', 'how the departments fare: a file, or bad-week')
    .option(
      '--keep',
      'go on until Ctrl-C: departments, workers, and the console with a login for each role',
    )
    .description('grow a small city, verify a batch of its households, show the reports')
    .action(demo);
}

const DATABASE = 'hedui_demo';
/** Small, so that a batch of 200 households shows its progress. */
const DEMO_CHUNK = 50;

async function demo(options: DemoOptions): Promise<void> {
  const started = performance.now();
  const environment = readSettings(withSecretFiles(process.env));
  const language = options.lang ?? environment.language;
  // Every demo begins anew, in a home and a database of its own: nothing of an office's data is near.
  const home = join(environment.home, 'demo');
  await rm(join(home, 'city'), { recursive: true, force: true });
  await rm(join(home, 'reports'), { recursive: true, force: true });
  const step = (said: Said) => console.log(`[${seconds(started)}] ${say(said, language)}`);
  const ending = endOfSession();
  const scenario = options.scenario === undefined ? null : await readScenario(options.scenario);

  const cityFolder = join(home, 'city');
  const on = shanghaiDate(new Date());
  await growCity(cityFolder, {
    residents: options.residents,
    seed: options.seed,
    on,
    batchHouseholds: options.households,
  });
  step({
    zh: `模拟城市已建成：${options.residents} 名居民，${STAND_INS.length} 个部门的登记簿（${shown(cityFolder)}）`,
    en: `A city of ${options.residents} residents has grown, with the registers of ${STAND_INS.length} departments (${shown(cityFolder)})`,
  });
  const served = await serveCity(cityFolder, scenario ? wishesOf(scenario) : {});
  try {
    step({
      zh: `${served.departments.length} 个部门已开放查询：公安、人社、税务等（HTTP），自然资源（SQL 前置库），省级民政、银行等（文件交换）`,
      en: `${served.departments.length} departments are open: public security, human resources, tax … (HTTP), land (SQL), civil affairs, banks … (file exchange)`,
    });
    const embedded =
      environment.databaseUrl === null
        ? await acquireEmbedded({ folder: join(home, 'database') })
        : null;
    const settings: Settings = {
      ...environment,
      databaseUrl: await freshDatabaseOn(embedded?.url ?? environment.databaseUrl ?? '', DATABASE),
      home,
      keyFile: join(home, 'keys.json'),
      language,
      departmentsFile: served.departmentsFile,
    };
    await withEngine(settings, 'silent', async (engine) => {
      const { queues } = engine;
      step({
        zh: `引擎已启动：${embedded ? '内置 ' : ''}PostgreSQL，队列由 ${queues.engine} 承载`,
        en: `The engine is up: ${embedded ? 'embedded ' : ''}PostgreSQL, queue on ${queues.engine}`,
      });
      await verifyBatch(
        engine,
        join(cityFolder, 'batches', 'applicants-with-errors.csv'),
        on,
        language,
        step,
        ending,
        scenario && { scenario, city: served },
      );
      if (options.keep) await keepOpen(engine, language, ending);
      await queues.erase(engine.departments);
    });
    await embedded?.release();
  } finally {
    await served.stop();
  }
  if (!options.keep) {
    step({ zh: '演示结束，所有进程已停止。', en: 'The demo is over; nothing is left running.' });
  }
}

async function verifyBatch(
  engine: Engine,
  batchFile: string,
  on: CalendarDate,
  language: Language,
  step: (said: Said) => void,
  ending: AbortSignal,
  played: { readonly scenario: Scenario; readonly city: ServedCity } | null,
): Promise<void> {
  const submitted = await submitBatch(
    {
      path: batchFile,
      scheme: 'subsistence',
      purpose: 'application',
      region: engine.settings.region,
      verifiedOn: on,
      submittedBy: 'demo',
      again: true,
    },
    { ...engine, chunkSize: DEMO_CHUNK },
  );
  step({
    zh: `经办人提交了批次 ${submitted.batchId}（${shown(batchFile)}），开始核对：`,
    en: `A caseworker has submitted batch ${submitted.batchId} (${shown(batchFile)}); it is being verified:`,
  });
  const leaveOff = played && (await playScenario(played.city, played.scenario));
  const working = await startWorking(engine);
  await watchBatch(engine, submitted.batchId, ending);
  if (played) await seeItThrough(engine, submitted.batchId, language, step, ending, played.city);
  leaveOff?.();
  await working.stop();
  if (ending.aborted) {
    step({ zh: '已按要求中断。', en: 'Interrupted, as asked.' });
    process.exitCode = FAILED;
    return;
  }
  step({ zh: '核对完成。', en: 'Verified.' });

  const document = await batchDocument(engine.store, submitted.batchId);
  console.log(`\n${batchSummary(document, language)}\n`);
  const folder = join(engine.settings.home, 'reports');
  const office = loadOffice();
  await writeReports(engine.store, {
    batchId: submitted.batchId,
    folder,
    language,
    office,
    conclusion: null,
  });
  step({
    zh: `核对报告（HTML 与 JSON）在 ${shown(folder)}，请先打开 ${shown(join(folder, 'index.html'))}`,
    en: `The reports (HTML and JSON) are in ${shown(folder)}; begin with ${shown(join(folder, 'index.html'))}`,
  });
}

/** Under a scenario the first reports are not the last: shows them, then what late answers make of them. */
async function seeItThrough(
  engine: Engine,
  batchId: string,
  language: Language,
  step: (said: Said) => void,
  ending: AbortSignal,
  city: ServedCity,
): Promise<void> {
  const first = await firstReports(engine, batchId);
  step({
    zh: '每户均已有报告；未返回的部门仍在继续查询：',
    en: 'Every household has a report; the silent departments are still being asked:',
  });
  const document = await batchDocument(engine.store, batchId);
  console.log(`\n${batchSummary({ ...document, rejected: [] }, language)}\n`);
  await watchRecovery(engine, batchId, step, ending);
  console.log(`\n${await supersededSummary(engine, batchId, first)}\n`);
  const counted = await Promise.all(city.departments.map(({ id }) => city.counted(id)));
  const sumOf = (field: keyof Counted) => counted.reduce((sum, one) => sum + one[field], 0);
  step({
    zh: `各部门共收到 ${sumOf('requests')} 次请求；已经答复而被再次查询的人次：${sumOf('askedAfterAnswered')}。`,
    en: `The departments received ${sumOf('requests')} requests; persons asked about again after they had been answered: ${sumOf('askedAfterAnswered')}.`,
  });
}

/** Workers go on and the pages are served until the person at the terminal has seen enough. */
async function keepOpen(engine: Engine, language: Language, ending: AbortSignal): Promise<void> {
  if (ending.aborted) return;
  const working = await startWorking(engine);
  const served = await openDemoConsole(engine);
  console.log(`\n${demoLogins(served, language)}\n`);
  if (!ending.aborted) await once(ending, 'abort');
  await served.close();
  await working.stop();
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1).padStart(5)} s`;
}

/** Paths as the person at the terminal would type them. */
function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}
