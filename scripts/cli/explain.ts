// hedui explain: the worked sums of a report's findings.

import type { Command } from 'commander';
import { explainFinding, explainFindingAsText } from '../../reports/explained-report.ts';
import { summaryHead } from '../../reports/summary.ts';
import { noteLook } from './note-look.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson, tell } from './terminal.ts';
import { readLanguage, reportNumberTyped } from './words.ts';

type ExplainOptions = { lang?: string; json?: boolean };

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .argument('<report>', 'number of a report')
    .argument('[finding]', 'one finding: F1, F2 … (default: all)')
    .option('--lang <language>', 'zh-CN or en (default: HEDUI_LANGUAGE)')
    .option('--json', 'print JSON (docs/schemas/explanation.schema.json)')
    .description('how each finding was worked out, step by step')
    .action(explain);
}

async function explain(
  given: string,
  findingId: string | undefined,
  options: ExplainOptions,
): Promise<void> {
  const settings = await commandSettings();
  const language = readLanguage('--lang', options.lang) ?? settings.language;
  await withEngine(settings, 'error', async ({ store }) => {
    const report = await store.reports.read(reportNumberTyped(given));
    const { findings } = report.content;
    const chosen =
      findingId === undefined
        ? findings
        : findings.filter(({ id }) => id === findingId.toUpperCase());
    if (findingId !== undefined && chosen.length === 0) {
      const known = findings.map(({ id }) => id).join(' ') || '–';
      tell({
        zh: `该报告没有这项发现。现有：${known}`,
        en: `The report has no such finding. It has: ${known}`,
      });
      process.exitCode = FAILED;
      return;
    }
    await noteLook(
      store,
      'look',
      report.number,
      chosen.map(({ id }) => id),
    );
    if (options.json) {
      return printJson({
        format: 'hedui-explanation/1',
        report: report.number,
        language,
        findings: chosen.map((finding) => explainFinding(report, finding, language)),
      });
    }
    const parts = [
      summaryHead(report, language),
      ...chosen.map((finding) => explainFindingAsText(report, finding, language)),
    ];
    process.stdout.write(`${parts.join('\n\n')}\n`);
  });
}
