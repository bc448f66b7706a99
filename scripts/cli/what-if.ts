// hedui what-if: what other standards would do to everybody's conclusions. Touches no report.

import { writeFile } from 'node:fs/promises';
import { statSync } from 'node:fs';
import type { Command } from 'commander';
import Papa from 'papaparse';
import { FINDING_NAMES } from '../../config/messages/finding-names.ts';
import { type Language, nameIn, say } from '../../config/messages/language.ts';
import { CONCLUSION_NAMES, SEVERITY_NAMES } from '../../config/messages/terms.ts';
import { loadStandards, type StandardsBook } from '../../config/standards.ts';
import { loadOverlay, withOverlay } from '../../config/standards-overlay.ts';
import type { Severity } from '../../domain/finding.ts';
import { type Effect, whatIf } from '../../jobs/what-if/what-if.ts';
import { commandSettings, withEngine } from './open.ts';
import { printJson, table, tell } from './terminal.ts';
import { readDate } from './words.ts';

type WhatIfOptions = {
  standards: string;
  batch?: string;
  on?: string;
  csv?: string;
  json?: boolean;
};

export function addWhatIfCommand(program: Command): void {
  program
    .command('what-if')
    .requiredOption(
      '--standards <path>',
      'a folder that replaces the standards, or a file of single values laid over them',
    )
    .option('--batch <batch>', 'only the households of a batch (default: all)')
    .option('--on <date>', 'day whose changed standards apply (default: that of each verification)')
    .option('--csv <file>', 'write the table as CSV too')
    .option('--json', 'print JSON (docs/schemas/what-if.schema.json)')
    .description('how many households would have another conclusion under other standards')
    .action(tellEffects);
}

async function tellEffects(options: WhatIfOptions): Promise<void> {
  const settings = await commandSettings();
  const on = options.on === undefined ? null : readDate('--on', options.on);
  await withEngine(settings, 'error', async ({ store, verifyRoom }) => {
    const { standards } = verifyRoom;
    const changed = changedStandards(options.standards, standards);
    const order = { batchId: options.batch ?? null, changed, on };
    const result = await whatIf(order, { store, standards });
    if (options.csv !== undefined) await writeFile(options.csv, csvOf(result.effects));
    if (options.json) return printJson({ format: 'hedui-what-if/1', ...result });
    tell({
      zh: `${result.households} 户中，${result.changedConclusions} 户的核对结论会改变。`,
      en: `Of ${result.households} households, ${result.changedConclusions} would have another conclusion.`,
    });
    const rows = result.effects
      .filter(({ before, after }) => before !== after)
      .map((effect) => effectRow(effect, settings.language));
    if (rows.length > 0) process.stdout.write(`${table(rows)}\n`);
  });
}

function changedStandards(path: string, inForce: StandardsBook): StandardsBook {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? loadStandards(path) : withOverlay(inForce, loadOverlay(path, inForce));
}

function effectRow(effect: Effect, language: Language): string[] {
  const { region, before, after, households } = effect;
  if (effect.what === 'conclusion') {
    const name = (of: Effect & { what: 'conclusion' }) =>
      [of.before, of.after].map((one) => say(CONCLUSION_NAMES[one], language));
    return [
      region,
      say({ zh: '结论', en: 'conclusion' }, language),
      '',
      ...name(effect),
      String(households),
    ];
  }
  const severity = (one: Severity | null) =>
    one === null ? '–' : say(SEVERITY_NAMES[one], language);
  const kind = nameIn(FINDING_NAMES, effect.kind, language);
  return [
    region,
    effect.rule,
    kind,
    severity(before as Severity | null),
    severity(after as Severity | null),
    String(households),
  ];
}

/** One row an effect; conclusions that stay are among them, so that shares can be computed. */
function csvOf(effects: readonly Effect[]): string {
  const rows = effects.map((effect) => ({
    what: effect.what,
    region: effect.region,
    rule: effect.what === 'finding' ? effect.rule : '',
    kind: effect.what === 'finding' ? effect.kind : '',
    before: effect.before ?? '',
    after: effect.after ?? '',
    households: effect.households,
  }));
  const columns = ['what', 'region', 'rule', 'kind', 'before', 'after', 'households'];
  // With a byte order mark, so that Excel reads it as UTF-8.
  return `\uFEFF${Papa.unparse(rows, { columns })}\r\n`;
}
