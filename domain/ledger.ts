// What the audit ledger records: the one closed list. Whoever lets somebody do or see something that touches a person,
// a report, a key or a right appends an entry of one of these kinds, in the same transaction where there is one.

export const LEDGER_KINDS = [
  // Subject: the report's number. Content: its digest.
  'seal',
  'supersede',
  'look',
  'export',
  'review',
  // The supervisor's word on a review.
  'review-seconded',
  'objection',
  'objection-answered',
  // Of a department. Subject: the objection and the resource.
  'correction-asked',
  'correction-answered',
  // Subject: chunk and department. Content: the list of who was asked for what, with which outcome (lookup_lists).
  'lookup',
  // Subject: the household or batch where something was found. Content: what was searched for and found.
  'search',
  'submit',
  // Subject: the report that holds for longer, since nothing had changed.
  'recheck',
  'alert',
  // Subject: `signal/…`. Content: its figures and households, or the reason.
  'signal-raised',
  'signal-harmless',
  'signal-reopened',
  // Who is rechecked from now on, and who no longer. Subject: a list, or the household that receives help.
  'support',
  'support-ended',
  // To another authority. Subject: the report's number.
  'disclose',
  'disclose-refused',
  // Subject: the withdrawal's id. Content: number, region and reason.
  'authorisation-withdrawn',
  // Accounts. Subject: the account, the role or what was refused.
  'sign-in',
  'sign-in-failed',
  'sign-out',
  'locked-out',
  'password-changed',
  'second-factor-enrolled',
  'purpose-stated',
  'account-changed',
  'access-refused',
  // Keys. Subject: `kek/2`, `signing/…`. Content: the public half or a check value.
  'key-made',
  'key-rewrapped',
  'key-retired',
  // Retention. Subject: the household, or the certificate's number.
  'erase',
  'erasure-certified',
  'hold',
  'hold-lifted',
  // The installation. Subject: what was changed, where a checkpoint went.
  'configured',
  'published',
] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** What verifying the ledger can find. */
export const LEDGER_FAULTS = [
  'entry-altered',
  'leaf-missing',
  'entry-unplaced',
  'root-differs',
  'tile-differs',
  'checkpoint-missing',
  'signature-wrong',
  'key-unknown',
  'rolled-back',
  'published-differs',
  'another-ledger',
  'report-differs',
  'report-missing',
  'report-unsealed',
  'lookups-differ',
  'lookups-missing',
  'lookups-unrecorded',
  'answer-differs',
  'answer-missing',
] as const;
export type LedgerFaultKind = (typeof LEDGER_FAULTS)[number];
