// The pieces that worked sums are made of (domain/trace.ts), and the one place where a comparator is applied.

import type { Comparator, Standard } from '../domain/standard.ts';
import type { Quantity, Trace, Unit } from '../domain/trace.ts';

/** Whether a figure is within its limit; what the limit's own value does is the comparator's to say. */
export function holds(left: number, comparator: Comparator, right: number): boolean {
  switch (comparator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** A limit's comparator; 不超过 where its standard names none. */
export function comparatorOf(limit: Standard): Comparator {
  return limit.comparator ?? '<=';
}

export function standardNode(standard: Standard): Trace & Quantity {
  const unit: Unit = standard.unit === 'flag' ? 'count' : standard.unit;
  return { op: 'standard', key: standard.key, value: standard.value, unit };
}

export function fact(label: string, value: number | string, unit: Unit): Trace & Quantity {
  return { op: 'fact', label, value, unit };
}

export function combined(
  op: 'sum' | 'product' | 'difference',
  label: string,
  value: number,
  unit: Unit,
  of: readonly Trace[],
): Trace & Quantity {
  return { op, label, value, unit, of };
}

export function comparison(
  label: string,
  left: Trace,
  comparator: Comparator | '=',
  right: Trace,
  isHolding: boolean,
): Trace {
  return { op: 'compare', label, left, comparator, right, holds: isHolding };
}

export function fen(value: number): Quantity {
  return { value, unit: 'fen' };
}

export function count(value: number): Quantity {
  return { value, unit: 'count' };
}

export function months(value: number): Quantity {
  return { value, unit: 'months' };
}
