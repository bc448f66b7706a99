// Does a worked sum add up? Every sum, product, difference and comparison of a trace is done again here, by other
// code than the rules': a figure that its own parts do not make is a fault.

import type { Comparator } from '../../domain/standard.ts';
import type { Trace } from '../../domain/trace.ts';

/** @returns one sentence a fault; none when the whole tree adds up. */
export function traceFaults(trace: Trace): string[] {
  switch (trace.op) {
    case 'record':
    case 'declared':
    case 'standard':
    case 'fact':
    case 'ref':
      return [];
    case 'not-counted':
      return trace.of.flatMap(traceFaults);
    case 'compare': {
      const left = valueOf(trace.left);
      const right = valueOf(trace.right);
      const truth = isTrue(left, trace.comparator, right);
      const own =
        truth === trace.holds ? [] : [`${trace.label}: ${left} ${trace.comparator} ${right}`];
      return [...own, ...traceFaults(trace.left), ...traceFaults(trace.right)];
    }
    case 'sum':
    case 'product':
    case 'difference': {
      const parts = trace.of.filter(({ op }) => op !== 'not-counted').map(valueOf);
      const made = combine(trace.op, parts);
      const own = made === trace.value ? [] : [`${trace.label}: ${made} is not ${trace.value}`];
      return [...own, ...trace.of.flatMap(traceFaults)];
    }
  }
}

function valueOf(trace: Trace): number {
  if (!('value' in trace) || typeof trace.value !== 'number') return Number.NaN;
  return trace.unit === 'permille' ? trace.value / 1000 : trace.value;
}

function combine(op: 'sum' | 'product' | 'difference', parts: readonly number[]): number {
  if (op === 'sum') return parts.reduce((sum, part) => sum + part, 0);
  if (op === 'product') return parts.reduce((product, part) => product * part, 1);
  return parts.slice(1).reduce((rest, part) => rest - part, parts[0] ?? 0);
}

function isTrue(left: number, comparator: Comparator | '=', right: number): boolean {
  const truths = {
    '<': left < right,
    '<=': left <= right,
    '>': left > right,
    '>=': left >= right,
    '=': left === right,
  };
  return truths[comparator];
}
