// hedui city: the stand-in city, for trying hedui without real departments (docs/city.md).

import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { parseCalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import { growCity } from '../city/grow/grow.ts';
import { noteServedCity } from '../city/served-city.ts';
import { playScenario, readScenario, wishesOf } from '../city/scenario.ts';
import { serveCity } from '../city/serve/serve-city.ts';
import { addCityRegistryCommand } from './city-registry.ts';
import { commandSettings } from './open.ts';
import { endOfSession, printJson, tell, WrongUse } from './terminal.ts';

export function addCityCommand(program: Command): void {
  const city = program.command('city').description('the stand-in city: simulated departments');
  city
    .command('grow')
    .argument('<dir>', 'folder to write')
    .option('--residents <n>', 'how many people live there, 100 to 3,000,000', wholeNumber, 5_000)
    .option('--seed <n>', 'the same seed and size grow the same city', wholeNumber, 7)
    .option('--on <date>', 'the day the registers are of (default: today)')
    .option('--households <n>', 'applicant households in its batch file', wholeNumber)
    .option('--json', 'print what was grown as JSON')
    .description('write a city: a folder of CSV files')
    .action(grow);
  city
    .command('serve')
    .argument('<dir>', 'folder of a city, grown or written by hand')
    .option('--scenario <file>', 'how the departments fare: a file, or bad-week')
    .option('--json', 'print the departments as JSON once they are ready')
    .description('run the departments of a city until ended')
    .action(serve);
  addCityRegistryCommand(city);
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is expected');
  return Number(text);
}

type GrowOptions = {
  residents: number;
  seed: number;
  on?: string;
  households?: number;
  json?: boolean;
};

async function grow(dir: string, options: GrowOptions): Promise<void> {
  const on = options.on === undefined ? shanghaiDate(new Date()) : parseCalendarDate(options.on);
  if (on === null) {
    throw new WrongUse({
      zh: '--on 应为日期，如 2026-07-01。',
      en: '--on must be a date such as 2026-07-01.',
    });
  }
  const { residents, seed, households } = options;
  const summary = await growCity(dir, {
    residents,
    seed,
    on,
    ...(households === undefined ? {} : { batchHouseholds: households }),
  });
  if (options.json) return printJson(summary);
  tell({
    zh: `已生成 ${residents} 名居民的模拟城市：${dir}（批次文件 ${dir}/batches/applicants.csv）。`,
    en: `Grew a city of ${residents} residents in ${dir} (batch file ${dir}/batches/applicants.csv).`,
  });
}

type ServeOptions = { scenario?: string; json?: boolean };

async function serve(dir: string, options: ServeOptions): Promise<void> {
  const settings = await commandSettings();
  const ending = endOfSession();
  const scenario = options.scenario === undefined ? null : await readScenario(options.scenario);
  const city = await serveCity(dir, scenario ? wishesOf(scenario) : {});
  const takeNoteAway = await noteServedCity(settings.home, city.departmentsFile);
  try {
    if (options.json)
      printJson({ departmentsFile: city.departmentsFile, departments: city.departments });
    tell({
      zh: `各部门已就绪（按 Ctrl-C 结束）。本目录下的 hedui 命令将自动查询它们；在别处请设置 HEDUI_DEPARTMENTS=${city.departmentsFile}`,
      en: `The departments are ready (Ctrl-C ends them). hedui commands run here ask them by themselves; elsewhere set HEDUI_DEPARTMENTS=${city.departmentsFile}`,
    });
    const leaveOff = scenario && (await playScenario(city, scenario));
    if (!ending.aborted) await once(ending, 'abort');
    leaveOff?.();
  } finally {
    await takeNoteAway();
    await city.stop();
  }
}
