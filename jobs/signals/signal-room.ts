// What looking for signals needs.

import type { Logger } from 'pino';
import type { SignalSettings, SignalTerms } from '../../config/signals.ts';
import type { Store } from '../../store/store.ts';

export type SignalRoom = {
  readonly store: Store;
  readonly signals: SignalSettings;
  readonly now: () => Date;
  readonly log: Logger;
};

/** The same on one day: with the terms in force. */
export type SignalDay = SignalRoom & { readonly terms: SignalTerms };
