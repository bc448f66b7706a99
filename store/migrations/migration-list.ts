// The migrations, in order. An explicit list instead of a folder scan: it is the same as TypeScript, built and
// under test. A migration that was released is never changed.

import type { Knex } from 'knex';
import * as batches from './0001-batches.ts';
import * as answers from './0002-answers.ts';
import * as reports from './0003-reports.ts';
import * as ledger from './0004-ledger.ts';
import * as runningDepartments from './0005-running-departments.ts';
import * as staff from './0010-staff.ts';
import * as withdrawals from './0011-withdrawals.ts';
import * as retention from './0015-retention.ts';
import * as reviews from './0020-reviews.ts';
import * as operations from './0022-operations.ts';
import * as searchAndFigures from './0023-search-and-figures.ts';
import * as api from './0024-api.ts';
import * as rechecks from './0025-rechecks.ts';
import * as objections from './0026-objections.ts';
import * as supervision from './0027-supervision.ts';
import * as reviewTallies from './0036-review-tallies.ts';
import * as signals from './0040-signals.ts';
import * as authorisationsThatEnd from './0043-authorisations-that-end.ts';
import * as ledgerProofs from './0045-ledger-proofs.ts';
import * as viewersAct from './0046-viewers-act.ts';
import * as uploads from './0047-uploads.ts';
import * as searchByBatch from './0048-search-by-batch.ts';
import * as schemaTerms from './0049-schema-terms.ts';
import * as ledgerVerifications from './0055-ledger-verifications.ts';
import * as roundsSeen from './0056-rounds-seen.ts';
import * as watchedSupports from './0056-watched-supports.ts';
import * as byRegion from './0057-by-region.ts';
import * as viewersBegin from './0058-viewers-begin.ts';
import * as chunkHouseholds from './0059-chunk-households.ts';
import * as months from './0060-months.ts';

/**
 * A migration adds: a table, a column that may be empty, an index. The version before does not miss it and works on. One
 * that takes something away names in `needs` the newest migration that a program must know to live without it; it is
 * refused while an older program works (docs/operating.md, Upgrading).
 */
export type Migration = { readonly name: string; readonly needs?: string } & Knex.Migration;

export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-batches', ...batches },
  { name: '0002-answers', ...answers },
  { name: '0003-reports', ...reports },
  { name: '0004-ledger', ...ledger },
  { name: '0005-running-departments', ...runningDepartments },
  { name: '0010-staff', ...staff },
  { name: '0011-withdrawals', ...withdrawals },
  { name: '0015-retention', ...retention },
  { name: '0020-reviews', ...reviews },
  { name: '0022-operations', ...operations },
  { name: '0023-search-and-figures', ...searchAndFigures },
  { name: '0024-api', ...api },
  { name: '0025-rechecks', ...rechecks },
  { name: '0026-objections', ...objections },
  { name: '0027-supervision', ...supervision },
  { name: '0036-review-tallies', ...reviewTallies },
  { name: '0040-signals', ...signals },
  { name: '0043-authorisations-that-end', ...authorisationsThatEnd },
  { name: '0045-ledger-proofs', ...ledgerProofs },
  { name: '0046-viewers-act', ...viewersAct },
  { name: '0047-uploads', ...uploads },
  { name: '0048-search-by-batch', ...searchByBatch },
  { name: '0049-schema-terms', ...schemaTerms },
  { name: '0055-ledger-verifications', ...ledgerVerifications },
  { name: '0056-rounds-seen', ...roundsSeen },
  { name: '0056-watched-supports', ...watchedSupports },
  { name: '0057-by-region', ...byRegion },
  { name: '0058-viewers-begin', ...viewersBegin },
  { name: '0059-chunk-households', ...chunkHouseholds },
  { name: '0060-months', ...months },
];
