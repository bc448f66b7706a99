// What a request to our registry may cost.

export type RegistryLimits = {
  readonly largestBytes: number;
  /** From the first byte of a request to its last. */
  readonly arrivesWithinMs: number;
  /** Searches in one message. */
  readonly items: number;
  readonly pageSize: number;
  /** Callbacks under way at once; above it asynchronous requests are told to come back later. */
  readonly callbacksUnderWay: number;
  readonly callbackTimeoutMs: number;
};

export const REGISTRY_LIMITS: RegistryLimits = {
  largestBytes: 1_048_576,
  arrivesWithinMs: 10_000,
  items: 100,
  pageSize: 100,
  callbacksUnderWay: 200,
  callbackTimeoutMs: 5_000,
};
