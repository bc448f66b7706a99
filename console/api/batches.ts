// Batches: submitting a file or one household, and following what becomes of it.

import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { say } from '../../config/messages/language.ts';
import { asCalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import { SCHEMES } from '../../domain/scheme.ts';
import { COLUMN_NAMES } from '../../jobs/intake/columns.ts';
import type { SentEvent } from '../route.ts';
import { endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';
import { BATCH, batchId, date, HOUSEHOLD, REJECTED, SUBMITTED } from './shapes.ts';

const LOOK_EVERY_MS = 1_000;
const LONGEST_MS = 10 * 60_000;

export const submitBatch = endpoint(
  {
    method: 'post',
    path: '/batches',
    scope: 'batches:write',
    summary: {
      zh: '提交批次文件（CSV 或 XLSX，边传边读）',
      en: 'Submit a batch file (CSV or XLSX), read as it arrives',
    },
    form: z.object({
      scheme: z.enum(SCHEMES),
      verifiedOn: date.optional(),
      again: z
        .stringbool()
        .optional()
        .meta({ description: 'run a file again that was already submitted' }),
    }),
    status: 202,
    answer: SUBMITTED,
  },
  async ({ form, file, acts }) => {
    if (file === null) throw new Problem('no-file');
    const submitted = await acts.submitFile(file.name, file.content, {
      scheme: form.scheme,
      verifiedOn:
        form.verifiedOn === undefined ? shanghaiDate(new Date()) : asCalendarDate(form.verifiedOn),
      again: form.again ?? false,
    });
    return {
      batch: submitted.batchId,
      alreadySubmitted: submitted.alreadySubmitted,
      households: submitted.counts?.households ?? null,
      rejectedRows: submitted.counts?.rejectedRows ?? null,
    };
  },
);

export const submitHousehold = endpoint(
  {
    method: 'post',
    path: '/households',
    scope: 'batches:write',
    summary: {
      zh: '提交一户（JSON），即时核对',
      en: 'Submit one household as JSON, verified at once',
    },
    body: HOUSEHOLD,
    status: 202,
    answer: z.object({ batch: batchId }),
  },
  async ({ body, acts, language }) => {
    const rows = body.persons.map((person) =>
      COLUMN_NAMES.map((name) =>
        name === 'household_ref' ? body.ref : said(person[name as keyof typeof person]),
      ),
    );
    const taken = await acts.submitHousehold(
      `${language === 'en' ? 'household' : '单户'}.csv`,
      { header: COLUMN_NAMES, rows },
      {
        scheme: body.scheme,
        verifiedOn:
          body.verifiedOn === undefined
            ? shanghaiDate(new Date())
            : asCalendarDate(body.verifiedOn),
      },
    );
    if (taken.kind === 'taken') return { batch: taken.batchId };
    throw new Problem(
      'rows-rejected',
      taken.rows.map(({ rejection }) => ({
        // The header is row 1: the first person is row 2.
        at: `persons.${rejection.row - 2}${rejection.column === null ? '' : `.${rejection.column}`}`,
        code: rejection.code,
        said: rejection.said,
      })),
    );
  },
);

function said(value: string | number | boolean | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
}

const params = z.object({ batch: batchId });

export const getBatch = endpoint(
  {
    method: 'get',
    path: '/batches/{batch}',
    scope: 'batches:read',
    summary: { zh: '批次进度', en: 'How far a batch is' },
    params,
    status: 200,
    answer: BATCH,
  },
  async ({ params, records }) => {
    const [batch, progress] = await Promise.all([
      records.batches.get(params.batch),
      records.batches.progress(params.batch),
    ]);
    const { households, persons, rejectedRows, reports, conclusions, departments } = progress;
    return {
      batch: batch.id,
      state: batch.state,
      scheme: batch.scheme,
      purpose: batch.purpose,
      region: batch.region,
      submittedBy: batch.submittedBy,
      submittedAt: batch.submittedAt,
      verifiedOn: batch.verifiedOn,
      households,
      persons,
      rejectedRows,
      reports,
      conclusions,
      departments: [...departments],
    };
  },
);

export const getRejectedRows = endpoint(
  {
    method: 'get',
    path: '/batches/{batch}/rejected-rows',
    scope: 'batches:read',
    summary: { zh: '被退回的行及原因', en: 'Rejected rows, and why' },
    params,
    status: 200,
    answer: REJECTED,
  },
  async ({ params, records, language }) => {
    await records.batches.get(params.batch);
    const { rows } = await records.batches.rejections(params.batch);
    return {
      rows: rows.map(({ rejection, ref }) => ({
        row: rejection.row,
        ref,
        column: rejection.column,
        code: rejection.code,
        detail: say(rejection.said, language),
      })),
    };
  },
);

export const followBatch = endpoint(
  {
    method: 'get',
    path: '/batches/{batch}/events',
    scope: 'batches:read',
    summary: {
      zh: '批次进度事件（text/event-stream）：progress 直到 done',
      en: 'Progress as it happens (text/event-stream): progress until done',
    },
    params,
    status: 200,
    answer: 'text/event-stream',
  },
  async ({ params, records }) => {
    await records.batches.get(params.batch);
    async function* events(): AsyncGenerator<SentEvent> {
      const until = performance.now() + LONGEST_MS;
      let told = '';
      while (performance.now() < until) {
        const { state, households, reports, departments } = await records.batches.progress(
          params.batch,
        );
        const content = { state, households, reports, departments };
        const now = JSON.stringify(content);
        // A line each second, so that whoever stands between keeps the connection open.
        if (now !== told) yield { name: 'progress', content };
        else yield { name: 'alive', content: {} };
        told = now;
        if (state === 'done' || state === 'discarded') {
          yield { name: 'done', content };
          return;
        }
        await pause(LOOK_EVERY_MS);
      }
    }
    return events();
  },
);
