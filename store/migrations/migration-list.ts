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

export type Migration = { readonly name: string } & Knex.Migration;

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
];
