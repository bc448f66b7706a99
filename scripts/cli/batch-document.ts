// A batch as the command line shows it: as JSON (docs/schemas/batch.schema.json) and in words.

import { FINDING_NAMES } from '../../config/messages/finding-names.ts';
import { type Language, nameIn, say } from '../../config/messages/language.ts';
import {
  CONCLUSION_NAMES,
  DEPARTMENT_NAMES,
  PURPOSE_NAMES,
  SCHEME_NAMES,
} from '../../config/messages/terms.ts';
import { CONCLUSIONS } from '../../domain/report.ts';
import type { Store } from '../../store/store.ts';
import { table } from './terminal.ts';

export type BatchDocument = Awaited<ReturnType<typeof batchDocument>>;

/** @throws HeduiError BATCH_UNKNOWN */
export async function batchDocument(store: Store, batchId: string) {
  const batch = await store.batches.get(batchId);
  const progress = await store.batches.progress(batchId);
  const { rows: rejected } = await store.batches.rejections(batchId);
  return {
    format: 'hedui-batch/1',
    batch: batch.id,
    state: progress.state,
    scheme: batch.scheme,
    purpose: batch.purpose,
    region: batch.region,
    verifiedOn: batch.verifiedOn,
    submittedAt: batch.submittedAt,
    file: { name: batch.fileName, sha256: batch.fileDigest },
    counts: {
      rows: batch.rows,
      households: progress.households,
      persons: progress.persons,
      rejectedRows: progress.rejectedRows,
    },
    rejected: rejected.map(({ rejection: { row, column, code, said } }) => ({
      row,
      column,
      code,
      message: said,
    })),
    departments: progress.departments,
    reports: { total: progress.reports, byConclusion: progress.conclusions },
    findings: progress.findingKinds,
  };
}

const REJECTED_SHOWN = 10;
const FINDINGS_SHOWN = 8;

/** What a caseworker wants to know of a batch at a glance. */
export function batchSummary(document: BatchDocument, language: Language): string {
  const t = (zh: string, en: string) => say({ zh, en }, language);
  const { counts, reports } = document;
  const lines = [
    t(
      `批次 ${document.batch}：${say(SCHEME_NAMES[document.scheme], language)}，${say(PURPOSE_NAMES[document.purpose], language)}，核对基准日 ${document.verifiedOn}`,
      `Batch ${document.batch}: ${say(SCHEME_NAMES[document.scheme], language)}, ${say(PURPOSE_NAMES[document.purpose], language)}, as of ${document.verifiedOn}`,
    ),
    t(
      `  文件 ${document.file.name}：${counts.rows} 行，受理 ${counts.households} 户 ${counts.persons} 人，退回 ${counts.rejectedRows} 行`,
      `  File ${document.file.name}: ${counts.rows} rows; ${counts.households} households with ${counts.persons} persons taken in, ${counts.rejectedRows} rows rejected`,
    ),
  ];
  if (reports.total > 0) {
    lines.push(
      '',
      t(`核对结论（${reports.total} 份报告）`, `Conclusions (${reports.total} reports)`),
    );
    lines.push(
      indent(
        table(
          CONCLUSIONS.map((conclusion) => [
            say(CONCLUSION_NAMES[conclusion], language),
            String(reports.byConclusion[conclusion] ?? 0),
          ]),
        ),
      ),
    );
  }
  const findings = Object.entries(document.findings).sort((a, b) => b[1] - a[1]);
  if (findings.length > 0) {
    lines.push('', t('需要人工查看的发现（户数）', 'Findings that want a look (households)'));
    lines.push(
      indent(
        table(
          findings
            .slice(0, FINDINGS_SHOWN)
            .map(([kind, households]) => [
              nameIn(FINDING_NAMES, kind, language),
              String(households),
            ]),
        ),
      ),
    );
  }
  const silent = document.departments.filter((department) => department.unanswered > 0);
  if (silent.length > 0) {
    lines.push('', t('尚未返回（户数）', 'Not answered (households)'));
    lines.push(
      indent(
        table(
          silent.map(({ department, unanswered }) => [
            nameIn(DEPARTMENT_NAMES, department, language),
            String(unanswered),
          ]),
        ),
      ),
    );
  }
  if (document.rejected.length > 0) {
    lines.push('', t('退回的行（改正后可重新提交）', 'Rejected rows (mend and submit again)'));
    const faults = document.rejected.filter(({ code }) => code !== 'household-held-back');
    for (const { row, message } of faults.slice(0, REJECTED_SHOWN)) {
      lines.push(t(`  第 ${row} 行：${message.zh}`, `  Row ${row}: ${message.en}`));
    }
    const more = Math.max(0, faults.length - REJECTED_SHOWN);
    const heldBack = document.rejected.length - faults.length;
    if (more > 0) lines.push(t(`  …… 另有 ${more} 处错误`, `  … and ${more} more faults`));
    if (heldBack > 0) {
      lines.push(
        t(
          `  ${heldBack} 行本身无误，随同户一并退回`,
          `  ${heldBack} good rows wait for the rest of their household`,
        ),
      );
    }
  }
  return lines.join('\n');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
