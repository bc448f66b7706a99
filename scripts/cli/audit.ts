// hedui audit: whether the ledger is whole, proofs of single reports, and checkpoints for others to keep.

import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { fill, say } from '../../config/messages/language.ts';
import { LEDGER_FAULT_SENTENCES } from '../../config/messages/ledger-faults.ts';
import { HeduiError } from '../../domain/errors.ts';
import { publishCheckpoint, publishedAt } from '../../jobs/publish-checkpoint.ts';
import { parseReportNumber } from '../../reports/number.ts';
import { readPublicKeys } from '../../store/encryption/public-keys.ts';
import { checkProof, PROOF } from '../../store/ledger/proof-file.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson, tell, WrongUse } from './terminal.ts';

export function addAuditCommand(program: Command): void {
  const audit = program
    .command('audit')
    .description('verify the audit ledger and prove what is in it');
  audit
    .command('verify')
    .option('--published <place>', 'checkpoints kept outside (default: HEDUI_PUBLISH)')
    .option('--json', 'print JSON')
    .description('compute every entry and every checkpoint anew')
    .action(verify);
  audit
    .command('prove')
    .argument('<report>', 'number of a report')
    .option('--out <file>', 'where to write the proof (default: <number>.proof.json)')
    .description('write a proof that a report is in the ledger')
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

async function verify(options: { published?: string; json?: boolean }): Promise<void> {
  const settings = await commandSettings();
  const place = options.published ?? settings.publishTo;
  await withEngine(settings, 'error', async ({ store }) => {
    const published = place === null ? [] : await publishedAt(place);
    const startedAt = performance.now();
    const verified = await store.ledger.verify({
      published: published.map(({ checkpoint }) => checkpoint),
    });
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

async function prove(report: string, options: { out?: string }): Promise<void> {
  const settings = await commandSettings();
  const number = parseReportNumber(report)?.number ?? report;
  await withEngine(settings, 'error', async ({ store }) => {
    await store.ledger.sequence();
    const proof = await store.ledger.prove('seal', number);
    if (proof === null) {
      throw new HeduiError('REPORT_UNKNOWN', {
        zh: '审计账中没有此编号的报告。',
        en: 'The ledger has no report of this number.',
      });
    }
    const file = options.out ?? `${number}.proof.json`;
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
    return PROOF.parse(JSON.parse(await readFile(file, 'utf8')));
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
  await withEngine(settings, 'error', async ({ store }) => {
    const published = await publishCheckpoint({ store, to, actor: userInfo().username });
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
