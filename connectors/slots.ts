// At most so many requests to a department under way at once; the rest wait in order.

export type Slots = { run<T>(work: () => Promise<T>): Promise<T> };

export function openSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async run(work) {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        // The slot is handed to the next in line, or is free again.
        const next = waiting.shift();
        if (next) next();
        else free++;
      }
    },
  };
}
