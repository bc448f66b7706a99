// Objections of households, taken at the reception desk: what is disputed is looked at afresh, a person decides.

import { z } from 'zod';
import type { Objection } from '../../domain/objection.ts';
import { OBJECTION_STATES } from '../../domain/objection.ts';
import {
  ATTACHMENTS_TOGETHER_BYTES,
  LARGEST_ATTACHMENT_BYTES,
  MOST_ATTACHMENTS,
} from '../../jobs/objections/attachments.ts';
import { raiseObjection } from '../../jobs/objections/objections.ts';
import type { Records } from '../../store/store.ts';
import { endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';
import { batchId, date, reportNumber } from './shapes.ts';

const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4;

const OBJECTION = z.object({
  id: z.int(),
  report: reportNumber,
  findings: z.array(z.string()),
  state: z.enum(OBJECTION_STATES),
  receivedOn: date,
  dueOn: date,
  batch: batchId.nullable().meta({ description: 'the fresh look' }),
  newReport: reportNumber.nullable(),
  attachments: z.array(z.object({ no: z.int(), mediaType: z.string(), bytes: z.int() })),
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
      attachments: z
        .array(
          z.strictObject({
            name: z.string().trim().min(1).max(200),
            content: z
              .string()
              .min(1)
              .max(base64Length(LARGEST_ATTACHMENT_BYTES))
              .meta({ contentEncoding: 'base64', description: 'PDF, JPEG or PNG; up to 10 MB' }),
          }),
        )
        .max(MOST_ATTACHMENTS)
        .optional()
        .meta({ description: 'proofs that the household brought; 20 MB together' }),
    }),
    largestBytes: base64Length(ATTACHMENTS_TOGETHER_BYTES) + 64 * 1024,
    status: 201,
    answer: OBJECTION,
  },
  async ({ body, key, records, engine }) => {
    // Whether the report lies in the key's region is the database's to say.
    const report = await records.reports.byNumber(body.report);
    if (report === null) throw new Problem('not-found');
    const { findings, grounds, attachments = [] } = body;
    const by = `api/${key.id}`;
    const files = attachments.map(({ name, content }, place) => ({
      name,
      content: fromBase64(content, place),
    }));
    const raised = { reportNumber: report.number, findings, grounds, files, by };
    return shown(await raiseObjection(raised, engine.recheckRoom, records), records);
  },
);

/** @throws Problem request-invalid: what is left out silently would be missing from the proof */
function fromBase64(text: string, place: number): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') === text) return bytes;
  const said = { zh: '内容不是 Base64 编码。', en: 'The content is not Base64.' };
  throw new Problem('request-invalid', [
    { at: `body.attachments.${place}.content`, code: 'base64', said },
  ]);
}

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
  async ({ params, records }) => shown(await records.objections.get(params.id), records),
);

async function shown(objection: Objection, records: Records) {
  const attachments = await records.objections.attachments(objection);
  return {
    id: objection.id,
    report: objection.reportNumber,
    findings: [...objection.findings],
    state: objection.state,
    receivedOn: objection.receivedOn,
    dueOn: objection.dueOn,
    batch: objection.batchId,
    newReport: objection.newReportNumber,
    attachments: attachments.map(({ no, mediaType, bytes }) => ({ no, mediaType, bytes })),
  };
}
