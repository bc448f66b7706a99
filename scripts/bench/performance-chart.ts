// The chart of docs/performance.md: what a household costs, stage by stage, beside what the stage cannot cost less than.

import type { Figures } from './performance-page.ts';
import { STAGES } from './stages.ts';

const WIDTH = 760;
const LABEL_WIDTH = 90;
const VALUE_WIDTH = 170;
const BAR_HEIGHT = 22;
const ROW_HEIGHT = 44;
const TOP = 40;
const STAGE_COLOUR = '#2f6f9f';
const LIMIT_COLOUR = '#c9a227';

export function performanceChart({ compared, matching, on }: Figures): string {
  const { households, stages, limits } = compared;
  const rows = STAGES.map((stage) => ({
    stage,
    us: (stages[stage] * 1e6) / households,
    limitUs: stage === 'match' ? 1e6 / matching.median : (limits[stage] * 1e6) / households,
  }));
  const longest = Math.max(...rows.map(({ us }) => us));
  const scale = (WIDTH - LABEL_WIDTH - VALUE_WIDTH) / longest;
  const height = TOP + rows.length * ROW_HEIGHT + 10;
  const bars = rows.map(({ stage, us, limitUs }, place) => {
    const y = TOP + place * ROW_HEIGHT;
    return `
  <text x="${LABEL_WIDTH - 10}" y="${y + 16}" text-anchor="end">${stage}</text>
  <rect x="${LABEL_WIDTH}" y="${y}" width="${(us * scale).toFixed(1)}" height="${BAR_HEIGHT}" fill="${STAGE_COLOUR}"/>
  <rect x="${LABEL_WIDTH}" y="${y + BAR_HEIGHT}" width="${Math.max(1, limitUs * scale).toFixed(1)}" height="6" fill="${LIMIT_COLOUR}"/>
  <text x="${(LABEL_WIDTH + us * scale + 8).toFixed(1)}" y="${y + 16}">${us.toFixed(0)} µs, limit ${limitUs.toFixed(0)} µs</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13" role="img" aria-label="Time a household, by stage">
  <rect width="100%" height="100%" fill="white"/>
  <text x="${LABEL_WIDTH}" y="22">Microseconds a household, each stage alone, ${households} households, ${on}; below it, its limit</text>${bars.join('')}
</svg>
`;
}
