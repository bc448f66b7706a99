// Spot checks: drawing a sample that anyone can draw again, and the samples that were drawn.

import { z } from 'zod';
import { SEARCH, SPOT_CHECK } from '../../../config/messages/audit.ts';
import { FINDING_NAMES } from '../../../config/messages/finding-names.ts';
import { fill, type Language, nameIn, say } from '../../../config/messages/language.ts';
import { CONCLUSION_NAMES, SCHEME_NAMES } from '../../../config/messages/terms.ts';
import { instant, parseCalendarDate } from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import { CONCLUSIONS } from '../../../domain/report.ts';
import { SCHEMES } from '../../../domain/scheme.ts';
import { momentText } from '../../../reports/figures.ts';
import { type Html, html, joined } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import {
  SPOT_CHECK_METHODS,
  type SpotCheck,
  type SpotCheckQuery,
} from '../../../store/spot-checks.ts';
import type { Records } from '../../../store/store.ts';
import { type Answer, route, type Seen } from '../../route.ts';
import { choice } from '../choice.ts';
import { field } from '../fields.ts';
import { csvFile } from './statistics-files.ts';

const MOST_DRAWN = 500;
const LISTED = 50;

export const spotChecksPage = route({
  method: 'GET',
  url: '/spot-checks',
  needs: 'ledger.read',
  needsPurpose: true,
  async answer({ records, language, formKey }) {
    return listPage(await records.spotChecks.list(LISTED), { language, formKey }, null);
  },
});

const date = z.string().trim().max(20);

export const drawSpotCheck = route({
  method: 'POST',
  url: '/spot-checks',
  needs: 'ledger.read',
  needsPurpose: true,
  perMinute: 20,
  form: z.object({
    method: z.enum(SPOT_CHECK_METHODS),
    seed: z.string().trim().min(1).max(100),
    size: z.coerce.number().int().min(1).max(MOST_DRAWN),
    from: date,
    until: date,
    scheme: z.enum(SCHEMES).or(z.literal('')),
    conclusion: z.enum(CONCLUSIONS).or(z.literal('')),
  }),
  async answer({ records, acts, viewer, form, language, formKey }) {
    const [from, until] = [parseCalendarDate(form.from), parseCalendarDate(form.until)];
    const fail = async (said: Said) =>
      listPage(await records.spotChecks.list(LISTED), { language, formKey }, said);
    if ((form.from && !from) || (form.until && !until)) return fail(SEARCH.notADate);
    const query: SpotCheckQuery = {
      region: viewer.region,
      ...(from && { from }),
      ...(until && { until }),
      ...(form.scheme && { scheme: form.scheme }),
      ...(form.conclusion && { conclusion: form.conclusion }),
    };
    const { method, seed, size } = form;
    const draw = { query, method, seed, size, at: instant(new Date()) };
    const drawn = await records.spotChecks.draw(draw);
    if (drawn.reports.length === 0) return fail(SPOT_CHECK.empty);
    const id = await acts.keepSpotCheck(draw, drawn);
    return { kind: 'redirect', to: `/spot-checks/${id}` };
  },
});

const params = z.object({ id: z.coerce.number().int().positive() });

export const spotCheckPage = route({
  method: 'GET',
  url: '/spot-checks/:id',
  needs: 'ledger.read',
  needsPurpose: true,
  params,
  async answer({ records, params: { id }, language, formKey }) {
    return samplePage(records, id, { language, formKey }, null);
  },
});

export const drawAgain = route({
  method: 'POST',
  url: '/spot-checks/:id/again',
  needs: 'ledger.read',
  needsPurpose: true,
  perMinute: 20,
  params,
  async answer({ records, params: { id }, language, formKey }) {
    const kept = await records.spotChecks.get(id);
    if (kept === null) return { kind: 'not-found' };
    const drawn = await records.spotChecks.draw(kept);
    const numbers = (reports: typeof kept.reports) => reports.map(({ number }) => number).join();
    const isSame = numbers(drawn.reports) === numbers(kept.reports);
    return samplePage(records, id, { language, formKey }, isSame);
  },
});

export const spotCheckCsv = route({
  method: 'GET',
  url: '/spot-checks/:id/sample.csv',
  needs: 'ledger.read',
  needsPurpose: true,
  params,
  async answer({ records, params: { id }, language, note }) {
    const kept = await records.spotChecks.get(id);
    if (kept === null) return { kind: 'not-found' };
    await note({ kind: 'export', subject: `spot-check/${id}`, content: kept.reports });
    return csvFile(`spot-check-${id}.csv`, [
      [SPOT_CHECK.place, SEARCH.number, SPOT_CHECK.weight].map((said) => say(said, language)),
      ...kept.reports.map(({ number, weight }, place) => [place + 1, number, weight]),
    ]);
  },
});

function listPage(
  checks: readonly SpotCheck[],
  { language, formKey }: Seen,
  fault: Said | null,
): Answer {
  const t = (said: Said) => say(said, language);
  const any = ['', t(SEARCH.any)] as const;
  return {
    kind: 'page',
    title: SPOT_CHECK.title,
    ...(fault && { status: 422 }),
    body: html`${fault && html`<p class="notice bad" role="alert">${t(fault)}</p>`}
<section class="panel"><h2>${t(SPOT_CHECK.draw)}</h2>
<form class="inline" method="post" action="/spot-checks">${formKey}
${choice({ name: 'method', label: t(SPOT_CHECK.method), options: SPOT_CHECK_METHODS.map((one) => [one, t(SPOT_CHECK[one])] as const) })}
<div>${field({ name: 'size', label: t(SPOT_CHECK.size), type: 'number', value: '20' })}</div>
<div>${field({ name: 'seed', label: t(SPOT_CHECK.seed) })}</div>
<div>${field({ name: 'from', label: t(SEARCH.from), type: 'date', isOptional: true })}</div>
<div>${field({ name: 'until', label: t(SEARCH.until), type: 'date', isOptional: true })}</div>
${choice({ name: 'scheme', label: t(SEARCH.scheme), options: [any, ...SCHEMES.map((one) => [one, t(SCHEME_NAMES[one])] as const)] })}
${choice({ name: 'conclusion', label: t(SEARCH.conclusion), options: [any, ...CONCLUSIONS.map((one) => [one, t(CONCLUSION_NAMES[one])] as const)] })}
<button>${t(SPOT_CHECK.submit)}</button>
</form>
<p class="aside">${t(SPOT_CHECK.seedHint)}</p><p class="aside">${t(SPOT_CHECK.riskHint)}</p></section>
<h2>${t(SPOT_CHECK.earlier)}</h2>
${checks.length === 0 ? html`<p>${t(SPOT_CHECK.none)}</p>` : checksTable(checks, language)}`,
  };
}

function checksTable(checks: readonly SpotCheck[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return html`<div class="scroll">${table(
    t(SPOT_CHECK.earlier),
    [
      { heading: t(SPOT_CHECK.drawnAt), isShort: true },
      { heading: t(SPOT_CHECK.drawnBy) },
      { heading: t(SPOT_CHECK.method) },
      { heading: t(SPOT_CHECK.seed) },
      { heading: t(SPOT_CHECK.size), isFigure: true },
      { heading: t(SPOT_CHECK.population), isFigure: true },
      { heading: t(SPOT_CHECK.purpose) },
    ],
    checks.map((one) => ({
      cells: [
        html`<a href="/spot-checks/${one.id}">${momentText(one.at)}</a>`,
        one.drawnBy,
        t(SPOT_CHECK[one.method]),
        html`<span class="code">${one.seed}</span>`,
        String(one.size),
        one.population.toLocaleString('en'),
        one.purpose,
      ],
    })),
  )}</div>`;
}

/** @param isSame of a sample that was just drawn again; null: it was not */
async function samplePage(
  records: Records,
  id: number,
  { language, formKey }: Seen,
  isSame: boolean | null,
): Promise<Answer> {
  const kept = await records.spotChecks.get(id);
  if (kept === null) return { kind: 'not-found' };
  const t = (said: Said) => say(said, language);
  const found = await records.reportSearch.byNumbers(kept.reports.map(({ number }) => number));
  const { query } = kept;
  const between = language === 'en' ? ', ' : '、';
  return {
    kind: 'page',
    title: SPOT_CHECK.one,
    body: html`${isSame === null ? null : html`<p class="notice ${isSame ? 'good' : 'bad'}" role="status">${fill(t(isSame ? SPOT_CHECK.same : SPOT_CHECK.differs), { n: kept.reports.length })}</p>`}
<dl>
<dt>${t(SPOT_CHECK.drawnAt)}</dt><dd>${momentText(kept.at)}（${kept.drawnBy}）</dd>
<dt>${t(SPOT_CHECK.method)}</dt><dd>${t(SPOT_CHECK[kept.method])}</dd>
<dt>${t(SPOT_CHECK.seed)}</dt><dd class="code">${kept.seed}</dd>
<dt>${t(SPOT_CHECK.population)}</dt><dd>${kept.population.toLocaleString('en')}</dd>
<dt>${t(SPOT_CHECK.period)}</dt><dd>${query.from === undefined && query.until === undefined ? t(SEARCH.any) : `${query.from ?? '…'} – ${query.until ?? '…'}`}</dd>
<dt>${t(SPOT_CHECK.purpose)}</dt><dd>${kept.purpose}</dd>
</dl>
<p class="aside">${t(SPOT_CHECK.how)}</p>
<form method="post" action="/spot-checks/${id}/again">${formKey}<button class="second">${t(SPOT_CHECK.again)}</button></form>
<div class="scroll">${table(
      t(SPOT_CHECK.one),
      [
        { heading: t(SPOT_CHECK.place), isFigure: true },
        { heading: t(SEARCH.number), isShort: true },
        { heading: t(SEARCH.conclusion), isShort: true },
        { heading: t(SEARCH.findings) },
        { heading: t(SPOT_CHECK.weight), isFigure: true },
      ],
      kept.reports.map(({ number, weight }, place) => {
        const report = found.get(number);
        return {
          cells: [
            String(place + 1),
            html`<a class="code" href="/reports/${number}">${number}</a>`,
            report
              ? html`<span class="tag ${report.conclusion}">${t(CONCLUSION_NAMES[report.conclusion])}</span>`
              : '–',
            html`${joined(
              (report?.findingKinds ?? []).map((kind) => nameIn(FINDING_NAMES, kind, language)),
              between,
            )}`,
            String(weight),
          ],
        };
      }),
    )}</div>
<p class="pages"><a href="/spot-checks/${id}/sample.csv">${t(SPOT_CHECK.csv)}</a></p>`,
  };
}
