// hedui authorisation: authorisations that persons have taken back.

import { type Command, InvalidArgumentError } from 'commander';
import { type CalendarDate, parseCalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import { ownRegion } from './acting.ts';
import { commandSettings, withEngine } from './open.ts';
import { atTerminal, regionCode } from './staff.ts';
import { printJson, table, tell } from './terminal.ts';

type WithdrawOptions = { reason: string; on?: CalendarDate; region?: RegionCode; json?: boolean };
type ListOptions = { limit: number; json?: boolean };

const NEWEST = 50;

export function addAuthorisationCommand(program: Command): void {
  const authorisation = program
    .command('authorisation')
    .description('authorisations that persons have taken back');
  authorisation
    .command('withdraw')
    .argument('<number>', 'as it stands in the batch file')
    .requiredOption('--reason <text>', 'kept encrypted')
    .option('--on <date>', 'the day on which the person said so', calendarDate)
    .option('--region <code>', 'whose numbers are meant (default: HEDUI_REGION)', regionCode)
    .option('--json', 'print as JSON')
    .description('from now on nobody is asked under it, and answers not yet used are not used')
    .action(withdraw);
  authorisation
    .command('list')
    .option('--limit <n>', 'the newest so many', Number, NEWEST)
    .option('--json', 'print as JSON')
    .description('what was withdrawn, the newest first')
    .action(list);
}

/** Not in the future: what was said was said. */
function calendarDate(text: string): CalendarDate {
  const date = parseCalendarDate(text);
  if (date !== null && date <= shanghaiDate(new Date())) return date;
  throw new InvalidArgumentError('a day that has come, written like 2026-07-01');
}

async function withdraw(authorisationNo: string, options: WithdrawOptions): Promise<void> {
  const settings = await commandSettings();
  await withEngine(settings, 'silent', async ({ store, acting }) => {
    const id = await store.withdrawals.add({
      authorisationNo,
      region: ownRegion(acting, options.region, settings.region),
      by: atTerminal(),
      reason: options.reason,
      on: options.on ?? null,
    });
    if (options.json) return printJson({ id });
    tell({
      zh: `已记录撤回（${id}）：此后不再凭该授权查询，尚未使用的答复不再使用，报告中注明。`,
      en: `Withdrawn (${id}): nobody is asked under it any more, answers not yet used are not used, and reports say so.`,
    });
  });
}

async function list({ limit, json }: ListOptions): Promise<void> {
  await withEngine(await commandSettings(), 'silent', async ({ store }) => {
    const withdrawals = await store.withdrawals.list({ limit });
    if (json) return printJson({ withdrawals });
    console.log(
      table(
        withdrawals.map((one) => [
          one.id,
          one.authorisationNo,
          one.region,
          one.at.slice(0, 16).replace('T', ' '),
          one.by,
          one.reason,
        ]),
      ),
    );
  });
}
