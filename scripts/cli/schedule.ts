// hedui schedule: what runs by the clock, and what the coming nights hold.

import { Argument, type Command } from 'commander';
import { nameIn, say } from '../../config/messages/language.ts';
import { SCHEDULE_NAMES_SAID, SCHEDULE_WORDS } from '../../config/messages/schedules.ts';
import { SCHEDULE_NAMES, type ScheduleName } from '../../config/recheck.ts';
import { addDays, instant, shanghaiDate } from '../../domain/calendar.ts';
import { momentText } from '../../reports/figures.ts';
import { planNights, type PlannedNight } from '../../jobs/recheck/plan-nights.ts';
import { nextRuns } from '../../jobs/recheck/schedule-times.ts';
import { wholeNumber } from './city.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson, table, tell } from './terminal.ts';

const schedule = () => new Argument('<schedule>', 'which').choices(SCHEDULE_NAMES);

export function addScheduleCommand(program: Command): void {
  const group = program.command('schedule').description('what runs by the clock');
  group
    .command('list')
    .option('--next <n>', 'next runs to show', wholeNumber, 1)
    .option('--json', 'print as JSON')
    .description('the schedules, how each last ran and when it runs next')
    .action(list);
  group
    .command('run')
    .addArgument(schedule())
    .description('have a worker run it now; a night that was worked through is not run twice')
    .action(run);
  group
    .command('pause')
    .addArgument(schedule())
    .requiredOption('--reason <text>', 'why, for the ledger')
    .description('run it no longer, until it is resumed')
    .action(pause);
  group.command('resume').addArgument(schedule()).description('run it again').action(resume);
  group
    .command('plan')
    .option('--nights <n>', 'nights to show', wholeNumber, 30)
    .option('--json', 'print as JSON')
    .description('who is due on the coming nights, and whether departments can answer')
    .action(plan);
}

async function list(options: { next: number; json?: boolean }): Promise<void> {
  const settings = await commandSettings();
  const { language } = settings;
  await withEngine(settings, 'error', async ({ store, recheckRoom: { recheck } }) => {
    const states = await store.schedules.states();
    const schedules = SCHEDULE_NAMES.map((name) => ({
      name,
      ...(states.get(name) ?? {
        pausedAt: null,
        pausedBy: null,
        pauseReason: null,
        ranAt: null,
        summary: null,
      }),
      next: nextRuns(recheck.schedules[name], new Date(), options.next).map((at) => instant(at)),
    }));
    if (options.json) return printJson(schedules);
    const w = (word: keyof typeof SCHEDULE_WORDS) => say(SCHEDULE_WORDS[word], language);
    const rows = schedules.map(({ name, pausedAt, pauseReason, ranAt, next }) => [
      nameIn(SCHEDULE_NAMES_SAID, name, language),
      pausedAt === null ? w('running') : `${w('paused')} (${pauseReason ?? ''})`,
      ranAt === null ? '–' : momentText(ranAt),
      next.map((at) => momentText(at)).join(', '),
    ]);
    process.stdout.write(
      `${table([[w('schedule'), w('state'), w('last'), w('next')], ...rows])}\n`,
    );
  });
}

async function run(name: ScheduleName): Promise<void> {
  await withEngine(await commandSettings(), 'error', async ({ queues }) => {
    await queues.runScheduled(name, `by-hand-${Date.now()}`);
    tell({
      zh: '已交由 hedui worker 运行（夜间复核避开日间时段）。',
      en: 'A worker runs it now; rechecks still wait for the end of the quiet hours.',
    });
  });
}

async function pause(name: ScheduleName, { reason }: { reason: string }): Promise<void> {
  await withEngine(await commandSettings(), 'error', async ({ store, acting }) => {
    if (await store.schedules.pause(name, acting.by, reason)) return;
    tell({ zh: '该计划已处于暂停状态。', en: 'It was paused already.' });
    process.exitCode = FAILED;
  });
}

async function resume(name: ScheduleName): Promise<void> {
  await withEngine(await commandSettings(), 'error', async ({ store, acting }) => {
    if (await store.schedules.resume(name, acting.by)) return;
    tell({ zh: '该计划没有暂停。', en: 'It was not paused.' });
    process.exitCode = FAILED;
  });
}

async function plan(options: { nights: number; json?: boolean }): Promise<void> {
  const settings = await commandSettings();
  await withEngine(settings, 'error', async ({ recheckRoom }) => {
    const from = addDays(shanghaiDate(new Date()), 1);
    const nights = await planNights(from, options.nights, recheckRoom);
    if (options.json) return printJson(nights);
    const w = (word: keyof typeof SCHEDULE_WORDS) => say(SCHEDULE_WORDS[word], settings.language);
    const rows = nights.map((night) => [
      night.night,
      String(night.households),
      String(night.persons),
      night.isBlackout ? w('blackout') : loadText(night, w('tooMuch')),
    ]);
    const head = [w('night'), w('households'), w('persons'), w('load')];
    process.stdout.write(`${table([head, ...rows])}\n`);
    if (nights.some(({ departments }) => departments.some(({ isTooMuch }) => isTooMuch))) {
      process.exitCode = FAILED;
    }
  });
}

function loadText({ departments }: PlannedNight, tooMuch: string): string {
  return departments
    .map(({ department, lookups, isTooMuch, fit }) =>
      isTooMuch ? `${department} ${lookups} (${tooMuch}: ${fit})` : `${department} ${lookups}`,
    )
    .join(', ');
}
