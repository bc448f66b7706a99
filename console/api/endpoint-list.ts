// Every endpoint of the API, by the name of its operation. The server, the OpenAPI document and the client's types are made
// from this list.

import { followBatch, getBatch, getRejectedRows, submitBatch, submitHousehold } from './batches.ts';
import { addObjection, getObjection } from './objections.ts';
import {
  addWebhook,
  getDepartments,
  getStandards,
  listWebhooks,
  removeWebhook,
} from './operations.ts';
import { listSignals } from './signals.ts';
import { findReports, getReport, getReportHtml, getReportPdf, getReviews } from './reports.ts';

export const ENDPOINTS = {
  submitBatch,
  submitHousehold,
  getBatch,
  getRejectedRows,
  followBatch,
  findReports,
  getReport,
  getReportHtml,
  getReportPdf,
  getReviews,
  addObjection,
  getObjection,
  listSignals,
  getDepartments,
  getStandards,
  addWebhook,
  listWebhooks,
  removeWebhook,
};
export type Endpoints = typeof ENDPOINTS;
