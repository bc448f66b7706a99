// What the year's alerts are worth, held against what was planned: found or missed, how soon, how often, and what nobody
// had planned.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { Alert } from '../../store/rechecks/alerts.ts';
import type { YearEvent } from './plan-year.ts';

export type Told = Pick<Alert, 'kind' | 'grade' | 'raisedOn'> & { readonly idNumber: string };

export type Judgement = {
  readonly events: number;
  readonly found: number;
  readonly missed: readonly YearEvent[];
  /** Nights from the day of recording to the alert, of what was found. */
  readonly nights: readonly number[];
  /** Events of which more than one alert told. */
  readonly twice: number;
  /** Alerts that no event explains. */
  readonly unexplained: readonly Told[];
  readonly byKind: ReadonlyMap<string, { readonly events: number; readonly found: number }>;
};

export function judgeYear(events: readonly YearEvent[], alerts: readonly Told[]): Judgement {
  const nameOf = (one: { kind: string; idNumber: string }) => `${one.kind} ${one.idNumber}`;
  const byName = new Map<string, Told[]>();
  for (const alert of alerts) {
    byName.set(nameOf(alert), [...(byName.get(nameOf(alert)) ?? []), alert]);
  }
  const missed: YearEvent[] = [];
  const nights: number[] = [];
  const explained = new Set<Told>();
  const byKind = new Map<string, { events: number; found: number }>();
  let twice = 0;
  for (const event of events) {
    const own = byName.get(nameOf({ kind: event.kind, idNumber: event.person.idNumber })) ?? [];
    const counted = byKind.get(event.kind) ?? { events: 0, found: 0 };
    byKind.set(event.kind, counted);
    counted.events += 1;
    const [first] = own;
    if (!first) {
      missed.push(event);
      continue;
    }
    counted.found += 1;
    nights.push(daysBetween(event.recordedOn, first.raisedOn));
    if (own.length > 1) twice += 1;
    for (const alert of own) explained.add(alert);
  }
  return {
    events: events.length,
    found: nights.length,
    missed,
    nights,
    twice,
    unexplained: alerts.filter((alert) => !explained.has(alert)),
    byKind,
  };
}

export function daysBetween(from: CalendarDate, until: CalendarDate): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
