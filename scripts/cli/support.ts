// hedui support: who receives help and is rechecked for as long as they do.

import { type Command, Option } from 'commander';
import { say } from '../../config/messages/language.ts';
import { type CalendarDate, parseCalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import { SCHEMES, type SchemeId } from '../../domain/scheme.ts';
import { SUPPORT_CLASSES, type SupportClass } from '../../domain/support.ts';
import { type TakenIn, takeInBatch, takeInList } from '../../jobs/recheck/take-in-supports.ts';
import { commandSettings, withEngine } from './open.ts';
import type { SupportIntake } from '../../store/rechecks/support-intake.ts';
import { FAILED, printJson, tell, WrongUse } from './terminal.ts';

type AddOptions = {
  scheme: SchemeId;
  batch?: string;
  class: SupportClass;
  since?: string;
  json?: boolean;
};

export function addSupportCommand(program: Command): void {
  const support = program
    .command('support')
    .description('who receives help and is rechecked for as long as they do');
  support
    .command('add')
    .argument('[list]', 'CSV with id_number (of the applicant), class and since')
    .addOption(new Option('--scheme <scheme>', 'what they receive').choices(SCHEMES))
    .option('--batch <batch>', 'instead of a list: every household of a batch that has a report')
    .addOption(
      new Option('--class <class>', 'with --batch: A yearly, B half-yearly, C quarterly')
        .choices(SUPPORT_CLASSES)
        .default('B'),
    )
    .option('--since <date>', 'with --batch: since when they receive it (default: today)')
    .option('--json', 'print what was taken in as JSON')
    .description('take households in; they must have been verified in a batch')
    .action(add);
  support
    .command('end')
    .argument('<support>', 'its number, S12')
    .option('--on <date>', 'the last day (default: today)')
    .description('end the rechecks of a household that receives help no longer')
    .action(end);
  support
    .command('count')
    .option('--json', 'print as JSON')
    .description('how many households and persons are rechecked')
    .action(count);
}

async function add(list: string | undefined, options: AddOptions): Promise<void> {
  const settings = await commandSettings();
  const today = shanghaiDate(new Date());
  await withEngine(settings, 'error', async ({ recheckRoom: whole, acting }) => {
    const { by, records } = acting;
    // Whom to take in is looked up as the member sees it; what is made of it is written by the engine.
    const supportIntake = {
      ...records.supportIntake,
      takeIn: (...given: Parameters<SupportIntake['takeIn']>) =>
        whole.store.supportIntake.takeIn(...given),
    };
    const recheckRoom = { ...whole, store: { ...whole.store, supportIntake } };
    let taken: TakenIn;
    if (options.batch !== undefined && list === undefined) {
      const since = dateOption(options.since) ?? today;
      const terms = { class: options.class, since };
      taken = await takeInBatch(options.batch, terms, by, today, recheckRoom);
    } else if (list !== undefined && options.batch === undefined && options.scheme) {
      taken = await takeInList(list, options.scheme, by, today, recheckRoom);
    } else {
      throw new WrongUse({
        zh: '请给出名单文件和 --scheme，或用 --batch 指定批次。',
        en: 'Give a list and --scheme, or a batch with --batch.',
      });
    }
    if (options.json) return printJson(taken);
    for (const { row, said } of taken.rejected) {
      tell({ zh: `第 ${row} 行：${said.zh}`, en: `row ${row}: ${said.en}` });
    }
    const { language } = settings;
    const summary = {
      zh: `纳入定期复核 ${taken.taken} 户（新增 ${taken.isNew} 户）。`,
      en: `${taken.taken} households are rechecked (${taken.isNew} of them new).`,
    };
    process.stdout.write(`${say(summary, language)}\n`);
    if (taken.rejected.length > 0) process.exitCode = FAILED;
  });
}

async function end(given: string, { on }: { on?: string }): Promise<void> {
  const id = Number(/^S?([1-9]\d{0,14})$/.exec(given)?.[1]);
  if (!Number.isSafeInteger(id)) throw new WrongUse(NO_SUPPORT);
  const day = dateOption(on) ?? shanghaiDate(new Date());
  await withEngine(await commandSettings(), 'error', async ({ store, acting: { records, by } }) => {
    const isThere = (await records.supports.get(id)) !== null;
    if (isThere && (await store.supportIntake.end(id, day, by))) return;
    tell(NO_SUPPORT);
    process.exitCode = FAILED;
  });
}

const NO_SUPPORT = {
  zh: '没有此编号的在保户，编号形如 S12。',
  en: 'No household that receives help has this number; numbers are like S12.',
};

async function count({ json }: { json?: boolean }): Promise<void> {
  const settings = await commandSettings();
  await withEngine(settings, 'error', async ({ store }) => {
    const counted = await store.supports.count();
    if (json) return printJson(counted);
    const { households, persons } = counted;
    const said = {
      zh: `${households} 户，${persons} 人`,
      en: `${households} households, ${persons} persons`,
    };
    process.stdout.write(`${say(said, settings.language)}\n`);
  });
}

function dateOption(text: string | undefined): CalendarDate | null {
  if (text === undefined) return null;
  const date = parseCalendarDate(text);
  if (date !== null) return date;
  throw new WrongUse({ zh: '日期应如 2026-07-01。', en: 'A date is written like 2026-07-01.' });
}
