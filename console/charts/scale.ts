// The ground of a chart: its size, its scale in round steps, its frame. Charts are SVG made here: they need no script, print
// sharp, and a table beside each says the same in figures.

import { html, type Html, trustedMarkup } from '../../reports/html/markup.ts';

export const WIDTH = 860;
export const HEIGHT = 280;
export const LEFT = 56;
export const RIGHT = 12;
export const TOP = 14;
export const BOTTOM = 34;

export type Frame = {
  /** For whoever does not see it. */
  readonly title: string;
  /** Under the columns or points, in their order. */
  readonly labels: readonly string[];
  /** How a value prints on the axis. */
  readonly valueText: (value: number) => string;
};

export const PLOT_WIDTH = WIDTH - LEFT - RIGHT;
export const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
/** Labels that stand beside each other without touching. */
const LABELS_AT_MOST = 13;

/** The smallest of 1, 2, 2.5, 5 times a power of ten that divides the range into at most five steps. */
export function stepOf(largest: number): number {
  if (!(largest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest / 5));
  return power * ([1, 2, 2.5, 5, 10].find((factor) => largest / (power * factor) <= 5) ?? 10);
}

/** @returns the value at the top of the axis, and the lines below it */
export function scaleOf(largest: number): { readonly top: number; readonly steps: number[] } {
  const step = stepOf(largest);
  const count = Math.max(1, Math.ceil(largest / step - 1e-9));
  return { top: count * step, steps: Array.from({ length: count + 1 }, (_, n) => n * step) };
}

/** A chart within its frame. `standalone` brings its own colours, to be saved and put into a document. */
export function svg(
  frame: Frame,
  top: number,
  steps: readonly number[],
  marks: Html,
  standalone: boolean,
): Html {
  const y = (value: number) => round(TOP + PLOT_HEIGHT * (1 - value / top));
  const count = frame.labels.length;
  const every = Math.ceil(count / LABELS_AT_MOST);
  const lines = steps.map(
    (step) =>
      html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(step)}" y2="${y(step)}"/><text x="${LEFT - 8}" y="${y(step) + 4}" text-anchor="end">${frame.valueText(step)}</text>`,
  );
  const labels = frame.labels.map((label, place) =>
    // Counted from the end: the newest is always named.
    (count - 1 - place) % every === 0
      ? html`<text x="${round(LEFT + (PLOT_WIDTH * (place + 0.5)) / count)}" y="${HEIGHT - 12}" text-anchor="middle">${label}</text>`
      : null,
  );
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${frame.title}">${standalone ? STANDALONE : null}<title>${frame.title}</title>${lines}${labels}${marks}</svg>`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const STANDALONE = trustedMarkup(`<style>
svg { background: #fff; } text { font: 12px "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; fill: #5d5b56; }
.grid { stroke: #d5d2cb; } .exceeds { fill: #a8201a; } .doubts { fill: #c98a1b; } .incomplete { fill: #4d7ea8; }
.no-anomaly { fill: #6fa287; } .line { fill: none; stroke: #1f4e79; stroke-width: 2; } .line.second { stroke: #8a5a00; stroke-dasharray: 5 4; }
.point { fill: #1f4e79; } .limit { stroke: #a8201a; stroke-dasharray: 2 4; }
</style>`);
