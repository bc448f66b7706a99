// Search of reports by whatever is no person's name or number: those conditions may stand in an address.

import { SEARCH } from '../../../config/messages/audit.ts';
import { FINDING_NAMES } from '../../../config/messages/finding-names.ts';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { CONCLUSION_NAMES, SCHEME_NAMES } from '../../../config/messages/terms.ts';
import type { Said } from '../../../domain/errors.ts';
import { CONCLUSIONS } from '../../../domain/report.ts';
import { SCHEMES } from '../../../domain/scheme.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import type { FoundPage } from '../../../store/report-search.ts';
import { route } from '../../route.ts';
import { choice } from '../choice.ts';
import { field } from '../fields.ts';
import { foundReports } from './found-reports.ts';
import { personForm } from './search-person.ts';
import { queryOf, SEARCH_FIELDS, searchAddress, type SearchFields } from './search-query.ts';

const A_PAGE = 50;

export const searchPage = route({
  method: 'GET',
  url: '/search',
  needs: 'report.read',
  needsPurpose: true,
  query: SEARCH_FIELDS,
  async answer({ records, query: fields, session, language, formKey }) {
    const asked = queryOf(fields);
    const found =
      'fault' in asked
        ? null
        : await records.reportSearch.find(asked.query, { limit: A_PAGE, after: fields.after });
    return {
      kind: 'page',
      title: SEARCH.title,
      ...('fault' in asked ? { status: 422 } : {}),
      body: html`${'fault' in asked ? html`<p class="notice bad" role="alert">${say(asked.fault, language)}</p>` : null}
${form(fields, language)}
${found && results(found, fields, language)}
${personForm({ language, formKey, purpose: session.purpose ?? '' })}`,
    };
  },
});

function form(fields: SearchFields, language: Language): Html {
  const t = (said: Said) => say(said, language);
  const any = ['', t(SEARCH.any)] as const;
  const kinds = Object.keys(FINDING_NAMES).map(
    (kind) => [kind, t(FINDING_NAMES[kind] ?? { zh: kind, en: kind })] as const,
  );
  const line = (name: 'number' | 'region' | 'caseworker' | 'from' | 'until', label: string) =>
    html`<div>${field({
      name,
      label,
      value: fields[name] ?? '',
      type: name === 'from' || name === 'until' ? 'date' : 'search',
      isOptional: true,
    })}</div>`;
  return html`<form class="inline" method="get" action="/search" role="search">
${line('number', t(SEARCH.number))}
${line('region', t(SEARCH.region))}
${line('from', t(SEARCH.from))}
${line('until', t(SEARCH.until))}
${choice({
  name: 'conclusion',
  label: t(SEARCH.conclusion),
  chosen: fields.conclusion,
  options: [any, ...CONCLUSIONS.map((one) => [one, t(CONCLUSION_NAMES[one])] as const)],
})}
${choice({ name: 'kind', label: t(SEARCH.kind), chosen: fields.kind, options: [any, ...kinds] })}
${choice({
  name: 'scheme',
  label: t(SEARCH.scheme),
  chosen: fields.scheme,
  options: [any, ...SCHEMES.map((one) => [one, t(SCHEME_NAMES[one])] as const)],
})}
${line('caseworker', t(SEARCH.caseworker))}
<div class="check"><input type="checkbox" id="superseded" name="superseded" value="1"${fields.superseded ? html` checked` : null}> <label for="superseded">${t(SEARCH.superseded)}</label></div>
<button>${t(SEARCH.submit)}</button> <a href="/search">${t(SEARCH.clear)}</a>
</form>`;
}

function results({ reports, next }: FoundPage, fields: SearchFields, language: Language): Html {
  const t = (said: Said) => say(said, language);
  if (reports.length === 0) return html`<p class="notice">${t(SEARCH.none)}</p>`;
  const { after, ...asked } = fields;
  return html`<p class="aside">${fill(t(SEARCH.shown), { n: reports.length })}</p>
${foundReports(reports, language)}
<p class="pages">${after === undefined ? null : html`<a href="${searchAddress(asked)}">${t(SEARCH.first)}</a>`}
${next === null ? null : html`<a rel="next" href="${searchAddress({ ...asked, after: next })}">${t(SEARCH.next)}</a>`}</p>`;
}
