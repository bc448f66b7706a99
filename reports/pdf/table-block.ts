// A table of the markup. Its head is repeated on each page, and a row stays in one piece.

import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { elementsIn, hasClass, type MarkupElement, textIn } from '../html/read-markup.ts';
import { columnWidths } from './column-widths.ts';
import { INK, SIZE, TEXT_WIDTH } from './ink.ts';
import { runsOf } from './runs.ts';

const PADDING = 4;
/** Of one level of a worked sum, in points. */
const INDENT = 11;

/** @param lastWidths of the columns behind the first, where they are fixed */
export function tableBlock(table: MarkupElement, lastWidths?: readonly number[]): Content {
  const [head, body] = elementsIn(table);
  const headings = elementsIn(head ?? table).flatMap(elementsIn);
  const rows = body === undefined ? [] : elementsIn(body);
  const measured = headings.map((heading, place) => ({
    keepsToOneLine: hasClass(heading, 'figure') || hasClass(heading, 'short'),
    texts: [heading, ...rows.flatMap((row) => elementsIn(row)[place] ?? [])].map(
      (cell) => `${'　'.repeat(depthOf(cell))}${textIn(cell)}`,
    ),
  }));
  const room = TEXT_WIDTH - headings.length * 2 * PADDING;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths:
        lastWidths === undefined ? columnWidths(measured, room, SIZE.small) : ['*', ...lastWidths],
      body: [headings.map(headCell), ...rows.map(bodyRow)],
    },
    layout: {
      hLineWidth: (place: number) => (place === 0 ? 0 : place === 1 ? 0.8 : 0.4),
      hLineColor: (place: number) => (place === 1 ? INK.text : INK.line),
      vLineWidth: () => 0,
      paddingLeft: () => PADDING,
      paddingRight: () => PADDING,
      paddingTop: () => 2.2,
      paddingBottom: () => 2.6,
    },
    fontSize: SIZE.small,
    margin: [0, 0, 0, 4],
  };
}

function headCell(cell: MarkupElement): TableCell {
  const text = runsOf(cell.children, INK.text);
  return { text, color: INK.faint, ...alignment(cell) };
}

function bodyRow(row: MarkupElement): TableCell[] {
  const isUncounted = hasClass(row, 'uncounted');
  const id = row.attributes['id'];
  return elementsIn(row).map((cell, place) => ({
    text: runsOf(cell.children, INK.text),
    ...alignment(cell),
    ...(hasClass(row, 'notable') ? { fillColor: INK.band } : {}),
    ...(isUncounted ? { color: INK.faint } : {}),
    ...(depthOf(cell) > 0 ? { margin: [depthOf(cell) * INDENT, 0, 0, 0] } : {}),
    ...(place === 0 && id !== undefined ? { id } : {}),
  })) as TableCell[];
}

function alignment(cell: MarkupElement): { alignment?: 'right' } {
  return hasClass(cell, 'figure') ? { alignment: 'right' } : {};
}

/** How deep a line of a worked sum stands. */
function depthOf(cell: MarkupElement): number {
  const [inner] = elementsIn(cell);
  const depth = /^depth-(\d)$/.exec(inner?.attributes['class'] ?? '')?.[1];
  return depth === undefined ? 0 : Number(depth);
}
