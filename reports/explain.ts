// A trace as a worked sum: one line a step, so that a reader with a pocket calculator arrives at the same figure.

import { fill, type Language, nameIn, say } from '../config/messages/language.ts';
import { FIELD_NAMES, TRACE_LABELS, WHY_NOT } from '../config/messages/rule-labels.ts';
import { LABELS } from '../config/messages/report.ts';
import { INCOME_CLASS_NAMES, ITEM_NAMES } from '../config/messages/terms.ts';
import { sayStandard } from '../config/messages/standard-names.ts';
import type { EvidenceId } from '../domain/evidence.ts';
import type { IncomeClass } from '../domain/report.ts';
import type { Trace } from '../domain/trace.ts';
import { figureText } from './figures.ts';

/** One step. The lines one deeper, each with its sign, make the figure of the line above them. */
export type SumLine = {
  readonly depth: number;
  /** How it joins the line before it at its depth; empty for the first. */
  readonly sign: '' | '+' | '−' | '×' | '<' | '≤' | '>' | '≥' | '=';
  readonly label: string;
  /** null for a heading: what is not counted. */
  readonly figure: string | null;
  readonly evidence: EvidenceId | null;
  /** Where the steps below this line are worked out instead. */
  readonly elsewhere: string | null;
  /** False for what stands below a `not counted`. */
  readonly counted: boolean;
};

export type ExplainWords = {
  readonly language: Language;
  readonly personName: (no: number) => string;
  /** A part that is worked out under a heading of its own: its name, and where. null: worked out here. */
  readonly elsewhere?: (part: Trace) => { readonly label: string; readonly place: string } | null;
  /** The worked sum of a line of income, to set it out where a sum refers to it. */
  readonly incomeSum?: (personNo: number, incomeClass: IncomeClass) => Trace | null;
};

const COMPARATOR_SIGNS = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '=': '=' } as const;
const OPERATION_SIGNS = { sum: '+', product: '×', difference: '−' } as const;

/** The steps of a trace, from the result down. */
export function explainTrace(trace: Trace, words: ExplainWords): SumLine[] {
  const lines: SumLine[] = [];
  walk(trace, { depth: 0, sign: '', counted: true }, words, lines);
  return lines;
}

type Place = Pick<SumLine, 'depth' | 'sign' | 'counted'>;

function walk(trace: Trace, place: Place, words: ExplainWords, lines: SumLine[]): void {
  const { language } = words;
  const put = (label: string, figure: string | null, evidence: EvidenceId | null = null) =>
    lines.push({ ...place, label, figure, evidence, elsewhere: null });
  const below = { depth: place.depth + 1, counted: place.counted };
  const elsewhere = place.depth === 0 ? null : (words.elsewhere?.(trace) ?? null);
  if (elsewhere !== null && 'value' in trace) {
    const { label, place: where } = elsewhere;
    const figure = figureText(trace, language);
    lines.push({ ...place, label, figure, evidence: null, elsewhere: where });
    return;
  }
  switch (trace.op) {
    case 'record':
      put(
        trace.month === undefined
          ? nameIn(FIELD_NAMES, trace.field, language)
          : `${trace.month} ${nameIn(FIELD_NAMES, trace.field, language)}`,
        figureText(trace, language),
        trace.evidence,
      );
      return;
    case 'ref': {
      const line = nameIn(INCOME_CLASS_NAMES, trace.incomeClass, language);
      const sum = words.incomeSum?.(trace.personNo, trace.incomeClass) ?? null;
      if (sum !== null) walk(sum, place, words, lines);
      else put(`${words.personName(trace.personNo)} · ${line}`, figureText(trace, language));
      return;
    }
    case 'declared': {
      const item = nameIn(ITEM_NAMES, trace.field, language);
      const stated = fill(say(LABELS.declaredItem, language), { item });
      put(`${words.personName(trace.personNo)} · ${stated}`, figureText(trace, language));
      return;
    }
    case 'standard':
      put(sayStandard(trace.key, language), figureText(trace, language));
      return;
    case 'fact':
      put(nameIn(TRACE_LABELS, trace.label, language), figureText(trace, language));
      return;
    case 'sum':
    case 'product':
    case 'difference': {
      put(nameIn(TRACE_LABELS, trace.label, language), figureText(trace, language));
      let isFirst = true;
      for (const part of trace.of) {
        const isJoined = !isFirst && part.op !== 'not-counted';
        walk(part, { ...below, sign: isJoined ? OPERATION_SIGNS[trace.op] : '' }, words, lines);
        if (part.op !== 'not-counted') isFirst = false;
      }
      return;
    }
    case 'not-counted': {
      const why = nameIn(WHY_NOT, trace.why, language);
      put(fill(say(LABELS.notCounted, language), { why }), null);
      for (const part of trace.of) walk(part, { ...below, sign: '', counted: false }, words, lines);
      return;
    }
    case 'compare': {
      const holds = say(trace.holds ? LABELS.holds : LABELS.holdsNot, language);
      put(nameIn(TRACE_LABELS, trace.label, language), holds);
      walk(trace.left, { ...below, sign: '' }, words, lines);
      walk(trace.right, { ...below, sign: COMPARATOR_SIGNS[trace.comparator] }, words, lines);
    }
  }
}

/** A worked sum as plain text, two spaces a level, figures after a colon, evidence in brackets. */
export function explainAsText(trace: Trace, words: ExplainWords): string {
  return explainTrace(trace, words)
    .map(({ depth, sign, label, figure, evidence }) => {
      const start = `${'  '.repeat(depth)}${depth === 0 ? '' : `${sign || ' '} `}${label}`;
      const end = evidence === null ? '' : ` [${evidence}]`;
      return figure === null ? start : `${start}: ${figure}${end}`;
    })
    .join('\n');
}
