// The standards in force in a region on a day, each with its document.

import { z } from 'zod';
import { type Language, say } from '../../../config/messages/language.ts';
import { STANDARDS_PAGE as TEXTS } from '../../../config/messages/operate.ts';
import { sayStandard } from '../../../config/messages/standard-names.ts';
import { parseCalendarDate, shanghaiDate } from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import { parseRegionCode } from '../../../domain/region.ts';
import type { Standard } from '../../../domain/standard.ts';
import { limitText, setByText } from '../../../reports/standard-text.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import { route } from '../../route.ts';
import { field } from '../fields.ts';

export const standardsPage = route({
  method: 'GET',
  url: '/standards',
  needs: 'standards.read',
  query: z.object({ region: z.string().max(20).optional(), on: z.string().max(20).optional() }),
  async answer({ acts, viewer, query, language }) {
    const t = (said: Said) => say(said, language);
    const region = parseRegionCode(query.region || viewer.region);
    const on = query.on ? parseCalendarDate(query.on) : shanghaiDate(new Date());
    const standards = region && on ? acts.standardsInForce(region, on) : null;
    return {
      kind: 'page',
      title: TEXTS.title,
      status: standards === null ? 422 : 200,
      body: html`<form class="inline" method="get" action="/standards">
<div>${field({ name: 'region', label: t(TEXTS.region), value: query.region ?? viewer.region })}</div>
<div>${field({ name: 'on', label: t(TEXTS.on), type: 'date', value: on ?? '' })}</div>
<button>${t(TEXTS.show)}</button></form>
${
  standards === null
    ? html`<p class="notice bad" role="alert">${t(TEXTS.wrong)}</p>`
    : standards.length === 0
      ? html`<p class="notice">${t(TEXTS.none)}</p>`
      : standardsTable(standards, language)
}`,
    };
  },
});

function standardsTable(standards: readonly Standard[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return html`<div class="scroll">${table(
    t(TEXTS.title),
    [
      { heading: t(TEXTS.standard) },
      { heading: t(TEXTS.value), isFigure: true },
      { heading: t(TEXTS.setBy), isShort: true },
      { heading: t(TEXTS.from), isShort: true },
      { heading: t(TEXTS.until), isShort: true },
      { heading: t(TEXTS.source) },
    ],
    standards.map((standard) => ({
      cells: [
        sayStandard(standard.key, language),
        limitText(standard, language),
        setByText(standard, language),
        standard.from,
        standard.until ?? '–',
        t(standard.source),
      ],
    })),
  )}</div>`;
}
