// The report itself, to read, to print and to take along.

import { z } from 'zod';
import { shanghaiDate } from '../../../domain/calendar.ts';
import type { SealedReport } from '../../../domain/report.ts';
import { renderReportHtml } from '../../../reports/html/report-page.ts';
import type { ReportStanding } from '../../../reports/html/sections/head.ts';
import { renderReportPdf } from '../../../reports/pdf/report-pdf.ts';
import { reportInForce } from '../../../store/household-history.ts';
import type { Records } from '../../../store/store.ts';
import { route } from '../../route.ts';
import { reportNumber } from './household.ts';

const params = z.object({ number: reportNumber });

export const reportDocument = route({
  method: 'GET',
  url: '/reports/:number/document',
  needs: 'report.read',
  needsPurpose: true,
  params,
  async answer({ params, records, language, session, acts, note }) {
    const read = await readReport(records, params.number);
    if (read === null) return { kind: 'not-found' };
    const { report, standing } = read;
    const purpose = session.purpose ?? report.content.purpose;
    await note({ kind: 'look', subject: report.number, purpose, content: report.digest });
    const office = acts.office();
    return { kind: 'document', html: renderReportHtml(report, { language, office, ...standing }) };
  },
});

export const reportPdf = route({
  method: 'GET',
  url: '/reports/:number/pdf',
  needs: 'report.export',
  needsPurpose: true,
  params,
  query: z.object({ show: z.string().optional() }),
  async answer({ params, query, records, language, session, acts, note }) {
    const read = await readReport(records, params.number);
    if (read === null) return { kind: 'not-found' };
    const { report, json, standing } = read;
    const purpose = session.purpose ?? report.content.purpose;
    await note({ kind: 'export', subject: report.number, purpose, content: report.digest });
    const office = acts.office();
    return {
      kind: 'file',
      type: 'application/pdf',
      name: `${report.number}.pdf`,
      content: await renderReportPdf(report, { language, office, json, ...standing }),
      inline: query.show !== undefined,
    };
  },
});

export async function readReport(
  records: Records,
  number: string,
): Promise<{ report: SealedReport; json: string; standing: Partial<ReportStanding> } | null> {
  const summary = await records.reports.byNumber(number);
  if (summary === null) return null;
  const json = await records.reports.readJson(number);
  const inForce = reportInForce(await records.history.reportsBeside(number));
  return {
    report: JSON.parse(json) as SealedReport,
    json,
    standing: {
      supersededBy: inForce === null || inForce.number === number ? null : inForce.number,
      readOn: shanghaiDate(new Date()),
      changes: await records.rechecks.changesOf(number),
    },
  };
}
