// Terms beside what they stand for, in one column or two.

import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { elementsIn, type MarkupElement } from '../html/read-markup.ts';
import { INK, SIZE } from './ink.ts';
import { runsOf } from './runs.ts';

type TermsOptions = { readonly isSingle?: boolean; readonly mark?: string };

/** Lists of the objection and the receipt are long texts: one column. */
const MANY_WORDS = 60;

export function termsBlock(list: MarkupElement, options: TermsOptions = {}): Content {
  const mark = options.mark ?? INK.text;
  const pairs = elementsIn(list).map((pair): [TableCell, TableCell] => {
    const [term, description] = elementsIn(pair);
    return [
      { text: runsOf(term?.children ?? [], mark), color: INK.faint },
      { text: runsOf(description?.children ?? [], mark) },
    ];
  });
  const isSingle = options.isSingle === true || isLong(list);
  const body = isSingle ? pairs : inTwos(pairs);
  return {
    table: { widths: isSingle ? [76, '*'] : [70, '*', 70, '*'], body },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 6,
      paddingTop: () => 1,
      paddingBottom: () => 1,
    },
    ...(options.isSingle === true ? { fontSize: SIZE.small } : {}),
    margin: [0, 2, 0, 4],
  };
}

function isLong(list: MarkupElement): boolean {
  return elementsIn(list).some((pair) => {
    const [, description] = elementsIn(pair);
    const runs = runsOf(description?.children ?? [], INK.text);
    return runs.reduce((total, run) => total + run.text.length, 0) > MANY_WORDS;
  });
}

function inTwos(pairs: readonly [TableCell, TableCell][]): TableCell[][] {
  const rows: TableCell[][] = [];
  for (let place = 0; place < pairs.length; place += 2)
    rows.push([...(pairs[place] ?? ['', '']), ...(pairs[place + 1] ?? ['', ''])]);
  return rows;
}
