// Work that every worker does every so often beside its jobs, one turn after the other.

export type Turns = { stop(): Promise<void> };

export type TurnTerms = {
  readonly everyMs: number;
  /** A turn may fail; the next is taken all the same. */
  readonly onError: (error: unknown) => void;
  readonly atOnce?: boolean;
  /** What came since the last turn is done before it ends. */
  readonly lastOne?: boolean;
};

export function inTurns(work: () => Promise<unknown>, terms: TurnTerms): Turns {
  let turn: Promise<void> | null = null;
  const take = async () => {
    try {
      await work();
    } catch (error) {
      terms.onError(error);
    }
    turn = null;
  };
  // A turn that takes longer is not taken twice at once.
  const begin = () => {
    turn ??= take();
  };
  const timer = setInterval(begin, terms.everyMs);
  if (terms.atOnce) begin();
  return {
    async stop() {
      clearInterval(timer);
      await turn;
      if (terms.lastOne) await take();
    },
  };
}
