// One household typed into a form and verified at once, for urgent cases. It passes the same intake as a batch file.

import { z } from 'zod';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { LABELS } from '../../../config/messages/report.ts';
import { ENTER, SUBMIT } from '../../../config/messages/work.ts';
import { type CalendarDate, parseCalendarDate, shanghaiDate } from '../../../domain/calendar.ts';
import { parseCitizenId } from '../../../domain/citizen-id.ts';
import type { Said } from '../../../domain/errors.ts';
import { SCHEMES, type SchemeId } from '../../../domain/scheme.ts';
import { type ColumnName, headerOf } from '../../../jobs/intake/columns.ts';
import { fault } from '../../../jobs/intake/faults.ts';
import { accountIn } from '../../../jobs/intake/household-cells.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import type { RejectedRow } from '../../../store/batches.ts';
import { type Answer, route, type Seen } from '../../route.ts';
import { keptAs } from '../kept-form.ts';
import { schemeField } from '../batches/submit-batch.ts';
import {
  CIRCUMSTANCE_FIELDS,
  DECLARED_FIELDS,
  type EnterField,
  FIELDS_OF_A_PERSON,
  HOUSEHOLD_FIELDS,
  IDENTITY_FIELDS,
  PLACE_FIELDS,
} from './enter-fields.ts';

const MOST_PERSONS = 8;
const APPLICANT: Readonly<Partial<Record<ColumnName, string>>> = { role: '申请人', relation: '01' };
/** What the applicant's row says of the household, and every row its number; fields of the form by the same names. */
const OF_HOUSEHOLD: readonly ColumnName[] = [
  'household_ref',
  'region',
  ...HOUSEHOLD_FIELDS.map(({ column }) => column),
];
const HEADER: readonly ColumnName[] = [
  ...OF_HOUSEHOLD,
  ...FIELDS_OF_A_PERSON.map(({ column }) => column),
];

/** What was typed, by the names of the fields: `p1-name`, `region`. */
type Typed = Readonly<Record<string, string>>;
/** `person` is 0 for what is of the household. */
type Fault = { readonly person: number; readonly column: string | null; readonly said: Said };

export const enterPage = route({
  method: 'GET',
  url: '/households/new',
  needs: 'batch.submit',
  async answer({ language, formKey, session }) {
    const now = new Date();
    const typed = {
      verifiedOn: shanghaiDate(now),
      region: session.region,
      household_ref: newRef(now),
    };
    return page({ language, formKey }, 'subsistence', typed, []);
  },
});

export const enterHousehold = route({
  method: 'POST',
  url: '/households/new',
  needs: 'batch.submit',
  form: z.intersection(
    z.object({ scheme: z.enum(SCHEMES) }),
    z.record(z.string(), z.string().max(200)),
  ),
  async answer({ form, language, formKey, acts }) {
    const verifiedOn = parseCalendarDate(form['verifiedOn'] ?? '');
    const { scheme } = form;
    const again = (faults: readonly Fault[]) =>
      ({ ...page({ language, formKey }, scheme, form, faults), status: 422 }) as const;
    if (verifiedOn === null)
      return again([{ person: 0, column: 'verifiedOn', said: SUBMIT.dateWrong }]);
    const unread = paymentFaults(form);
    if (unread.length > 0) return again(unread);
    const people = peopleIn(form);
    const taken = await acts.submitHousehold(
      `${form['household_ref'] ?? ''}.csv`,
      {
        header: HEADER.map((column) => headerOf(column).zh),
        rows: people.map((person) => rowOf(form, person)),
      },
      { scheme, verifiedOn, again: true },
    );
    if (taken.kind === 'rejected') return again(faultsOf(taken.rows, people));
    return {
      kind: 'redirect',
      to: `/batches/${taken.batchId}?came=taken&saved=household&leads=report`,
    };
  },
});

/** Persons of whom anything was typed; the applicant always. */
function peopleIn(typed: Typed): number[] {
  const persons = Array.from({ length: MOST_PERSONS }, (_, place) => place + 1);
  return persons.filter((no) => no === 1 || isTyped(typed, no));
}

/** Lists always say something; what was written tells. */
function isTyped(typed: Typed, no: number): boolean {
  return FIELDS_OF_A_PERSON.some(
    ({ column, choices }) =>
      choices === undefined && (typed[`p${no}-${column}`] ?? '').trim() !== '',
  );
}

function rowOf(typed: Typed, no: number): string[] {
  return HEADER.map((column) => {
    if (OF_HOUSEHOLD.includes(column)) {
      return no === 1 || column === 'household_ref' ? (typed[column] ?? '').trim() : '';
    }
    if (no === 1 && column in APPLICANT) return APPLICANT[column] ?? '';
    return (typed[`p${no}-${column}`] ?? '').trim();
  });
}

/** The header is row 1: the first person stands in row 2. */
function faultsOf(rows: readonly RejectedRow[], people: readonly number[]): Fault[] {
  return rows
    .filter(({ rejection }) => rejection.code !== 'household-held-back')
    .map(({ rejection: { row, column, said } }) => ({
      person: OF_HOUSEHOLD.some((one) => one === column) ? 0 : (people[row - 2] ?? 1),
      column,
      said,
    }));
}

/** A file's row goes on without an account that cannot be read; whoever types one is told. */
function paymentFaults(typed: Typed): Fault[] {
  const [account = '', holder = ''] = ['payment_account', 'payment_holder_id'].map((column) =>
    (typed[column] ?? '').trim(),
  );
  const parsed = holder === '' ? null : parseCitizenId(holder);
  return [
    ...(account + holder !== '' && accountIn(account) === null
      ? [{ person: 0, column: 'payment_account', said: ENTER.accountWrong }]
      : []),
    ...(parsed !== null && 'fault' in parsed
      ? [{ person: 0, ...fault(`id-${parsed.fault}`, 'payment_holder_id') }]
      : []),
  ];
}

/** The caseworker may write another. */
function newRef(now: Date): string {
  const [day = '', clock = ''] = new Date(now.getTime() + 8 * 3_600_000).toISOString().split('T');
  return `JJ-${day.replaceAll('-', '')}-${clock.slice(0, 8).replaceAll(':', '')}`;
}

function page(
  { language, formKey }: Seen,
  scheme: SchemeId,
  typed: Typed & { verifiedOn?: CalendarDate | string },
  faults: readonly Fault[],
): Answer & { kind: 'page' } {
  const t = (said: Said) => say(said, language);
  const one = (name: string, label: Said, type: 'text' | 'date') =>
    fieldOf(name, { label, type, isNeeded: true }, typed, faultOf(faults, 0, name), language);
  return {
    kind: 'page',
    title: ENTER.title,
    scripts: ['keep-forms.js'],
    body: html`<p>${t(ENTER.why)}</p>
${faultList(faults, language)}
<form method="post" action="/households/new"${keptAs('household', language)}>${formKey}
<fieldset><legend>${t(ENTER.household)}</legend><div class="grid">
<div>${schemeField(scheme, language)}</div>
${one('verifiedOn', SUBMIT.verifiedOn, 'date')}${one('household_ref', LABELS.householdRef, 'text')}${one('region', LABELS.region, 'text')}
${HOUSEHOLD_FIELDS.map((field) => fieldOf(field.column, field, typed, faultOf(faults, 0, field.column), language))}
</div></fieldset>
${Array.from({ length: MOST_PERSONS }, (_, place) => personFields(place + 1, typed, faults, language))}
<button>${t(ENTER.submit)}</button>
</form>`,
  };
}

function faultList(faults: readonly Fault[], language: Language): Html | null {
  if (faults.length === 0) return null;
  return html`<div class="notice bad" role="alert"><p>${fill(say(ENTER.fix, language), { count: faults.length })}</p>
<ul>${faults.map(({ person, column, said }) => {
    const text = say(said, language);
    if (person === 0) return html`<li><a href="#${column ?? ''}">${text}</a></li>`;
    return html`<li><a href="#p${person}-${column ?? 'name'}">${fill(say(ENTER.faultAt, language), { person, said: text })}</a></li>`;
  })}</ul></div>`;
}

function personFields(
  no: number,
  typed: Typed,
  faults: readonly Fault[],
  language: Language,
): Html {
  const isOpen = no === 1 || isTyped(typed, no) || faults.some(({ person }) => person === no);
  const title =
    no === 1 ? say(ENTER.applicant, language) : fill(say(ENTER.person, language), { no });
  const grid = (fields: readonly EnterField[]) =>
    html`<div class="grid">${fields.map(({ isNeeded = false, ...field }) =>
      fieldOf(
        `p${no}-${field.column}`,
        { ...field, isNeeded: isNeeded && no === 1 },
        typed,
        faultOf(faults, no, field.column),
        language,
      ),
    )}</div>`;
  return html`<details class="person"${isOpen ? html` open` : null}><summary>${title}</summary>
${grid(no === 1 ? IDENTITY_FIELDS : [...PLACE_FIELDS, ...IDENTITY_FIELDS])}
<h3>${say(ENTER.declared, language)}</h3>
${grid(DECLARED_FIELDS)}
<h3>${say(ENTER.circumstances, language)}</h3>
${grid(CIRCUMSTANCE_FIELDS)}</details>
`;
}

function faultOf(faults: readonly Fault[], person: number, column: string): Fault | undefined {
  return faults.find((one) => one.person === person && one.column === column);
}

function fieldOf(
  name: string,
  { label, type = 'text', choices, isNeeded = false }: Omit<EnterField, 'column'>,
  typed: Typed,
  fault: Fault | undefined,
  language: Language,
): Html {
  const value = typed[name] ?? '';
  const invalid = fault && html` aria-invalid="true" aria-describedby="${name}-fault"`;
  const control =
    choices === undefined
      ? html`<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="off"${type === 'number' ? html` min="0" step="any" inputmode="decimal"` : null}${isNeeded ? html` required` : null}${invalid ?? null}>`
      : html`<select id="${name}" name="${name}"${invalid ?? null}>${choices.map(
          (choice) =>
            html`<option value="${choice.value}"${choice.value === value ? html` selected` : null}>${say(choice.said, language)}</option>`,
        )}</select>`;
  return html`<div${fault === undefined ? null : html` class="bad"`}><label for="${name}">${say(label, language)}</label>${control}${
    fault === undefined
      ? null
      : html`<p class="fault" id="${name}-fault">${say(fault.said, language)}</p>`
  }</div>`;
}
