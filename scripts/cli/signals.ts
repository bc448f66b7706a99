// hedui signals: what repeats or grows over time and wants a person's look.

import { type Command, Option } from 'commander';
import { fill, nameIn, say } from '../../config/messages/language.ts';
import {
  SIGNAL_KIND_NAMES,
  SIGNAL_STATE_NAMES,
  SIGNALS_PAGE,
} from '../../config/messages/signals.ts';
import { watching } from '../../console/acts/watching.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import {
  SIGNAL_KINDS,
  SIGNAL_STATES,
  type SignalKind,
  type SignalMark,
  type SignalState,
} from '../../domain/signal.ts';
import { runSignals } from '../../jobs/signals/run-signals.ts';
import { signalText } from '../../reports/signal-text.ts';
import { wholeNumber } from './city.ts';
import { noteLook } from './note-look.ts';
import { atTerminal } from './staff.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson, table, tell } from './terminal.ts';

type ListOptions = { limit: number; kind?: SignalKind; state?: SignalState; json?: boolean };

export function addSignalsCommand(program: Command): void {
  const group = program.command('signals').description('what wants a person’s look over time');
  group
    .command('list')
    .option('--limit <n>', 'at most so many', wholeNumber, 50)
    .addOption(new Option('--kind <kind>', 'of one kind').choices(SIGNAL_KINDS))
    .addOption(new Option('--state <state>', 'in one state').choices(SIGNAL_STATES))
    .option('--json', 'print as JSON')
    .description('the signals, the newest first')
    .action(list);
  group
    .command('run')
    .option('--json', 'print what came of it as JSON')
    .description('look for signals now; nothing rises twice')
    .action(run);
  group
    .command('show')
    .argument('<signal>', 'its number', wholeNumber)
    .description('print a signal, with its households and what was said of it, as JSON')
    .action(show);
  for (const [name, mark, description] of [
    ['harmless', 'harmless', 'say that a signal is harmless, for good'],
    ['reopen', 'reopened', 'take that back'],
  ] as const) {
    group
      .command(name)
      .argument('<signal>', 'its number', wholeNumber)
      .requiredOption('--reason <text>', 'what was found out, for the ledger')
      .description(description)
      .action((id: number, { reason }: { reason: string }) => setMark(id, mark, reason));
  }
}

async function list(options: ListOptions): Promise<void> {
  const settings = await commandSettings();
  const { language } = settings;
  await withEngine(settings, 'error', async ({ store }) => {
    const { limit, kind, state } = options;
    const listed = await store.signals.list({
      limit,
      ...(kind !== undefined && { kind }),
      ...(state !== undefined && { state }),
    });
    const rows = listed.map((signal) => ({ ...signal, ...signalText(signal.facts, language) }));
    if (options.json) return printJson(rows);
    if (rows.length === 0) {
      process.stdout.write(`${say(SIGNALS_PAGE.none, language)}\n`);
      return;
    }
    const lines = rows.map((row) => [
      String(row.id),
      row.raisedOn,
      nameIn(SIGNAL_KIND_NAMES, row.kind, language),
      say(SIGNAL_STATE_NAMES[row.state], language),
      row.region,
      row.seen,
    ]);
    process.stdout.write(`${table(lines)}\n`);
  });
}

async function run({ json }: { json?: boolean }): Promise<void> {
  await withEngine(await commandSettings(), 'error', async ({ recheckRoom }) => {
    const now = recheckRoom.now();
    const summary = await runSignals(shanghaiDate(now), recheckRoom, new AbortController().signal);
    await recheckRoom.store.schedules.ran('signals', summary, now);
    if (json) return printJson(summary);
    if (summary.ran === 'running') {
      tell({ zh: '另一个进程正在查找信号。', en: 'Another process is looking for signals.' });
      process.exitCode = FAILED;
      return;
    }
    const raised = Object.values(summary.raised).reduce((sum, count) => sum + count, 0);
    tell({
      zh: `读取 ${summary.read} 户，提出 ${raised} 个信号；已知的集体住处 ${summary.knownPlaces} 处，不提出。`,
      en: `${summary.read} households read, ${raised} signals raised; ${summary.knownPlaces} known places left out.`,
    });
  });
}

async function show(id: number): Promise<void> {
  const settings = await commandSettings();
  await withEngine(settings, 'error', async ({ store }) => {
    const signal = await store.signals.get(id);
    if (signal === null) return notThere(id);
    await noteLook(store, 'look', `signal/${id}`, signal.facts);
    printJson({
      ...signal,
      text: signalText(signal.facts, settings.language),
      of: await store.signals.householdsOf(id),
      marks: await store.signals.marksOf(id),
    });
  });
}

async function setMark(id: number, mark: SignalMark['mark'], reason: string): Promise<void> {
  await withEngine(await commandSettings(), 'error', async ({ store, acting }) => {
    const { member, records } = acting;
    const signal = await records.signals.get(id);
    if (signal === null) return notThere(id);
    const said = { mark, by: atTerminal(), reason };
    const isWritten =
      member === null
        ? await store.signals.mark(id, said, new Date())
        : await watching({ store }, { ...member, purpose: null }).markSignal(id, mark, reason);
    if (isWritten === true || isWritten === 'written') return;
    const { zh, en } = isWritten === 'not-whole' ? SIGNALS_PAGE.notWhole : SIGNALS_PAGE.changed;
    const { region } = signal;
    tell({ zh: fill(zh, { region }), en: fill(en, { region }) });
    process.exitCode = FAILED;
  });
}

function notThere(id: number): void {
  tell({ zh: `没有信号 ${id}。`, en: `There is no signal ${id}.` });
  process.exitCode = FAILED;
}
