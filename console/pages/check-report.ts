// The public page behind the code on a report: whether the office issued it and whether it still counts. Nothing about a
// person: neither name nor conclusion nor scheme. Asking for a number that does not exist tells nothing more than that.

import { z } from 'zod';
import { CHECK_PAGE } from '../../config/messages/authenticity.ts';
import { say } from '../../config/messages/language.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import { dateText, dayText } from '../../reports/figures.ts';
import { type Html, html } from '../../reports/html/markup.ts';
import { parseReportNumber } from '../../reports/number.ts';
import { isValidOn } from '../../reports/validity.ts';
import { route } from '../route.ts';
import { field } from './fields.ts';

export const checkReportPage = route({
  method: 'GET',
  url: '/check',
  needs: 'anyone',
  query: z.object({
    number: z.string().max(60).optional(),
    digest: z.string().max(128).optional(),
  }),
  perMinute: 60,
  async answer({ query, language, publicly }) {
    const t = (word: keyof typeof CHECK_PAGE) => say(CHECK_PAGE[word], language);
    const number = query.number === undefined ? null : parseReportNumber(query.number)?.number;
    const state = number ? await publicly.reportState(number) : null;
    let outcome: Html | null = null;
    if (query.number !== undefined && state === null) {
      outcome = html`<p class="notice bad" role="alert">${t('unknown')}</p>`;
    }
    if (state !== null) {
      const today = shanghaiDate(publicly.now());
      const isSame = query.digest === undefined || query.digest === state.digest;
      const status = !state.isCurrent
        ? 'superseded'
        : isValidOn(state, today)
          ? 'valid'
          : 'expired';
      outcome = html`<p class="notice ${isSame ? '' : 'bad'}" role="status">${
        query.digest === undefined ? t('onRecord') : t(isSame ? 'digestSame' : 'digestOther')
      }</p>
<dl><div><dt>${t('number')}</dt><dd>${state.number}</dd></div>
<div><dt>${t('office')}</dt><dd>${say(publicly.office.verifiedBy, language)}</dd></div>
<div><dt>${t('issuedOn')}</dt><dd>${dayText(state.issuedAt, language)}</dd></div>
<div><dt>${t('validUntil')}</dt><dd>${dateText(state.validUntil, language)}</dd></div>
<div><dt>${t('status')}</dt><dd>${t(status)}</dd></div></dl>`;
    }
    return {
      kind: 'page',
      title: CHECK_PAGE.title,
      body: html`<p>${t('intro')}</p>
<form method="get" action="/check">
${field({ name: 'number', label: t('number'), value: query.number ?? '' })}
<button>${t('submit')}</button>
</form>
${outcome}`,
    };
  },
});
