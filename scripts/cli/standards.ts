// hedui standards: the numbers in force in a region, and what changes between two days.

import type { Command } from 'commander';
import { withSecretFiles } from '../../config/secret-files.ts';
import { type Language, say } from '../../config/messages/language.ts';
import { readSettings } from '../../config/settings.ts';
import { loadStandards, type StandardsBook } from '../../config/standards.ts';
import { diffStandards, type StandardChange } from '../../config/standards-diff.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { Standard } from '../../domain/standard.ts';
import { figureText } from '../../reports/figures.ts';
import { readDate, readRegion } from './words.ts';
import { printJson, table, tell } from './terminal.ts';

export function addStandardsCommand(program: Command): void {
  const standards = program
    .command('standards')
    .description('the dated, cited numbers that verifications rest on');
  standards
    .command('show')
    .option('--region <code>', 'GB/T 2260 code (default: HEDUI_REGION)')
    .option('--on <date>', 'day, YYYY-MM-DD (default: today)')
    .option('--json', 'print JSON (docs/schemas/standards.schema.json)')
    .description('what is in force in a region on a day, from the nearest region that sets it')
    .action(show);
  standards
    .command('diff')
    .requiredOption('--from <date>', 'one day, YYYY-MM-DD')
    .requiredOption('--until <date>', 'another day, YYYY-MM-DD')
    .option('--region <code>', 'GB/T 2260 code (default: HEDUI_REGION)')
    .option('--json', 'print JSON (docs/schemas/standards-diff.schema.json)')
    .description('what changes in a region between two days')
    .action(diff);
}

type ShowOptions = { region?: string; on?: string; json?: boolean };

function show(options: ShowOptions): void {
  const { book, region, language } = opened(options.region);
  const on = readDate('--on', options.on);
  const standards = [...book.inForce(region, on).values()].toSorted(byKey);
  if (options.json) return printJson({ format: 'hedui-standards/1', region, on, standards });
  const rows = standards.map((standard) => [
    standard.key,
    limitText(standard, language),
    standard.region,
    `${standard.from} – ${standard.until ?? ''}`.trim(),
    say(standard.source, language),
  ]);
  process.stdout.write(`${table(rows)}\n`);
}

type DiffOptions = { region?: string; from: string; until: string; json?: boolean };

function diff(options: DiffOptions): void {
  const { book, region, language } = opened(options.region);
  const from = readDate('--from', options.from);
  const until = readDate('--until', options.until);
  const changes = diffStandards(book.inForce(region, from), book.inForce(region, until));
  if (options.json) {
    return printJson({ format: 'hedui-standards-diff/1', region, from, until, changes });
  }
  if (changes.length === 0) {
    return tell({
      zh: `${region} 的标准参数在 ${from} 与 ${until} 之间没有变化。`,
      en: `No standard of ${region} changes between ${from} and ${until}.`,
    });
  }
  const rows = changes.flatMap((change) => changeRows(change, language));
  process.stdout.write(`${table(rows)}\n`);
}

/** A minus line for what goes and a plus line for what comes, as in any diff. */
function changeRows({ key, before, after }: StandardChange, language: Language): string[][] {
  const row = (sign: string, standard: Standard) => [
    sign,
    key,
    limitText(standard, language),
    standard.region,
    standard.from,
    say(standard.source, language),
  ];
  return [
    ...(before === null ? [] : [row('-', before)]),
    ...(after === null ? [] : [row('+', after)]),
  ];
}

function opened(regionGiven: string | undefined): {
  book: StandardsBook;
  region: RegionCode;
  language: Language;
} {
  const settings = readSettings(withSecretFiles(process.env));
  return {
    book: loadStandards(settings.standardsFolder),
    region: readRegion('--region', regionGiven) ?? settings.region,
    language: settings.language,
  };
}

function limitText(standard: Standard, language: Language): string {
  const figure = figureText(standard, language);
  return standard.comparator === null ? figure : `${standard.comparator} ${figure}`;
}

function byKey(one: Standard, other: Standard): number {
  return one.key < other.key ? -1 : 1;
}
