// hedui submit: a batch file in, a batch under way.

import { createWriteStream } from 'node:fs';
import type { Command } from 'commander';
import { parseCalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import { parseRegionCode, type RegionCode } from '../../domain/region.ts';
import { PURPOSES, SCHEMES } from '../../domain/scheme.ts';
import type { Engine } from '../../jobs/engine.ts';
import { writeRejectedCsv } from '../../jobs/intake/rejected-csv.ts';
import {
  noteSubmission,
  submitBatch,
  type Submission,
  type Submitted,
} from '../../jobs/submit-batch.ts';
import { startWorking } from '../../jobs/worker.ts';
import { ownRegion } from './acting.ts';
import { batchDocument, batchSummary } from './batch-document.ts';
import { commandSettings, withEngine } from './open.ts';
import { watchBatch } from './progress.ts';
import { endOfSession, FAILED, printJson, tell, WrongUse } from './terminal.ts';

type SubmitOptions = {
  scheme: string;
  purpose: string;
  region?: string;
  on?: string;
  by?: string;
  again?: boolean;
  fresh?: boolean;
  wait?: boolean;
  rejected?: string;
  json?: boolean;
};

export function addSubmitCommand(program: Command): void {
  program
    .command('submit')
    .argument('<file>', 'batch file: CSV or XLSX, one row a person (docs/batch-file.md)')
    .requiredOption('--scheme <scheme>', `what is verified: ${SCHEMES.join(', ')}`)
    .option('--purpose <purpose>', `why: ${PURPOSES.join(', ')}`, 'application')
    .option('--region <code>', 'region of the office, GB/T 2260 (default: HEDUI_REGION)')
    .option('--on <date>', 'date whose standards apply, YYYY-MM-DD (default: today)')
    .option('--by <name>', 'who submits, for the ledger (default: the user of this computer)')
    .option('--again', 'run a file again that was already submitted')
    .option('--fresh', 'ask every department anew, whatever is still valid from other batches')
    .option('--wait', 'work on the batch in this process too, and wait until its reports are made')
    .option('--rejected <csv>', 'write the rejected rows to a file, to correct and resubmit')
    .option('--json', 'print the batch as JSON (docs/schemas/batch.schema.json)')
    .description('submit a batch of applicant households')
    .action(submit);
}

async function submit(file: string, options: SubmitOptions): Promise<void> {
  const settings = await commandSettings();
  const given = readSubmission(file, options);
  const ending = endOfSession();
  await withEngine(settings, 'error', async (engine) => {
    const { acting } = engine;
    // In a member's name it is the member who submits, whatever --by says.
    const by = acting.member === null ? (options.by ?? acting.by) : acting.by;
    const region = ownRegion(acting, given.region, settings.region);
    const submission: Submission = { ...given, region, submittedBy: by };
    const room = { ...engine, chunkSize: settings.chunkSize };
    const submitted = await submitBatch(submission, room, acting.records);
    if (submitted.alreadySubmitted) sayAlreadySubmitted(submitted);
    else await noteSubmission(submitted.batchId, by, engine.store);
    if (options.rejected !== undefined)
      await writeRejected(engine, submitted.batchId, options.rejected);
    if (options.wait) {
      const working = await startWorking(engine);
      await watchBatch(engine, submitted.batchId, ending);
      await working.stop();
    }
    const document = await batchDocument({ ...engine.store, ...acting.records }, submitted.batchId);
    if (options.json) {
      printJson({ ...document, alreadySubmitted: submitted.alreadySubmitted });
    } else {
      process.stdout.write(`${batchSummary(document, settings.language)}\n`);
    }
    if (document.state === 'running') sayHowToGoOn(submitted, options.wait ?? false);
    if (options.wait && document.state !== 'done') process.exitCode = FAILED;
  });
}

function readSubmission(
  file: string,
  options: SubmitOptions,
): Omit<Submission, 'region' | 'submittedBy'> & { region: RegionCode | undefined } {
  const region = options.region === undefined ? undefined : parseRegionCode(options.region);
  const verifiedOn =
    options.on === undefined ? shanghaiDate(new Date()) : parseCalendarDate(options.on);
  if (region === null) throw wrongOption('--region', '371002');
  if (verifiedOn === null) throw wrongOption('--on', '2026-07-01');
  return {
    path: file,
    scheme: oneOf(SCHEMES, '--scheme', options.scheme),
    purpose: oneOf(PURPOSES, '--purpose', options.purpose),
    region,
    verifiedOn,
    again: options.again ?? false,
    fresh: options.fresh ?? false,
  };
}

function oneOf<T extends string>(known: readonly T[], option: string, given: string): T {
  const found = known.find((word) => word === given);
  if (found === undefined) throw wrongOption(option, known.join(', '));
  return found;
}

function wrongOption(option: string, example: string): WrongUse {
  return new WrongUse({
    zh: `选项 ${option} 的值无法识别，可用的值如：${example}。`,
    en: `The value of ${option} is not one that hedui knows; known: ${example}.`,
  });
}

function sayAlreadySubmitted({ batchId }: Submitted): void {
  tell({
    zh: `该文件已作为批次 ${batchId} 提交过，未重复核对。如需重新核对，请加 --again。`,
    en: `This file was already submitted as batch ${batchId}; it is not run twice. Add --again to run it anew.`,
  });
}

function sayHowToGoOn({ batchId }: Submitted, wasInterrupted: boolean): void {
  tell({
    zh: `${wasInterrupted ? '已中断；' : ''}批次 ${batchId} 已保存，由 hedui worker 继续核对；进度见 hedui status ${batchId} --watch。`,
    en: `${wasInterrupted ? 'Interrupted. ' : ''}Batch ${batchId} is kept; hedui worker goes on with it, and hedui status ${batchId} --watch follows it.`,
  });
}

/** The rejected rows as the caseworker wrote them, with the reason beside each, to mend and submit again. */
async function writeRejected(engine: Engine, batchId: string, path: string): Promise<void> {
  const { header, rows } = await engine.store.batches.rejections(batchId);
  await writeRejectedCsv(createWriteStream(path), header, rows);
}
