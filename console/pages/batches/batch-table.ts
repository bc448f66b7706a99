// Batches as a table, each with how far it is.

import { fill, type Language, say } from '../../../config/messages/language.ts';
import { LABELS } from '../../../config/messages/report.ts';
import { SCHEME_NAMES } from '../../../config/messages/terms.ts';
import { BATCH, WORK } from '../../../config/messages/work.ts';
import { momentText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { BatchOnItsWay } from '../../../store/work-list.ts';

export function batchTable(batches: readonly BatchOnItsWay[], language: Language): Html {
  const columns = [
    { heading: say(BATCH.batch, language) },
    { heading: say(LABELS.scheme, language) },
    { heading: say(BATCH.state, language) },
    { heading: say(BATCH.rejected, language), isFigure: true },
    { heading: say(BATCH.submittedAt, language), isShort: true },
    { heading: say(BATCH.submittedBy, language) },
  ];
  const rows = batches.map((batch) => ({
    cells: [
      html`<a href="/batches/${batch.id}">${batch.id}</a>`,
      say(SCHEME_NAMES[batch.scheme], language),
      progressText(batch, language),
      batch.rejectedRows === 0
        ? '0'
        : html`<a href="/batches/${batch.id}/rejected">${batch.rejectedRows}</a>`,
      momentText(batch.submittedAt),
      batch.submittedBy,
    ],
  }));
  return table(say(WORK.batches, language), columns, rows);
}

function progressText(batch: BatchOnItsWay, language: Language): Html {
  const { id, done, households, isDone } = batch;
  const text = fill(say(BATCH.ofHouseholds, language), { done, all: households });
  if (isDone) return html`${text} <span class="tag no-anomaly">${say(BATCH.done, language)}</span>`;
  return html`<div data-live="/batches/${id}/events" data-part="reports"><progress max="${households}" value="${done}" aria-label="${say(BATCH.progress, language)} ${id}"></progress> <span data-text>${text}</span></div>`;
}
