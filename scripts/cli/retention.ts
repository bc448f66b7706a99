// hedui retention and hedui hold: the end of keeping, and what puts it off.

import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { say } from '../../config/messages/language.ts';
import { loadRetention } from '../../config/retention.ts';
import type { Settings } from '../../config/settings.ts';
import { type RetentionRun, runRetention } from '../../jobs/run-retention.ts';
import { parseReportNumber } from '../../reports/number.ts';
import { reportUnknown } from '../../store/reports.ts';
import type { Records } from '../../store/store.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson, table, tell } from './terminal.ts';

type RetentionOptions = {
  dryRun?: boolean;
  unconfirmed?: boolean;
  certificate?: string;
  json?: boolean;
};

export function addRetentionCommand(program: Command): void {
  program
    .command('retention')
    .option('--dry-run', 'only say what is past its term')
    .option('--unconfirmed', 'erase also by rules whose source is still to be confirmed')
    .option('--certificate <file>', 'write the signed certificate of what was erased')
    .option('--json', 'print JSON')
    .description('erase the data keys of households whose term is over (config/retention.yaml)')
    .action(retention);
  const hold = program.command('hold').description('keep a household whatever its term');
  hold
    .command('set')
    .argument('<report>', 'number of a report of the household')
    .requiredOption('--reason <text>', 'why: a complaint, a lawsuit, an inspection')
    .description('put a legal hold on a household')
    .action((report: string, { reason }: { reason: string }) => change(report, reason, 'set'));
  hold
    .command('lift')
    .argument('<report>', 'number of a report of the household')
    .requiredOption('--reason <text>', 'why it is over')
    .description('end a legal hold')
    .action((report: string, { reason }: { reason: string }) => change(report, reason, 'lift'));
  hold
    .command('list')
    .option('--json', 'print JSON')
    .description('the holds there are')
    .action(listHolds);
}

async function retention(options: RetentionOptions): Promise<void> {
  const settings = await commandSettings();
  const rules = loadRetention(settings.retentionFile);
  await withEngine(settings, 'error', async ({ store, keys, acting }) => {
    const run = await runRetention(
      { store, keys, rules, actor: acting.by, now: () => new Date() },
      {
        isRehearsal: options.dryRun ?? false,
        withUnconfirmed: options.unconfirmed ?? false,
      },
    );
    if (options.certificate !== undefined && run.certificate !== null) {
      await writeFile(options.certificate, `${run.certificate.document}\n`);
    }
    if (options.json) {
      printJson({ format: 'hedui-retention/1', dryRun: options.dryRun ?? false, ...run });
      return;
    }
    for (const [place, count] of Object.entries(run.erased)) {
      const rule = rules[Number(place)];
      if (rule === undefined) continue;
      process.stdout.write(`${count}  ${say(rule.source, settings.language)}\n`);
    }
    sayRun(run, options.dryRun ?? false);
  });
}

function sayRun(
  { erased, held, unconfirmed, batches, certificate }: RetentionRun,
  isDry: boolean,
): void {
  if (unconfirmed > 0) {
    tell({
      zh: `另有 ${unconfirmed} 户按待确认的规则保存期已满，未予销毁：请先确认 config/retention.yaml 中的依据，或使用 --unconfirmed。`,
      en: `${unconfirmed} more are past their term by rules that are to be confirmed, and are kept: confirm the sources in config/retention.yaml, or use --unconfirmed.`,
    });
  }
  const count = Object.values(erased).reduce((sum, one) => sum + one, 0);
  tell(
    isDry
      ? {
          zh: `保存期已满 ${count} 户，另有 ${held} 户因法律保留不予销毁。未作任何改动。`,
          en: `${count} households are past their term, ${held} more are held. Nothing was changed.`,
        }
      : {
          zh: `已销毁 ${count} 户的数据密钥，${batches} 个批次已清空，${held} 户因法律保留未销毁。${certificate === null ? '' : `销毁证明：${certificate.number}`}`,
          en: `The data keys of ${count} households were erased, ${batches} batches are empty, ${held} households are held.${certificate === null ? '' : ` Certificate: ${certificate.number}`}`,
        },
  );
}

async function change(report: string, reason: string, what: 'set' | 'lift'): Promise<void> {
  const settings = await commandSettings();
  await withEngine(settings, 'error', async ({ acting }) => {
    const household = await householdOf(acting.records, report);
    const isChanged = await acting.records.holds[what](household, acting.by, reason);
    tell(
      isChanged
        ? {
            zh: what === 'set' ? '已设定法律保留。' : '已解除法律保留。',
            en: what === 'set' ? 'The hold is set.' : 'The hold is lifted.',
          }
        : {
            zh: what === 'set' ? '该户已在法律保留中。' : '该户不在法律保留中。',
            en: what === 'set' ? 'It is held already.' : 'It is not held.',
          },
    );
    if (!isChanged) process.exitCode = FAILED;
  });
}

/** @throws HeduiError REPORT_UNKNOWN */
async function householdOf(
  { households }: Pick<Records, 'households'>,
  report: string,
): Promise<number> {
  const number = parseReportNumber(report)?.number ?? report;
  const found = await households.findByReport(number);
  if (found === null) throw reportUnknown();
  return found.id;
}

async function listHolds(options: { json?: boolean }): Promise<void> {
  const settings: Settings = await commandSettings();
  await withEngine(settings, 'error', async ({ acting }) => {
    const holds = await acting.records.holds.list();
    if (options.json) return printJson(holds);
    const rows = holds.map((one) => [
      one.report ?? `#${one.householdId}`,
      one.setAt.slice(0, 10),
      one.setBy,
      one.reason,
    ]);
    process.stdout.write(rows.length === 0 ? '' : `${table(rows)}\n`);
  });
}
