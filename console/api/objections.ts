// Objections of households, taken at the reception desk: what is disputed is looked at afresh, a person decides.

import { z } from 'zod';
import type { Objection } from '../../domain/objection.ts';
import { OBJECTION_STATES } from '../../domain/objection.ts';
import { raiseObjection } from '../../jobs/objections/objections.ts';
import { endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';
import { batchId, date, reportNumber } from './shapes.ts';

const OBJECTION = z.object({
  id: z.int(),
  report: reportNumber,
  findings: z.array(z.string()),
  state: z.enum(OBJECTION_STATES),
  receivedOn: date,
  dueOn: date,
  batch: batchId.nullable().meta({ description: 'the fresh look' }),
  newReport: reportNumber.nullable(),
});

export const addObjection = endpoint(
  {
    method: 'post',
    path: '/objections',
    scope: 'objections:write',
    summary: {
      zh: '登记异议，争议部分即时重新核对',
      en: 'Record an objection; what it disputes is looked at afresh',
    },
    body: z.strictObject({
      report: reportNumber,
      findings: z
        .array(z.string().max(20))
        .min(1)
        .max(100)
        .meta({ description: 'ids of findings: F1' }),
      grounds: z.string().trim().min(1).max(4_000),
    }),
    status: 201,
    answer: OBJECTION,
  },
  async ({ body, key, records, engine }) => {
    // Whether the report lies in the key's region is the database's to say.
    const report = await records.reports.byNumber(body.report);
    if (report === null) throw new Problem('not-found');
    const { findings, grounds } = body;
    const by = `api/${key.id}`;
    const raised = { reportNumber: report.number, findings, grounds, files: [], by };
    return shown(await raiseObjection(raised, engine.recheckRoom));
  },
);

export const getObjection = endpoint(
  {
    method: 'get',
    path: '/objections/{id}',
    scope: 'objections:write',
    summary: { zh: '异议办理情况', en: 'How far an objection is' },
    params: z.object({ id: z.coerce.number().int().positive() }),
    status: 200,
    answer: OBJECTION,
  },
  async ({ params, records }) => shown(await records.objections.get(params.id)),
);

function shown(objection: Objection) {
  return {
    id: objection.id,
    report: objection.reportNumber,
    findings: [...objection.findings],
    state: objection.state,
    receivedOn: objection.receivedOn,
    dueOn: objection.dueOn,
    batch: objection.batchId,
    newReport: objection.newReportNumber,
  };
}
