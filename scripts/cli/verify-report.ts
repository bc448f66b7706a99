// hedui report verify: what can be said of a report that somebody brings, with the office's records or without.

import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { DOCUMENT_STATE_SENTENCES } from '../../config/messages/authenticity.ts';
import { say } from '../../config/messages/language.ts';
import { readSettings } from '../../config/settings.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import { HeduiError } from '../../domain/errors.ts';
import { checkDocument, type OnRecord } from '../../reports/authenticity/check-document.ts';
import { sealedJsonIn } from '../../reports/authenticity/sealed-in-file.ts';
import type { Verifier } from '../../reports/seal.ts';
import { readPublicKeys } from '../../store/encryption/public-keys.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson } from './terminal.ts';

type VerifyOptions = { keys?: string; json?: boolean };

export function addReportVerifyCommand(report: Command): void {
  report
    .command('verify')
    .argument('<file>', 'a report as JSON or PDF')
    .option('--keys <file>', 'public keys of the office (hedui keys public): no database is needed')
    .description('say whether a report is genuine, altered, superseded or expired')
    .action((file: string, options: VerifyOptions) =>
      // Commander leaves an option that both commands know with the outer one.
      verify(file, { ...options, json: report.opts<{ json?: boolean }>().json ?? false }),
    );
}

async function verify(file: string, options: VerifyOptions): Promise<void> {
  const json = await sealedJsonIn(await contentOf(file));
  const today = shanghaiDate(new Date());
  const check =
    options.keys === undefined
      ? await withRecords(json, (record, find) => checkDocument(json, find, today, record))
      : checkDocument(
          json,
          finder(readPublicKeys(await contentText(options.keys), options.keys)),
          today,
        );
  const { state, report } = check;
  if (options.json) {
    printJson({
      format: 'hedui-report-check/1',
      state,
      withRecords: options.keys === undefined,
      number: report?.number ?? null,
      digest: report?.digest ?? null,
      validUntil: report?.validUntil ?? null,
      keyId: report?.signature.keyId ?? null,
    });
  } else {
    const { language } = readSettings(process.env);
    const about = report === null ? '' : `${report.number}  ${report.content.conclusion}  `;
    process.stdout.write(`${about}${say(DOCUMENT_STATE_SENTENCES[state], language)}\n`);
  }
  if (state !== 'genuine') process.exitCode = FAILED;
}

async function withRecords<T>(
  json: string | null,
  work: (record: OnRecord | null, find: (keyId: string) => Verifier | null) => T,
): Promise<T> {
  const settings = await commandSettings();
  return withEngine(settings, 'error', async ({ store, keys }) => {
    const number = numberIn(json);
    const record = number === null ? null : await store.reportStates.byNumber(number);
    return work(record, finder(keys.verifyingKeys));
  });
}

function finder(keys: readonly Verifier[]): (keyId: string) => Verifier | null {
  return (keyId) => keys.find((key) => key.keyId === keyId) ?? null;
}

/** The number that the file claims; whether it is that report is what is checked. */
function numberIn(json: string | null): string | null {
  try {
    const value: unknown = JSON.parse(json ?? '');
    const number = typeof value === 'object' && value !== null && 'number' in value && value.number;
    return typeof number === 'string' ? number : null;
  } catch {
    return null;
  }
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new HeduiError(
      'FILE_NOT_READABLE',
      { zh: `无法读取文件 ${file}。`, en: `The file ${file} cannot be read.` },
      { cause },
    );
  }
}

async function contentText(file: string): Promise<string> {
  return (await contentOf(file)).toString('utf8');
}
