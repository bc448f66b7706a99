// A rate limit as departments keep it: so many requests a second, and a burst of more.

export function openTokenBucket(perSecond: number, burst: number): { take(): boolean } {
  let level = burst;
  let at = performance.now();
  return {
    take() {
      const now = performance.now();
      level = Math.min(burst, level + ((now - at) / 1000) * perSecond);
      at = now;
      if (level < 1) return false;
      level--;
      return true;
    },
  };
}
