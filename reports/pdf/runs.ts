// Running text of the markup as runs of one style each.

import type { MarkupElement, MarkupNode } from '../html/read-markup.ts';
import { INK, SIZE } from './ink.ts';

export type Run = {
  readonly text: string;
  readonly bold?: boolean;
  readonly color?: string;
  readonly fontSize?: number;
  readonly noWrap?: boolean;
  readonly linkToDestination?: string;
};
export type RunStyle = Omit<Run, 'text'>;

/** @param mark the colour of `severity` and `verdict` */
export function runsOf(nodes: readonly MarkupNode[], mark: string, style: RunStyle = {}): Run[] {
  const runs = nodes.flatMap((node) => runsOfNode(node, mark, style));
  return trimmed(runs);
}

function runsOfNode(node: MarkupNode, mark: string, style: RunStyle): Run[] {
  if (typeof node === 'string') {
    const text = node.replace(/\s+/g, ' ');
    return text === '' ? [] : [{ ...style, text }];
  }
  if (node.tag === 'br') return [{ ...style, text: '\n' }];
  const own = { ...style, ...styleOf(node, mark) };
  if (isPending(node)) {
    const [run] = runsOf(node.children, mark, own);
    return run === undefined ? [] : [{ ...run, text: `[${run.text}]` }];
  }
  if (node.attributes['class'] === 'sign') return signOf(node, own);
  if (node.tag === 'ul') return figuresIn(node, mark, own);
  return node.children.flatMap((child) => runsOfNode(child, mark, own));
}

function styleOf({ tag, attributes }: MarkupElement, mark: string): RunStyle {
  const target = tag === 'a' ? attributes['href'] : undefined;
  return {
    ...(tag === 'strong' || tag === 'b' ? { bold: true } : {}),
    ...(target?.startsWith('#') ? { linkToDestination: target.slice(1), color: INK.blue } : {}),
    ...styleOfClass(attributes['class'] ?? '', mark),
  };
}

function styleOfClass(name: string, mark: string): RunStyle {
  switch (name) {
    case 'code':
      return { fontSize: SIZE.code };
    case 'mark':
    case 'sign':
    case 'aside':
      return { color: INK.faint, bold: false };
    case 'severity':
      return { color: mark };
    case 'pending':
      return { color: INK.amber };
    default:
      return {};
  }
}

/** The sign before a line of a worked sum, set off by a space that stays. */
function signOf(sign: MarkupElement, style: RunStyle): Run[] {
  const text = sign.children.filter((child) => typeof child === 'string').join('');
  return text === '' ? [] : [{ ...style, text: `${text}\u00a0` }];
}

function isPending({ attributes }: MarkupElement): boolean {
  return attributes['class'] === 'pending';
}

/** The figures of a finding stand beside each other. */
function figuresIn(list: MarkupElement, mark: string, style: RunStyle): Run[] {
  return list.children
    .flatMap((item) => (typeof item === 'string' ? [] : [runsOf(item.children, mark, style)]))
    .flatMap((runs, place) => (place === 0 ? runs : [{ ...style, text: '　 ' }, ...runs]));
}

/** No blanks at the ends, and none beside another. */
function trimmed(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  for (const run of runs) {
    const before = kept.at(-1)?.text ?? ' ';
    const text = /[ \n]$/.test(before) ? run.text.replace(/^ +/, '') : run.text;
    if (text !== '') kept.push({ ...run, text });
  }
  const last = kept.pop();
  const end = last?.text.replace(/ +$/, '') ?? '';
  return last === undefined || end === '' ? kept : [...kept, { ...last, text: end }];
}
