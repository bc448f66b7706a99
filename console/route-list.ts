// Every page and endpoint of the console. The server serves these and no others; the test of roles tries each of them.

import { accountPage, changePassword } from './pages/account.ts';
import {
  checkpointJson,
  ledgerPage,
  verificationEvents,
  verifyLedger,
} from './pages/audit/ledger.ts';
import { looksAtPerson, looksPage } from './pages/audit/looks.ts';
import { searchPerson } from './pages/audit/search-person.ts';
import { searchPage } from './pages/audit/search.ts';
import {
  drawAgain,
  drawSpotCheck,
  spotCheckCsv,
  spotCheckPage,
  spotChecksPage,
} from './pages/audit/spot-checks.ts';
import { statisticsCsv, statisticsSvg } from './pages/audit/statistics-files.ts';
import { statisticsPage } from './pages/audit/statistics.ts';
import { departmentPage, pauseDepartment, resumeDepartment } from './pages/operate/department.ts';
import { departmentsPage } from './pages/operate/departments.ts';
import { operationsPage, retryJob } from './pages/operate/operations.ts';
import { schedulesPage } from './pages/operate/schedules.ts';
import { settingsPage } from './pages/operate/settings.ts';
import { supervisionPage, supervisionWorkbook } from './pages/operate/supervision.ts';
import { changesPage, markChangeSeen } from './pages/rechecks/changes.ts';
import { markHarmless, reopenSignal, signalPage } from './pages/signals/signal.ts';
import { signalsPage } from './pages/signals/signals.ts';
import { standardsPage } from './pages/operate/standards.ts';
import { isAlive, isReady } from './pages/health.ts';
import { batchEvents } from './pages/batches/batch-events.ts';
import { batchWorkbook, batchZip } from './pages/batches/batch-exports.ts';
import { batchPage } from './pages/batches/batch.ts';
import { batchesPage } from './pages/batches/batches.ts';
import { mendRejected, rejectedCsv, rejectedPage } from './pages/batches/rejected-rows.ts';
import { batchTemplate, submit, submitPage } from './pages/batches/submit-batch.ts';
import { authorisationsPage, withdrawAuthorisation } from './pages/households/authorisations.ts';
import { addPiece, beginUpload, takeUploadIn, uploadState } from './pages/batches/uploads.ts';
import { enterHousehold, enterPage } from './pages/households/enter-household.ts';
import { householdPage } from './pages/households/household.ts';
import {
  decideObjection,
  objectionAttachment,
  objectionLetter,
  objectionPage,
  objectionsPage,
} from './pages/households/objections.ts';
import { askForCorrection, noteCorrection } from './pages/households/corrections.ts';
import { object, objectPage } from './pages/households/object.ts';
import { reportDocument, reportPdf } from './pages/households/report-files.ts';
import { reviewFinding, secondReview } from './pages/households/review-finding.ts';
import { workListPage } from './pages/work/work-list.ts';
import { checkReportPage } from './pages/check-report.ts';
import { homePage } from './pages/home.ts';
import { purposePage, statePurpose } from './pages/purpose.ts';
import { secondFactorPage, showSecondFactor } from './pages/second-factor.ts';
import { backFromElsewhere, signInElsewhere } from './pages/sign-in-elsewhere.ts';
import { chooseLanguage, signIn, signInPage, signOut } from './pages/sign-in.ts';
import type { Route } from './route.ts';

export const ROUTES: readonly Route[] = [
  isAlive,
  isReady,
  checkReportPage,
  signInPage,
  signIn,
  signInElsewhere,
  backFromElsewhere,
  secondFactorPage,
  showSecondFactor,
  signOut,
  chooseLanguage,
  homePage,
  accountPage,
  changePassword,
  purposePage,
  statePurpose,
  workListPage,
  batchesPage,
  submitPage,
  submit,
  batchTemplate,
  beginUpload,
  uploadState,
  addPiece,
  takeUploadIn,
  batchPage,
  batchEvents,
  batchWorkbook,
  batchZip,
  rejectedPage,
  rejectedCsv,
  mendRejected,
  enterPage,
  enterHousehold,
  householdPage,
  reportDocument,
  reportPdf,
  reviewFinding,
  secondReview,
  authorisationsPage,
  withdrawAuthorisation,
  objectionsPage,
  objectPage,
  object,
  objectionPage,
  decideObjection,
  askForCorrection,
  noteCorrection,
  objectionAttachment,
  objectionLetter,
  searchPage,
  searchPerson,
  statisticsPage,
  statisticsCsv,
  statisticsSvg,
  spotChecksPage,
  drawSpotCheck,
  spotCheckPage,
  drawAgain,
  spotCheckCsv,
  looksPage,
  looksAtPerson,
  ledgerPage,
  verifyLedger,
  verificationEvents,
  checkpointJson,
  departmentsPage,
  departmentPage,
  pauseDepartment,
  resumeDepartment,
  operationsPage,
  retryJob,
  standardsPage,
  settingsPage,
  changesPage,
  markChangeSeen,
  signalsPage,
  signalPage,
  markHarmless,
  reopenSignal,
  supervisionPage,
  supervisionWorkbook,
  schedulesPage,
];
