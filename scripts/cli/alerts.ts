// hedui alerts: what has changed about households that receive help, the gravest first.

import type { Command } from 'commander';
import { CHANGE_GRADE_NAMES } from '../../config/messages/changes.ts';
import { say } from '../../config/messages/language.ts';
import { SCHEDULE_WORDS } from '../../config/messages/schedules.ts';
import { changeSentence } from '../../reports/change-text.ts';
import { demand } from './acting.ts';
import { wholeNumber } from './city.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson, table } from './terminal.ts';

type AlertOptions = {
  limit: number;
  all?: boolean;
  region?: string;
  json?: boolean;
  seen?: number;
};

export function addAlertsCommand(program: Command): void {
  program
    .command('alerts')
    .option('--limit <n>', 'at most so many', wholeNumber, 50)
    .option('--all', 'those that were seen too')
    .option('--region <code>', 'of a region and what lies in it')
    .option('--seen <id>', 'mark one as seen', wholeNumber)
    .option('--json', 'print as JSON')
    .description('what has changed about those who receive help: deaths and double support first')
    .action(alerts);
}

async function alerts(options: AlertOptions): Promise<void> {
  const settings = await commandSettings();
  const { language } = settings;
  await withEngine(settings, 'error', async ({ store, acting }) => {
    if (options.seen !== undefined) {
      demand(acting, 'review.write');
      const isThere = await acting.records.alerts.isThere(options.seen);
      const isNew = isThere && (await store.alerts.markSeen(options.seen, acting.by, new Date()));
      if (!isNew) process.exitCode = FAILED;
      return;
    }
    const listed = await acting.records.alerts.list({
      limit: options.limit,
      seenToo: options.all ?? false,
      ...(options.region !== undefined && { region: options.region }),
    });
    const households = await store.gathering.households([
      ...new Set(listed.map(({ householdId }) => householdId)),
    ]);
    const nameOf = new Map(
      households.flatMap(({ id, household }) =>
        household.persons.map(({ no, name }) => [`${id}.${no}`, name] as const),
      ),
    );
    const rows = listed.map(({ change, ...alert }) => ({
      ...alert,
      sentence: changeSentence(
        change,
        nameOf.get(`${alert.householdId}.${change.personNo}`) ?? '',
        language,
      ),
    }));
    if (options.json) return printJson(rows);
    if (rows.length === 0) {
      process.stdout.write(`${say(SCHEDULE_WORDS.noAlerts, language)}\n`);
      return;
    }
    const lines = rows.map((row) => [
      String(row.id),
      row.raisedOn,
      say(CHANGE_GRADE_NAMES[row.grade], language),
      row.region,
      row.reportNumber ?? '',
      row.sentence,
    ]);
    process.stdout.write(`${table(lines)}\n`);
  });
}
