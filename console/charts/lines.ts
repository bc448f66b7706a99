// Lines through values over time. Where there is no value the line is broken: nothing is made up between.

import { html, type Html } from '../../reports/html/markup.ts';
import {
  type Frame,
  LEFT,
  PLOT_HEIGHT,
  PLOT_WIDTH,
  RIGHT,
  round,
  scaleOf,
  svg,
  TOP,
  WIDTH,
} from './scale.ts';

export type Line = {
  readonly name: string;
  /** `second` is drawn in dashes: lines are told apart without colour too. */
  readonly className: '' | 'second';
  readonly values: readonly (number | null)[];
};

export function lines(
  frame: Frame,
  given: readonly Line[],
  options: {
    readonly largest?: number;
    readonly limit?: number;
    readonly standalone?: boolean;
  } = {},
): Html {
  const all = given.flatMap(({ values }) => values).filter((value) => value !== null);
  const { top, steps } = scaleOf(options.largest ?? Math.max(0, ...all, options.limit ?? 0));
  const x = (n: number) =>
    round(LEFT + (PLOT_WIDTH * (n + 0.5)) / Math.max(1, frame.labels.length));
  const y = (value: number) => round(TOP + PLOT_HEIGHT * (1 - Math.min(value, top) / top));
  const marks = given.map(({ name, className, values }) => {
    const runs = runsOf(values);
    return html`${runs.map((run) => html`<polyline class="line ${className}" points="${run.map(([n, value]) => `${x(n)},${y(value)}`).join(' ')}"/>`)}${runs.flat().map(([n, value]) => html`<circle class="point ${className}" cx="${x(n)}" cy="${y(value)}" r="3"><title>${frame.labels[n] ?? ''} ${name} ${frame.valueText(value)}</title></circle>`)}`;
  });
  const limit =
    options.limit === undefined
      ? null
      : html`<line class="limit" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(options.limit)}" y2="${y(options.limit)}"/>`;
  return svg(frame, top, steps, html`${limit}${marks}`, options.standalone ?? false);
}

function runsOf(values: readonly (number | null)[]): [number, number][][] {
  const runs: [number, number][][] = [];
  let run: [number, number][] = [];
  values.forEach((value, n) => {
    if (value === null) {
      run = [];
      return;
    }
    if (run.length === 0) runs.push(run);
    run.push([n, value]);
  });
  return runs;
}
