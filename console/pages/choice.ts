// A list to choose from.

import { type Html, html } from '../../reports/html/markup.ts';

export type Choice = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly chosen?: string | undefined;
};

export function choice({ name, label, options, chosen }: Choice): Html {
  return html`<div><label for="${name}">${label}</label>
<select id="${name}" name="${name}">${options.map(
    ([value, text]) =>
      html`<option value="${value}"${value === (chosen ?? '') ? html` selected` : null}>${text}</option>`,
  )}</select></div>`;
}
