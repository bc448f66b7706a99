// What a keeper and those who use its server say to each other. The holder greets with the token from the door
// file, the keeper answers with the server's address, and both then hold the connection without a word.

import type { ErrorCode, Said } from '../../domain/errors.ts';

/** In the folder, readable by its owner only. */
export const DOOR_FILE = 'keeper.json';

export type Door = {
  /** Of the claim it belongs to; a door of another generation leads nowhere. */
  readonly generation: number;
  readonly port: number;
  readonly token: string;
};

/** What a keeper tells the process that started it, once. */
export type KeeperWord =
  | { readonly said: 'ready' }
  | { readonly said: 'another-keeps' }
  | {
      readonly said: 'failed';
      readonly code: ErrorCode;
      readonly words: Said;
      readonly retryable: boolean;
    };
