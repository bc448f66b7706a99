// The rows of a batch that were not taken: each with what is wrong, to mend on the page or in a file.

import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { REJECTED } from '../../../config/messages/work.ts';
import { isFaultOfFile, type Said } from '../../../domain/errors.ts';
import { type ColumnName, COLUMN_NAMES, readHeader } from '../../../jobs/intake/columns.ts';
import { writeRejectedCsv } from '../../../jobs/intake/rejected-csv.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import type { Batch, RejectedRow } from '../../../store/batches.ts';
import { type Answer, route, type Seen } from '../../route.ts';
import { keptAs } from '../kept-form.ts';
import { batchId } from './batch.ts';

/** More than these are mended in a spreadsheet. */
const MOST_ON_A_PAGE = 60;
/** The code of a row that is good itself. */
const HELD_BACK = 'household-held-back';

const params = z.object({ batch: batchId });

/** A row with all that is wrong with it. */
type FaultyRow = {
  readonly no: number;
  readonly cells: readonly string[];
  readonly faults: RejectedRow['rejection'][];
  /** A row that is there twice, or whose person is not to be verified after all. */
  readonly isLeftOut?: boolean;
};
type Rejected = { readonly header: readonly string[]; readonly rows: readonly FaultyRow[] };

export const rejectedPage = route({
  method: 'GET',
  url: '/batches/:batch/rejected',
  needs: 'batch.submit',
  params,
  async answer({ params, records, language, formKey, note }) {
    const batch = await records.batches.get(params.batch);
    const { header, rows } = await records.batches.rejections(batch.id);
    await note({ kind: 'look', subject: batch.id, purpose: batch.purpose, content: rows.length });
    return page({ language, formKey }, batch, { header, rows: byRow(rows) }, null);
  },
});

export const rejectedCsv = route({
  method: 'GET',
  url: '/batches/:batch/rejected.csv',
  needs: 'batch.submit',
  params,
  async answer({ params, records, note }) {
    const batch = await records.batches.get(params.batch);
    const { header, rows } = await records.batches.rejections(batch.id);
    await note({ kind: 'export', subject: batch.id, purpose: batch.purpose, content: rows.length });
    const stream = new PassThrough();
    writeRejectedCsv(stream, header, rows).catch((error: Error) => stream.destroy(error));
    return {
      kind: 'file',
      type: 'text/csv; charset=utf-8',
      name: `${batch.id}-rejected.csv`,
      content: stream,
    };
  },
});

export const mendRejected = route({
  method: 'POST',
  url: '/batches/:batch/rejected',
  needs: 'batch.submit',
  params,
  form: z.record(z.string(), z.string().max(2_000)),
  async answer({ params, form, records, language, formKey, acts }) {
    const batch = await records.batches.get(params.batch);
    const { header, rows } = await records.batches.rejections(batch.id);
    const mended = byRow(rows).map((row) => ({
      ...row,
      cells: header.map((_, place) => form[`r${row.no}c${place}`] ?? row.cells[place] ?? ''),
      isLeftOut: form[`r${row.no}out`] !== undefined,
    }));
    const going = mended.filter(({ isLeftOut }) => !isLeftOut);
    const sheet = { header, rows: going.map(({ cells }) => cells) };
    try {
      const { scheme, verifiedOn } = batch;
      const name = `${batch.id}-mended.csv`;
      const { batchId } = await acts.submitRows(name, sheet, { scheme, verifiedOn });
      return { kind: 'redirect', to: `/batches/${batchId}?came=taken&saved=rejected-${batch.id}` };
    } catch (error) {
      if (!isFaultOfFile(error)) throw error;
      const shown = { header, rows: mended };
      return { ...page({ language, formKey }, batch, shown, error.said), status: 422 };
    }
  },
});

function page(
  { language, formKey }: Seen,
  { id }: Batch,
  { header, rows }: Rejected,
  fault: Said | null,
): Answer & { kind: 'page' } {
  const t = (said: Said) => say(said, language);
  const faulty = rows.filter(isFaulty);
  const goesAlong = rows.length - faulty.length;
  const isAll = faulty.length <= MOST_ON_A_PAGE;
  const shown = faulty.slice(0, MOST_ON_A_PAGE);
  const titled = (said: string) => fill(said, { batch: id });
  return {
    kind: 'page',
    title: { zh: titled(REJECTED.title.zh), en: titled(REJECTED.title.en) },
    scripts: ['keep-forms.js'],
    body: html`${fault === null ? null : html`<p class="notice bad" role="alert">${t(fault)}</p>`}
<p><a href="/batches/${id}">${titled(id)}</a></p>
${
  rows.length === 0
    ? html`<p>${t(REJECTED.none)}</p>`
    : html`<p>${isAll ? t(REJECTED.note) : fill(t(REJECTED.tooMany), { shown: MOST_ON_A_PAGE })} <a href="/batches/${id}/rejected.csv" download>${t(REJECTED.download)}</a></p>
<form method="post" action="/batches/${id}/rejected"${isAll ? keptAs(`rejected-${id}`, language) : null}>${formKey}
<ol class="rejected">${shown.map((row) => rowItem(header, row, isAll, language))}</ol>
${goesAlong === 0 ? null : html`<p class="aside">${fill(t(REJECTED.goAlong), { rows: goesAlong })}</p>`}
${isAll ? html`<button>${t(REJECTED.mend)}</button>` : null}</form>`
}`,
  };
}

/** A row that is good itself waits for the rest of its household, and goes along as it is. */
function isFaulty({ faults }: FaultyRow): boolean {
  return faults.some(({ code }) => code !== HELD_BACK);
}

function rowItem(
  header: readonly string[],
  { no, cells, faults, isLeftOut = false }: FaultyRow,
  canMend: boolean,
  language: Language,
): Html {
  const own = faults.filter(({ code }) => code !== HELD_BACK);
  const columns = columnsByPlace(header);
  const faulty = new Set(own.map(({ column }) => column));
  const title = html`<b>${say(REJECTED.row, language)} ${no}</b> <span class="aside">${nameOf(columns, cells)}</span>`;
  const cell = (place: number) => {
    const isFaulty = faulty.has(columns[place] ?? '');
    const name = `r${no}c${place}`;
    const value = cells[place] ?? '';
    return html`<div${isFaulty ? html` class="bad"` : null}><label for="${name}">${header[place] ?? ''}</label>${
      canMend
        ? html`<input id="${name}" name="${name}" value="${value}" autocomplete="off"${isFaulty ? html` aria-invalid="true" aria-describedby="r${no}"` : null}>`
        : html`<span>${value}</span>`
    }</div>`;
  };
  const places = header.map((_, place) => place);
  const others = places.filter((place) => !faulty.has(columns[place] ?? ''));
  return html`<li><p id="r${no}">${title} ${own.map(({ said }) => html`<span class="fault">${say(said, language)}</span> `)}</p>
<div class="cells">${places.filter((place) => faulty.has(columns[place] ?? '')).map(cell)}</div>
${canMend ? html`<p class="choice"><input type="checkbox" id="r${no}out" name="r${no}out" value="1"${isLeftOut ? html` checked` : null}> <label for="r${no}out">${say(REJECTED.leaveOut, language)}</label></p>` : null}
<details><summary>${say(REJECTED.otherCells, language)}</summary><div class="cells">${others.map(cell)}</div></details></li>
`;
}

/** Whose row it is: the household's number and the name, as far as the file has them. */
function nameOf(columns: readonly (ColumnName | undefined)[], cells: readonly string[]): string {
  const at = (column: ColumnName) => cells[columns.indexOf(column)] ?? '';
  return [at('household_ref'), at('name')].filter((text) => text !== '').join(' · ');
}

/** Which column stands where in the file; a place without a known column is undefined. */
function columnsByPlace(header: readonly string[]): readonly (ColumnName | undefined)[] {
  const { places } = readHeader(header);
  const byPlace: (ColumnName | undefined)[] = header.map(() => undefined);
  for (const column of COLUMN_NAMES) if (places[column] >= 0) byPlace[places[column]] = column;
  return byPlace;
}

function byRow(rows: readonly RejectedRow[]): FaultyRow[] {
  const byNo = new Map<number, FaultyRow>();
  for (const { rejection, cells } of rows) {
    const known = byNo.get(rejection.row);
    if (known === undefined)
      byNo.set(rejection.row, { no: rejection.row, cells, faults: [rejection] });
    else known.faults.push(rejection);
  }
  return [...byNo.values()];
}
