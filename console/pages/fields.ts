// Fields of forms.

import { type Html, html } from '../../reports/html/markup.ts';

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password' | 'date' | 'month' | 'number' | 'search';
  readonly value?: string;
  readonly autocomplete?: string;
  readonly isOptional?: boolean;
  /** Shown under the field and read out with it. */
  readonly hint?: string;
};

/** A labelled field of one line. */
export function field({ name, label, type = 'text', value = '', ...rest }: Field): Html {
  const { autocomplete = 'off', isOptional = false, hint } = rest;
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"${
    hint === undefined ? null : html` aria-describedby="${name}-hint"`
  }${isOptional ? null : html` required`}>
${hint === undefined ? null : html`<p class="aside" id="${name}-hint">${hint}</p>`}`;
}
