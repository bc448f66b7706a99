// hedui objection: a household disputes findings of its report.

import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Language, LANGUAGES, say } from '../../config/messages/language.ts';
import { OBJECTION_STATE_NAMES } from '../../config/messages/objections.ts';
import { loadOffice } from '../../config/office.ts';
import { HeduiError } from '../../domain/errors.ts';
import type { ResourceId } from '../../domain/lookup.ts';
import { OBJECTION_OUTCOMES, type ObjectionOutcome } from '../../domain/objection.ts';
import { askForCorrection, correctionAnswered } from '../../jobs/objections/corrections.ts';
import { objectionLetter } from '../../jobs/objections/letter.ts';
import { decideObjection, raiseObjection } from '../../jobs/objections/objections.ts';
import { wholeNumber } from './city.ts';
import { commandSettings, withEngine } from './open.ts';
import { printJson, table } from './terminal.ts';
import { reportNumberTyped } from './words.ts';

export function addObjectionCommand(program: Command): void {
  const group = program.command('objection').description('what households dispute');
  group
    .command('raise')
    .argument('<report>', 'number of the report')
    .requiredOption('--finding <ids...>', 'the disputed findings: F1 F3')
    .requiredOption('--grounds <text>', 'what the household says')
    .option('--attach <files...>', 'proofs: PDF, JPEG or PNG, 10 MB each')
    .option('--json', 'print the objection as JSON')
    .description('record an objection; the departments concerned are asked afresh')
    .action(raise);
  group
    .command('list')
    .option('--all', 'those that were decided too')
    .option('--json', 'print as JSON')
    .description('objections by their last day')
    .action(list);
  group
    .command('show')
    .argument('<objection>', 'its number, O12', objectionId)
    .description('print an objection, with grounds, proofs and corrections asked for, as JSON')
    .action(show);
  group
    .command('decide')
    .argument('<objection>', 'its number, O12', objectionId)
    .addOption(
      new Option('--outcome <outcome>', 'how it ends')
        .choices(OBJECTION_OUTCOMES)
        .makeOptionMandatory(),
    )
    .requiredOption('--reason <text>', 'why, for the household and the ledger')
    .description('decide an objection whose findings were looked at afresh')
    .action(decide);
  group
    .command('letter')
    .argument('<objection>', 'its number, O12', objectionId)
    .requiredOption('--out <pdf>', 'file to write')
    .addOption(new Option('--lang <language>', 'of the letter').choices(LANGUAGES))
    .description('write the letter that tells the household the outcome')
    .action(letter);
  group
    .command('correct')
    .argument('<objection>', 'its number, O12', objectionId)
    .requiredOption('--resource <resource>', 'whose record is wrong: public-security.vehicle')
    .requiredOption('--person <no>', 'about which person of the household', wholeNumber)
    .requiredOption('--wrong <text>', 'what is wrong, for the department')
    .option('--json', 'print the request as JSON')
    .description('ask the department to put its record right')
    .action(correct);
  group
    .command('answered')
    .argument('<request>', 'number of the request for correction', wholeNumber)
    .addOption(
      new Option('--as <answer>', 'what came of it')
        .choices(['corrected', 'refused'])
        .makeOptionMandatory(),
    )
    .requiredOption('--said <text>', 'what the department said')
    .description('note the answer; a corrected record is fetched for every household of the person')
    .action(answered);
}

function objectionId(text: string): number {
  const id = Number(/^O?([1-9]\d{0,14})$/.exec(text)?.[1]);
  if (Number.isSafeInteger(id)) return id;
  throw new InvalidArgumentError('objections are numbered like O12');
}

async function raise(
  report: string,
  options: { finding: string[]; grounds: string; attach?: string[]; json?: boolean },
): Promise<void> {
  const files = await Promise.all(
    (options.attach ?? []).map(async (path) => ({
      name: basename(path),
      content: await readFile(path).catch((cause: unknown) => {
        throw new HeduiError(
          'FILE_NOT_READABLE',
          { zh: '附件文件无法读取。', en: 'A proof cannot be read.' },
          { cause },
        );
      }),
    })),
  );
  await withEngine(await commandSettings(), 'error', async ({ recheckRoom, acting }) => {
    const { finding: findings, grounds } = options;
    const { number } = await acting.records.reports.read(reportNumberTyped(report));
    const raised = { reportNumber: number, findings, grounds, files, by: acting.by };
    const objection = await raiseObjection(raised, recheckRoom, acting.records);
    if (options.json) printJson(objection);
    else process.stdout.write(`O${objection.id}  ${objection.dueOn}\n`);
  });
}

async function list(options: { all?: boolean; json?: boolean }): Promise<void> {
  const settings = await commandSettings();
  await withEngine(settings, 'error', async ({ store }) => {
    const objections = await store.objections.list({ limit: 200, closedToo: options.all ?? false });
    if (options.json) return printJson(objections);
    const rows = objections.map((one) => [
      `O${one.id}`,
      one.reportNumber,
      one.findings.join(' '),
      say(OBJECTION_STATE_NAMES[one.state], settings.language),
      one.receivedOn,
      one.dueOn,
    ]);
    process.stdout.write(`${table(rows)}\n`);
  });
}

async function show(id: number): Promise<void> {
  await withEngine(await commandSettings(), 'error', async ({ store }) => {
    const objection = await store.objections.get(id);
    printJson({
      ...objection,
      ...(await store.objections.words(objection)),
      attachments: await store.objections.attachments(objection),
      corrections: await store.corrections.ofObjection(id),
    });
  });
}

async function decide(
  id: number,
  { outcome, reason }: { outcome: ObjectionOutcome; reason: string },
): Promise<void> {
  await withEngine(await commandSettings(), 'error', async ({ recheckRoom, acting }) => {
    await decideObjection(id, { outcome, reason, by: acting.by }, recheckRoom, acting.records);
  });
}

async function letter(id: number, options: { out: string; lang?: Language }): Promise<void> {
  const settings = await commandSettings();
  const office = loadOffice(settings.officeFile);
  await withEngine(settings, 'error', async ({ recheckRoom, acting }) => {
    await acting.records.objections.get(id);
    const pdf = await objectionLetter(id, office, options.lang ?? settings.language, recheckRoom);
    await writeFile(options.out, pdf, { mode: 0o600 });
  });
}

async function correct(
  objection: number,
  options: { resource: string; person: number; wrong: string; json?: boolean },
): Promise<void> {
  await withEngine(await commandSettings(), 'error', async ({ recheckRoom, acting }) => {
    await acting.records.objections.get(objection);
    const request = await askForCorrection(
      {
        objectionId: objection,
        resource: options.resource as ResourceId,
        personNo: options.person,
        wrong: options.wrong,
        by: acting.by,
      },
      recheckRoom,
    );
    if (options.json) printJson(request);
    else process.stdout.write(`${request.id}  ${request.dueOn}\n`);
  });
}

async function answered(
  request: number,
  options: { as: 'corrected' | 'refused'; said: string },
): Promise<void> {
  await withEngine(await commandSettings(), 'error', async ({ recheckRoom, acting }) => {
    await acting.records.corrections.get(request);
    const answer = { answer: options.as, said: options.said, by: acting.by };
    const begun = await correctionAnswered(request, answer, recheckRoom);
    process.stdout.write(`${begun}\n`);
  });
}
