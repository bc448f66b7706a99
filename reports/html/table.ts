// Tables that read as tables on paper and on a desk, and as labelled lines on a telephone. The roles are written
// out because a table that CSS lays out as blocks is no longer read as one by screen readers.

import { html, type Html, type Piece } from './markup.ts';

export type Column = {
  readonly heading: string;
  /** Figures stand to the right, digits under digits. */
  readonly isFigure?: boolean;
  /** Dates, months and marks stay on one line. */
  readonly isShort?: boolean;
};

export type Row = {
  /** The first cell names the row. */
  readonly cells: readonly Piece[];
  readonly id?: string;
  readonly className?: string;
};

export function table(caption: string, columns: readonly Column[], rows: readonly Row[]): Html {
  const headings = columns.map(
    (column) =>
      html`<th scope="col" role="columnheader" class="${columnClass(column)}">${column.heading}</th>`,
  );
  return html`<table role="table" aria-label="${caption}">
<thead role="rowgroup"><tr role="row">${headings}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => tableRow(columns, row))}</tbody>
</table>
`;
}

function columnClass(column: Column | undefined): string {
  if (column?.isFigure) return 'figure';
  return column?.isShort ? 'short' : '';
}

function tableRow(columns: readonly Column[], row: Row): Html {
  const cells = row.cells.map((piece, place) => {
    const column = columns[place];
    const className = columnClass(column);
    const heading = column?.heading ?? '';
    return place === 0
      ? html`<th scope="row" role="rowheader" class="${className}">${piece}</th>`
      : html`<td role="cell" class="${className}" data-label="${heading}"><div>${piece}</div></td>`;
  });
  const id = row.id === undefined ? null : html` id="${row.id}"`;
  return html`<tr role="row"${id} class="${row.className ?? ''}">${cells}</tr>
`;
}
