// Reports: found by what stands in clear, read as JSON, HTML or PDF. Every look is in the ledger under the key's name.

import { z } from 'zod';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import { CONCLUSIONS } from '../../domain/report.ts';
import { SCHEMES } from '../../domain/scheme.ts';
import { renderReportHtml } from '../../reports/html/report-page.ts';
import { parseReportNumber } from '../../reports/number.ts';
import { renderReportPdf } from '../../reports/pdf/report-pdf.ts';
import { SEALED_REPORT } from '../../reports/sealed-report-schema.ts';
import type { Records } from '../../store/store.ts';
import { readReport } from '../pages/households/report-files.ts';
import { endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';
import { batchId, CURSOR_QUERY, date, region, reportNumber, REPORTS, REVIEWS } from './shapes.ts';

export const findReports = endpoint(
  {
    method: 'get',
    path: '/reports',
    scope: 'reports:read',
    summary: { zh: '检索报告，从新到旧', en: 'Find reports, the newest first' },
    query: z.object({
      batch: batchId.optional(),
      region: region.optional(),
      from: date.optional(),
      until: date.optional(),
      conclusion: z.enum(CONCLUSIONS).optional(),
      kind: z.string().max(80).optional().meta({ description: 'a kind of finding' }),
      scheme: z.enum(SCHEMES).optional(),
      superseded: z.stringbool().optional(),
      ...CURSOR_QUERY,
    }),
    status: 200,
    answer: REPORTS,
  },
  async ({ query, records }) => {
    const { limit, after, kind, superseded, region, from, until, batch, conclusion, scheme } =
      query;
    const found = await records.reportSearch.find(
      {
        ...(batch !== undefined && { batch }),
        ...(region !== undefined && { region: region as RegionCode }),
        ...(from !== undefined && { from: from as CalendarDate }),
        ...(until !== undefined && { until: until as CalendarDate }),
        ...(conclusion !== undefined && { conclusion }),
        ...(kind !== undefined && { kinds: [kind] }),
        ...(scheme !== undefined && { scheme }),
        ...(superseded !== undefined && { superseded }),
      },
      { limit, after },
    );
    return {
      reports: found.reports.map((report) => ({
        number: report.number,
        batch: report.batchId,
        version: report.version,
        isCurrent: report.isCurrent,
        conclusion: report.conclusion,
        findingKinds: [...report.findingKinds],
        issuedAt: report.issuedAt,
        validUntil: report.validUntil,
        region: report.region,
        scheme: report.scheme,
        purpose: report.purpose,
      })),
      next: found.next,
    };
  },
);

const params = z.object({ number: reportNumber });

export const getReport = endpoint(
  {
    method: 'get',
    path: '/reports/{number}',
    scope: 'reports:read',
    summary: { zh: '报告全文（密封的 JSON）', en: 'The sealed report' },
    params,
    status: 200,
    answer: SEALED_REPORT,
  },
  async ({ params, records, note }) => {
    const { report } = await found(records, params.number);
    await note('look', report.number, report.content.purpose, report.digest);
    // Made by the engine from the types that this schema is held to.
    return report as never;
  },
);

export const getReportHtml = endpoint(
  {
    method: 'get',
    path: '/reports/{number}/html',
    scope: 'reports:read',
    summary: { zh: '报告网页', en: 'The report as a page' },
    params,
    status: 200,
    answer: 'text/html',
  },
  async ({ params, records, acts, language, note }) => {
    const { report, standing } = await found(records, params.number);
    await note('look', report.number, report.content.purpose, report.digest);
    return renderReportHtml(report, { language, office: acts.office(), ...standing });
  },
);

export const getReportPdf = endpoint(
  {
    method: 'get',
    path: '/reports/{number}/pdf',
    scope: 'reports:read',
    summary: { zh: '报告 PDF', en: 'The report as PDF' },
    params,
    status: 200,
    answer: 'application/pdf',
  },
  async ({ params, records, acts, language, note }) => {
    const { report, json, standing } = await found(records, params.number);
    await note('export', report.number, report.content.purpose, report.digest);
    return renderReportPdf(report, { language, office: acts.office(), json, ...standing });
  },
);

export const getReviews = endpoint(
  {
    method: 'get',
    path: '/reports/{number}/reviews',
    scope: 'reports:read',
    summary: { zh: '对各项发现的人工复核', en: 'What people decided on its findings' },
    params,
    status: 200,
    answer: REVIEWS,
  },
  async ({ params, records, note }) => {
    const { report } = await found(records, params.number);
    const reviews = await records.reviews.ofReport(report.number);
    await note('look', report.number, report.content.purpose, { reviews: reviews.length });
    return {
      reviews: reviews.map((one) => ({
        finding: one.findingId,
        kind: one.kind,
        decision: one.decision,
        reason: one.reason,
        by: one.by,
        at: one.at,
        second: one.second && { verdict: one.second.verdict, by: one.second.by, at: one.second.at },
      })),
    };
  },
);

async function found(records: Records, text: string) {
  const number = parseReportNumber(text)?.number;
  const read = number === undefined ? null : await readReport(records, number);
  if (read === null) throw new Problem('not-found');
  return read;
}
