// hedui audit: whether the ledger is whole, proofs of single reports, and checkpoints for others to keep.

import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { fill, say } from '../../config/messages/language.ts';
import { LEDGER_FAULT_SENTENCES } from '../../config/messages/ledger-faults.ts';
import { HeduiError } from '../../domain/errors.ts';
import { publishCheckpoint, publishedAt } from '../../jobs/publish-checkpoint.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { parseReportNumber } from '../../reports/number.ts';
import { readPublicKeys } from '../../store/encryption/public-keys.ts';
import { checkLookupProof } from '../../store/ledger/check-lookup-proof.ts';
import {
  checkProof,
  LOOKUP_PROOF,
  PERSON_LOOKUP_PROOF,
  PROOF,
} from '../../store/ledger/proof-file.ts';
import { wholeNumber } from './city.ts';
import { noteLook } from './note-look.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson, tell, WrongUse } from './terminal.ts';

export function addAuditCommand(program: Command): void {
  const audit = program
    .command('audit')
    .description('verify the audit ledger and prove what is in it');
  audit
    .command('verify')
    .option('--published <place>', 'checkpoints kept outside (default: HEDUI_PUBLISH)')
    .option('--answers', 'open every answer of a department too, and hold it against the ledger')
    .option('--json', 'print JSON')
    .description('compute every entry and every checkpoint anew')
    .action(verify);
  audit
    .command('prove')
    .argument('<report>', 'number of a report')
    .option(
      '--lookups <department>',
      'prove instead what the department was asked about the household',
    )
    .option(
      '--person <no>',
      'of these only what it was asked about one person, by their number in the household',
      wholeNumber,
    )
    .option('--out <file>', 'where to write the proof (default: <number>.proof.json)')
    .description('write a proof that a report, or the lookups behind it, are in the ledger')
    .action(prove);
  audit
    .command('check')
    .argument('<file>', 'a proof')
    .option('--keys <file>', 'public keys of the office (hedui keys public); without it, its own')
    .option('--report <file>', 'the sealed report (JSON) that the proof is about')
    .description('check a proof; with --keys no database is needed')
    .action(check);
  audit
    .command('publish')
    .option('--to <place>', 'a folder or an address (default: HEDUI_PUBLISH)')
    .description('put the newest checkpoint where others keep it')
    .action(publish);
}

async function verify(options: {
  published?: string;
  answers?: boolean;
  json?: boolean;
}): Promise<void> {
  const settings = await commandSettings();
  const place = options.published ?? settings.publishTo;
  await withEngine(settings, 'error', async ({ store }) => {
    const published = place === null ? [] : await publishedAt(place);
    const startedAt = performance.now();
    const ofLedger = await store.ledger.verify({
      published: published.map(({ checkpoint }) => checkpoint),
    });
    const ofAnswers = options.answers ? await store.lookupProofs.verify() : [];
    const verified = { ...ofLedger, faults: [...ofLedger.faults, ...ofAnswers] };
    const seconds = (performance.now() - startedAt) / 1000;
    const { size, checkpoints, waiting, faults } = verified;
    if (options.json) {
      printJson({ format: 'hedui-audit/1', ...verified, published: published.length });
    } else {
      for (const { kind, at } of faults) {
        const sentence = say(LEDGER_FAULT_SENTENCES[kind], settings.language);
        process.stdout.write(`✗ ${fill(sentence, { at })}\n`);
      }
      tell({
        zh: `审计账：${size} 条记录，${checkpoints} 个检查点，${waiting} 条待登记，外部检查点 ${published.length} 个；${faults.length === 0 ? '完好' : `发现 ${faults.length} 处问题`}（${seconds.toFixed(1)} 秒）。`,
        en: `The ledger: ${size} entries, ${checkpoints} checkpoints, ${waiting} waiting, ${published.length} checkpoints from outside; ${faults.length === 0 ? 'whole' : `${faults.length} faults`} (${seconds.toFixed(1)} s).`,
      });
    }
    if (faults.length > 0) process.exitCode = FAILED;
  });
}

async function prove(
  report: string,
  options: { lookups?: string; person?: number; out?: string },
): Promise<void> {
  const { person } = options;
  if (person !== undefined && options.lookups === undefined) {
    throw new WrongUse({
      zh: '--person 须与 --lookups 一起使用。',
      en: '--person goes with --lookups.',
    });
  }
  const settings = await commandSettings();
  const number = parseReportNumber(report)?.number ?? report;
  await withEngine(settings, 'error', async ({ store, acting: { records } }) => {
    await store.ledger.sequence();
    const department = options.lookups as DepartmentId | undefined;
    const issued = await store.reportStates.byNumber(number);
    const proof =
      department === undefined
        ? await store.ledger.prove('seal', number, issued?.issuedAt ?? null)
        : // Unlike the other it tells of people: only for who may see them.
          (await records.reports.byNumber(number)) &&
          (await (person === undefined
            ? store.lookupProofs.prove(number, department)
            : store.lookupProofs.proveOfPerson(number, department, person)));
    if (proof !== null && department !== undefined) {
      await noteLook(store, 'export', number, { lookups: department, ...(person && { person }) });
    }
    if (proof === null) {
      throw new HeduiError('REPORT_UNKNOWN', {
        zh: '审计账中没有此编号的报告，或没有向该部门的查询（或没有对该人员的单独记录，可改为证明全户）。',
        en: 'The ledger has no report of this number, or no lookup of that department for it, or does not tell that person apart: prove the household.',
      });
    }
    const file =
      options.out ??
      [number, department, person && `person-${person}`, 'proof.json'].filter(Boolean).join('.');
    await writeFile(file, `${JSON.stringify(proof, null, 2)}\n`);
    tell({ zh: `已写出证明：${file}`, en: `Wrote the proof: ${file}` });
  });
}

async function check(file: string, options: { keys?: string; report?: string }): Promise<void> {
  const proof = await readProof(file);
  const keys = options.keys
    ? readPublicKeys(await readFile(options.keys, 'utf8'), options.keys)
    : await withEngine(
        await commandSettings(),
        'error',
        async (engine) => engine.keys.verifyingKeys,
      );
  if (proof.format !== 'hedui-ledger-proof/1') {
    const { outcome, lookups } = checkLookupProof(proof, keys);
    const { entry, checkpoint } = proof.ledger;
    const { size, at, signature } = checkpoint;
    printJson({
      format: 'hedui-lookup-check/1',
      outcome,
      lookups,
      entry,
      checkpoint: { size, at, keyId: signature.keyId },
    });
    if (outcome !== 'proven') process.exitCode = FAILED;
    return;
  }
  const outcome = checkProof(proof, keys);
  const isOfReport =
    options.report === undefined || (await digestIn(options.report)) === proof.entry.contentDigest;
  const { entry, checkpoint } = proof;
  printJson({
    format: 'hedui-proof-check/1',
    outcome: outcome === 'proven' && !isOfReport ? 'another-report' : outcome,
    entry,
    checkpoint: { size: checkpoint.size, at: checkpoint.at, keyId: checkpoint.signature.keyId },
  });
  if (outcome !== 'proven' || !isOfReport) process.exitCode = FAILED;
}

async function readProof(file: string) {
  try {
    return z
      .union([PROOF, LOOKUP_PROOF, PERSON_LOOKUP_PROOF])
      .parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new HeduiError(
      'PROOF_UNREADABLE',
      {
        zh: `${file} 不是审计账证明（hedui-ledger-proof/1）。`,
        en: `${file} is not a proof of the ledger (hedui-ledger-proof/1).`,
      },
      { cause },
    );
  }
}

/** The digest that a sealed report states; whether it has it is what `hedui report verify` says. */
async function digestIn(file: string): Promise<unknown> {
  const report: unknown = JSON.parse(await readFile(file, 'utf8'));
  return typeof report === 'object' && report !== null && 'digest' in report ? report.digest : null;
}

async function publish(options: { to?: string }): Promise<void> {
  const settings = await commandSettings();
  const to = options.to ?? settings.publishTo;
  if (to === null) {
    throw new WrongUse({
      zh: '请用 --to 或环境变量 HEDUI_PUBLISH 指定检查点存放的目录或地址。',
      en: 'Say where checkpoints go with --to or HEDUI_PUBLISH: a folder or an address.',
    });
  }
  await withEngine(settings, 'error', async ({ store, acting }) => {
    const published = await publishCheckpoint({ store, to, actor: acting.by });
    tell(
      published === null
        ? { zh: '没有新的检查点。', en: 'There is no new checkpoint.' }
        : {
            zh: `已公布覆盖 ${published.checkpoint.size} 条记录的检查点：${to}`,
            en: `Published the checkpoint over ${published.checkpoint.size} entries: ${to}`,
          },
    );
  });
}
