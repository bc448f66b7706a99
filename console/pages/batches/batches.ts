// The batches of the viewer's region, the newest first.

import { html } from '../../../reports/html/markup.ts';
import { say } from '../../../config/messages/language.ts';
import { BATCH, WORK } from '../../../config/messages/work.ts';
import { may } from '../../../domain/staff.ts';
import { route } from '../../route.ts';
import { batchTable } from './batch-table.ts';

const SHOWN = 100;

export const batchesPage = route({
  method: 'GET',
  url: '/batches',
  needs: 'batch.read',
  async answer({ records, language, session }) {
    const batches = await records.workList.batches(SHOWN);
    return {
      kind: 'page',
      title: WORK.batches,
      scripts: ['live-progress.js'],
      body: html`${
        may(session.role, 'batch.submit')
          ? html`<div class="actions"><a class="button" href="/batches/new">${say(WORK.submitFile, language)}</a> <a class="button second" href="/households/new">${say(WORK.enterHousehold, language)}</a></div>`
          : null
      }
${batches.length === 0 ? html`<p>${say(BATCH.none, language)}</p>` : batchTable(batches, language)}`,
    };
  },
});
