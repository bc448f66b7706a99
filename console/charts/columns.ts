// Columns, one a month or day, each stacked of its parts.

import { html, type Html } from '../../reports/html/markup.ts';
import { type Frame, LEFT, PLOT_HEIGHT, PLOT_WIDTH, round, scaleOf, svg, TOP } from './scale.ts';

export type Part = { readonly className: string; readonly value: number; readonly name: string };

export function columns(
  frame: Frame,
  stacks: readonly (readonly Part[])[],
  { standalone = false } = {},
): Html {
  const heights = stacks.map((parts) => parts.reduce((sum, part) => sum + part.value, 0));
  const { top, steps } = scaleOf(Math.max(0, ...heights));
  const place = PLOT_WIDTH / Math.max(1, stacks.length);
  const width = Math.min(40, place * 0.72);
  const marks = stacks.map((parts, n) => {
    let upTo = 0;
    return parts.map(({ className, value, name }) => {
      upTo += value;
      const y = TOP + PLOT_HEIGHT * (1 - upTo / top);
      const height = (PLOT_HEIGHT * value) / top;
      return value === 0
        ? null
        : html`<rect class="${className}" x="${round(LEFT + place * n + (place - width) / 2)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"><title>${frame.labels[n] ?? ''} ${name} ${value}</title></rect>`;
    });
  });
  return svg(frame, top, steps, html`${marks}`, standalone);
}
