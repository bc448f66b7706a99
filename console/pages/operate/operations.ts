// Queues, workers, and jobs that failed for good.

import { z } from 'zod';
import { say } from '../../../config/messages/language.ts';
import { OPERATIONS as TEXTS } from '../../../config/messages/operate.ts';
import type { Said } from '../../../domain/errors.ts';
import { may } from '../../../domain/staff.ts';
import { html } from '../../../reports/html/markup.ts';
import { route } from '../../route.ts';
import { failedTable, queuesTable, schedulesTable, workersTable } from './operations-tables.ts';

const REMEMBERED_HOURS = 24;

export const operationsPage = route({
  method: 'GET',
  url: '/operations',
  needs: 'queue.read',
  query: z.object({ retried: z.enum(['yes', 'no']).optional() }),
  async answer({ acts, records, session, query: { retried }, language, formKey }) {
    const t = (said: Said) => say(said, language);
    const [counts, workers, failed, schedules] = await Promise.all([
      acts.queueCounts(),
      records.workers.seenWithin(REMEMBERED_HOURS),
      acts.failedJobs(),
      acts.schedules(),
    ]);
    const key = may(session.role, 'queue.manage') ? formKey : null;
    return {
      kind: 'page',
      title: TEXTS.title,
      body: html`${retried === undefined ? null : html`<p class="notice ${retried === 'yes' ? 'good' : 'warn'}" role="status">${t(retried === 'yes' ? TEXTS.retried : TEXTS.notRetried)}</p>`}
<h2>${t(TEXTS.workers)}</h2>
${
  workers.some(({ endedAt }) => endedAt === null)
    ? null
    : html`<p class="notice warn">${t(TEXTS.noWorkers)}</p>`
}
${workers.length === 0 ? null : workersTable(workers, language)}
<h2>${t(TEXTS.queues)}</h2>
${queuesTable(counts, language)}
<p class="pages"><a href="/queues/">${t(TEXTS.board)}</a></p>
<h2>${t(TEXTS.schedules)}</h2>
${schedulesTable(schedules, language)}
<h2>${t(TEXTS.failedJobs)}</h2>
${failed.length === 0 ? html`<p>${t(TEXTS.noFailed)}</p>` : failedTable(failed, language, key)}`,
    };
  },
});

export const retryJob = route({
  method: 'POST',
  url: '/operations/retry',
  needs: 'queue.manage',
  form: z.object({ queue: z.string().max(80), job: z.string().max(200) }),
  async answer({ acts, form }) {
    const done = await acts.retryJob(form.queue, form.job);
    return { kind: 'redirect', to: `/operations?retried=${done ? 'yes' : 'no'}` };
  },
});
