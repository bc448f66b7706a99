// A section of the report: a heading, and what is under it.

import { html, type Html, type Piece } from '../markup.ts';

export function section(id: string, heading: string, body: Piece): Html {
  return numbered('part', id, heading, body);
}

/** A section that proves what the others say; numbered apart from them. */
export function annex(id: string, heading: string, body: Piece): Html {
  return numbered('annex', id, heading, body);
}

function numbered(kind: 'part' | 'annex', id: string, heading: string, body: Piece): Html {
  return html`<section id="${id}" class="${kind}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}</section>
`;
}

/** A list of terms and what they stand for. A null description leaves the term out. */
export function terms(pairs: readonly (readonly [term: string, description: Piece])[]): Html {
  const shown = pairs.filter(([, description]) => description !== null);
  return html`<dl>
${shown.map(
  ([term, description]) => html`<div><dt>${term}</dt><dd>${description}</dd></div>
`,
)}</dl>
`;
}
