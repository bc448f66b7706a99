// What is fuzzed: one reader of bytes that come from outside.

export type OpenTarget = {
  /** Inputs that are right, or nearly. */
  readonly seeds: readonly Buffer[];
  /** Reads an input to its end. @throws HeduiError for what it refuses; anything else is a fault of ours. */
  readonly take: (bytes: Buffer) => Promise<void> | void;
  readonly close?: () => Promise<void>;
};

export type Target = {
  readonly name: string;
  /** How large a part of all inputs it gets: quick ones more. */
  readonly weight: number;
  readonly open: () => Promise<OpenTarget>;
};
