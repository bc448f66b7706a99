// The blocks of a report's markup as pdfmake lays them out: the same sections as the page, so that neither says more.

import type { Content } from 'pdfmake/interfaces.js';
import {
  elementsIn,
  hasClass,
  isElement,
  type MarkupElement,
  type MarkupNode,
  textIn,
} from '../html/read-markup.ts';
import { INK, markOf, SIZE, TEXT_WIDTH } from './ink.ts';
import { runsOf } from './runs.ts';
import { tableBlock } from './table-block.ts';
import { termsBlock } from './terms-block.ts';

/** Of the figure and the reference in a worked sum. */
const SUM_WIDTHS = [120, 60];

/** Numbers a part or an annex: `一、`, `Annex B  `. */
export type NumberHeading = (kind: 'part' | 'annex') => string;

export function blocksOf(nodes: readonly MarkupNode[], number: NumberHeading): Content[] {
  return nodes.filter(isElement).map((element) => block(element, number));
}

function block(element: MarkupElement, number: NumberHeading): Content {
  switch (element.tag) {
    case 'header':
      return titleBlock(element);
    case 'section':
      return sectionBlock(element, number);
    case 'table':
      return tableBlock(element);
    case 'dl':
      return termsBlock(element);
    case 'ol':
      return hasClass(element, 'findings') ? findingList(element) : plainList(element);
    case 'div':
      return sumBlock(element, number);
    default:
      return paragraph(element);
  }
}

function paragraph(element: MarkupElement, mark: string = INK.text): Content {
  const text = runsOf(element.children, mark);
  if (hasClass(element, 'notice')) return notice(element);
  if (hasClass(element, 'verdict'))
    return { text, color: mark, bold: true, fontSize: SIZE.verdict, margin: [0, 0, 0, 3] };
  if (hasClass(element, 'seal')) return sealBlock(element);
  if (hasClass(element, 'aside'))
    return { text, color: INK.faint, fontSize: SIZE.small, margin: [0, 2, 0, 4] };
  return { text, margin: [0, 2, 0, 4] };
}

function titleBlock(header: MarkupElement): Content {
  const lines = elementsIn(header).map((element): Content => {
    const text = runsOf(element.children, INK.text);
    if (element.tag === 'h1')
      return {
        text,
        bold: true,
        fontSize: SIZE.title,
        characterSpacing: 0.6,
        margin: [0, 2, 0, 6],
      };
    return { text, color: INK.faint, fontSize: SIZE.small };
  });
  const rule = { type: 'line' as const, x1: 0, y1: 0, lineWidth: 1.5, lineColor: INK.red };
  return {
    stack: [
      ...lines.map((line) => Object.assign(line, { alignment: 'center' as const })),
      { canvas: [{ ...rule, x2: TEXT_WIDTH, y2: 0 }], margin: [0, 6, 0, 8] },
    ],
  };
}

function sectionBlock(section: MarkupElement, number: NumberHeading): Content {
  if (hasClass(section, 'conclusion')) return conclusionBlock(section);
  const kind = hasClass(section, 'annex') ? 'annex' : 'part';
  const [heading, ...rest] = elementsIn(section);
  return {
    stack: [
      {
        text: `${number(kind)}${heading === undefined ? '' : textIn(heading)}`,
        bold: true,
        fontSize: SIZE.heading,
        margin: [0, 12, 0, 4],
        headlineLevel: 1,
        ...(section.attributes['id'] === undefined ? {} : { id: section.attributes['id'] }),
      },
      ...blocksOf(rest, number),
    ],
  };
}

/** A box with a coloured edge, kept on one page. */
function edged(stack: Content[], mark: string, fill: string | null, width: number): Content {
  return {
    table: { widths: ['*'], body: [[{ stack, ...(fill === null ? {} : { fillColor: fill }) }]] },
    layout: {
      vLineWidth: (place: number) => (place === 0 ? width : 0),
      vLineColor: () => mark,
      hLineWidth: () => 0,
      paddingLeft: () => 10,
      paddingRight: () => 10,
      paddingTop: () => (fill === null ? 1 : 7),
      paddingBottom: () => (fill === null ? 1 : 5),
    },
    unbreakable: true,
    margin: [0, fill === null ? 3 : 8, 0, fill === null ? 5 : 2],
  };
}

function conclusionBlock(section: MarkupElement): Content {
  const mark = markOf(section.attributes['class']);
  const stack = elementsIn(section).map((element) =>
    element.tag === 'h2'
      ? ({ text: textIn(element), color: INK.faint, fontSize: SIZE.small } as Content)
      : paragraph(element, mark),
  );
  return edged(stack, mark, INK.band, 5);
}

function findingList(list: MarkupElement): Content {
  const items = elementsIn(list).map((item) => {
    const mark = markOf(item.attributes['class']);
    const id = item.attributes['id'];
    const stack = elementsIn(item).map((element): Content => {
      if (element.tag !== 'h3') return termsBlock(element, { isSingle: true, mark });
      const text = runsOf(element.children, mark, { bold: true });
      return { text, margin: [0, 0, 0, 3], ...(id === undefined ? {} : { id }) };
    });
    return edged(stack, mark, null, 2.5);
  });
  return { stack: items };
}

function plainList(list: MarkupElement): Content {
  return {
    ol: elementsIn(list).map((item) => ({
      text: runsOf(item.children, INK.text),
      margin: [0, 1, 0, 2],
    })),
  };
}

function sumBlock(sum: MarkupElement, number: NumberHeading): Content {
  const [heading, ...rest] = elementsIn(sum);
  const id = sum.attributes['id'];
  return {
    stack: [
      {
        text: heading === undefined ? '' : textIn(heading),
        bold: true,
        margin: [0, 7, 0, 2],
        headlineLevel: 2,
        ...(id === undefined ? {} : { id }),
      },
      ...rest.map((element) =>
        element.tag === 'table' ? tableBlock(element, SUM_WIDTHS) : block(element, number),
      ),
    ],
  };
}

function notice(element: MarkupElement): Content {
  return {
    table: {
      widths: ['*'],
      body: [[{ text: runsOf(element.children, INK.red), color: INK.red, bold: true }]],
    },
    layout: {
      hLineWidth: () => 1.5,
      vLineWidth: () => 1.5,
      hLineColor: () => INK.red,
      vLineColor: () => INK.red,
      paddingLeft: () => 8,
      paddingRight: () => 8,
      paddingTop: () => 4,
      paddingBottom: () => 5,
    },
    margin: [0, 0, 0, 10],
  };
}

/** Office, date and the place for the stamp, with room above the next section. */
function sealBlock(element: MarkupElement): Content {
  return {
    stack: elementsIn(element).map((line) => ({ text: runsOf([line], INK.text) })),
    alignment: 'right',
    margin: [0, 14, 24, 44],
    unbreakable: true,
  };
}
