// A message as it was received: what an answer is proven with, long after it was read.

import type { SignatureCheck } from './signing.ts';

export type ReceivedMessage = {
  readonly at: Date;
  /** Byte for byte. Holds personal data. */
  readonly bytes: Buffer;
  /** As it stood in the envelope; empty when the partner does not sign. */
  readonly signature: string;
  readonly check: Extract<SignatureCheck, 'good' | 'not-wanted'>;
};
