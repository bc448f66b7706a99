/** 0.123 → `12.3%`; where there is nothing to be a share of, a dash. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)}%`;
}
