// hedui departments: how each department serves, and the records that it should mend.

import type { Command } from 'commander';
import {
  CIRCUIT_STATES,
  DEPARTMENT_COLUMNS,
  DEPARTMENT_WORDS,
} from '../../config/messages/departments.ts';
import { type Language, say } from '../../config/messages/language.ts';
import { instant } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { maskedRecord } from '../../jobs/masked-record.ts';
import { type DepartmentScore, SCORECARD_DAYS, scorecard } from '../../jobs/scorecard.ts';
import { commandSettings, withEngine } from './open.ts';
import { printJson, table, WrongUse } from './terminal.ts';

type ScorecardOptions = { json?: boolean; days: string };
type QuarantineOptions = { json?: boolean; limit: string };

/** Kinds of error that fit a line of the table; --json has all. */
const ERRORS_SHOWN = 3;

export function addDepartmentsCommand(program: Command): void {
  const departments = program
    .command('departments')
    .option('--json', 'print JSON (docs/schemas/departments.schema.json)')
    .option('--days <days>', 'how far to look back', String(SCORECARD_DAYS))
    .description('show how each department serves (docs/departments.md)')
    .action(showScorecard);
  departments
    .command('quarantine')
    .argument('<department>', 'a department of the departments file')
    .option('--json', 'print JSON')
    .option('--limit <records>', 'records at most', '20')
    .description('show records that broke their schema, every value masked')
    .action((name: string, options: QuarantineOptions) =>
      // Commander leaves an option that both commands know with the outer one.
      showQuarantine(name, { ...departments.opts<ScorecardOptions>(), ...options }),
    );
}

async function showScorecard(options: ScorecardOptions): Promise<void> {
  const settings = await commandSettings();
  const days = wholeNumber('--days', options.days);
  await withEngine(settings, 'error', async (engine) => {
    const now = new Date();
    const scores = await scorecard(engine, now, days);
    if (options.json) {
      const at = instant(now);
      printJson({ format: 'hedui-departments/1', at, days, departments: scores });
    } else {
      process.stdout.write(`${scorecardTable(scores, settings.language)}\n`);
    }
  });
}

export function scorecardTable(scores: readonly DepartmentScore[], language: Language): string {
  const heads = Object.values(DEPARTMENT_COLUMNS).map((column) => say(column, language));
  return table([heads, ...scores.map((score) => scorecardRow(score, language))]);
}

function scorecardRow(score: DepartmentScore, language: Language): string[] {
  const state = score.connected ? score.circuit.state : 'not-connected';
  const errors = Object.entries(score.errors);
  return [
    say(score.names, language),
    say(CIRCUIT_STATES[state], language),
    percent(score.availability),
    milliseconds(score.responseMs.median),
    milliseconds(score.responseMs.p95),
    String(score.records.total),
    String(score.records.today),
    percent(score.answeredShare),
    percent(score.structuredShare),
    score.ageDays === null ? '–' : `${score.ageDays}${say(DEPARTMENT_WORDS.days, language)}`,
    String(score.quarantined),
    errors
      .slice(0, ERRORS_SHOWN)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ') + (errors.length > ERRORS_SHOWN ? ' …' : ''),
  ];
}

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
const milliseconds = (ms: number | null) => (ms === null ? '–' : `${ms} ms`);

async function showQuarantine(name: string, options: QuarantineOptions): Promise<void> {
  const settings = await commandSettings();
  const limit = wholeNumber('--limit', options.limit);
  await withEngine(settings, 'error', async ({ store, departments }) => {
    const department = departments.find((id) => id === (name as DepartmentId));
    if (department === undefined) throw unknownDepartment(departments);
    const held = await store.quarantine.of(department, limit);
    const records = held.map((one) => ({
      id: one.id,
      resource: one.resource,
      faults: one.faults,
      record: maskedRecord(one.record),
      firstSeenAt: one.firstSeenAt,
      lastSeenAt: one.lastSeenAt,
      timesSeen: one.timesSeen,
    }));
    if (options.json) {
      return printJson({ format: 'hedui-quarantine/1', department, records });
    }
    const { language } = settings;
    if (records.length === 0) {
      process.stdout.write(`${say(DEPARTMENT_WORDS.noneQuarantined, language)}\n`);
    }
    for (const { id, resource, faults, record, timesSeen, lastSeenAt } of records) {
      const lines = [
        `#${id} ${resource}  ${say(DEPARTMENT_WORDS.seen, language)} ${timesSeen}  ${say(DEPARTMENT_WORDS.lastSeen, language)} ${lastSeenAt}`,
        ...faults.map(({ field, expected }) => `  ✗ ${field}: ${expected}`),
        ...Object.entries(record).map(([field, shape]) => `    ${field} = ${shape}`),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    }
  });
}

function wholeNumber(option: string, given: string): number {
  if (/^[1-9]\d{0,4}$/.test(given)) return Number(given);
  throw new WrongUse({
    zh: `选项 ${option} 应为 1 到 99999 的整数。`,
    en: `${option} must be a whole number from 1 to 99999.`,
  });
}

function unknownDepartment(departments: readonly DepartmentId[]): WrongUse {
  const known = departments.join(', ');
  return new WrongUse({
    zh: `没有这个部门；已声明的有：${known}。`,
    en: `No such department; declared are: ${known}.`,
  });
}
