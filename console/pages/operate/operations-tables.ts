// Workers, queues and failed jobs as tables.

import { type Language, nameIn, say } from '../../../config/messages/language.ts';
import { OPERATIONS as TEXTS } from '../../../config/messages/operate.ts';
import { SCHEDULE_NAMES_SAID, SCHEDULE_WORDS } from '../../../config/messages/schedules.ts';
import { DEPARTMENT_NAMES } from '../../../config/messages/terms.ts';
import { type Instant, instant } from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import { DEAD_AFTER_SECONDS } from '../../../store/worker-silence.ts';
import type { FailedJob } from '../../../jobs/failed-jobs.ts';
import type { QueueCounts } from '../../../jobs/queues.ts';
import { momentText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { WorkerProcess } from '../../../store/workers.ts';

const MOODS = { alive: 'no-anomaly', silent: 'exceeds', ended: '' } as const;

function stateOf({ endedAt, silentSeconds }: WorkerProcess): keyof typeof MOODS {
  if (endedAt !== null) return 'ended';
  return silentSeconds > DEAD_AFTER_SECONDS ? 'silent' : 'alive';
}

export function workersTable(workers: readonly WorkerProcess[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return html`<div class="scroll">${table(
    t(TEXTS.workers),
    [
      { heading: t(TEXTS.host) },
      { heading: t(TEXTS.process), isFigure: true },
      { heading: t(TEXTS.state), isShort: true },
      { heading: t(TEXTS.version) },
      { heading: t(TEXTS.started), isShort: true },
      { heading: t(TEXTS.seen), isShort: true },
    ],
    workers.map((worker) => {
      const state = stateOf(worker);
      return {
        cells: [
          worker.host,
          String(worker.processId),
          html`<span class="tag ${MOODS[state]}">${t(TEXTS[state])}</span>`,
          worker.version,
          momentText(worker.startedAt),
          momentText(worker.seenAt),
        ],
      };
    }),
  )}</div>`;
}

export function queuesTable(counts: readonly QueueCounts[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return html`<div class="scroll">${table(
    t(TEXTS.queues),
    [
      { heading: t(TEXTS.queue) },
      { heading: t(TEXTS.waiting), isFigure: true },
      { heading: t(TEXTS.active), isFigure: true },
      { heading: t(TEXTS.delayed), isFigure: true },
      { heading: t(TEXTS.failed), isFigure: true },
    ],
    counts.map((one) => ({
      cells: [
        html`${queueName(one.queue, language)} <span class="code aside">${one.queue}</span>`,
        String(one.waiting),
        String(one.active),
        String(one.delayed),
        one.failed === 0 ? '0' : html`<b class="tag exceeds">${one.failed}</b>`,
      ],
    })),
  )}</div>`;
}

export type ShownSchedule = {
  readonly name: string;
  readonly pausedAt: Instant | null;
  readonly pauseReason: string | null;
  readonly ranAt: Instant | null;
  readonly nextAt: Date | null;
};

export function schedulesTable(schedules: readonly ShownSchedule[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return html`<div class="scroll">${table(
    t(TEXTS.schedules),
    [
      { heading: t(SCHEDULE_WORDS.schedule) },
      { heading: t(SCHEDULE_WORDS.state), isShort: true },
      { heading: t(SCHEDULE_WORDS.last), isShort: true },
      { heading: t(SCHEDULE_WORDS.next), isShort: true },
    ],
    schedules.map((one) => ({
      cells: [
        nameIn(SCHEDULE_NAMES_SAID, one.name, language),
        one.pausedAt === null
          ? html`<span class="tag no-anomaly">${t(SCHEDULE_WORDS.running)}</span>`
          : html`<span class="tag doubts">${t(SCHEDULE_WORDS.paused)}</span> ${one.pauseReason ?? ''}`,
        momentText(one.ranAt),
        one.pausedAt !== null || one.nextAt === null ? '–' : momentText(instant(one.nextAt)),
      ],
    })),
  )}</div>`;
}

/** @param formKey null for whoever may only look */
export function failedTable(
  jobs: readonly FailedJob[],
  language: Language,
  formKey: Html | null,
): Html {
  const t = (said: Said) => say(said, language);
  return html`<div class="scroll">${table(
    t(TEXTS.failedJobs),
    [
      { heading: t(TEXTS.queue) },
      { heading: t(TEXTS.chunk), isShort: true },
      { heading: t(TEXTS.attempts), isFigure: true },
      { heading: t(TEXTS.at), isShort: true },
      { heading: t(TEXTS.reason) },
      { heading: t(TEXTS.retry) },
    ],
    jobs.map((job) => ({
      cells: [
        queueName(job.queue, language),
        job.chunk ?? '–',
        String(job.attempts),
        job.failedAt === null ? '–' : momentText(instant(new Date(job.failedAt))),
        html`<span class="code">${job.reason}</span>`,
        formKey &&
          html`<form method="post" action="/operations/retry">${formKey}<input type="hidden" name="queue" value="${job.queue}"><input type="hidden" name="job" value="${job.id}"><button class="second">${t(TEXTS.retry)} ${job.chunk ?? job.id}</button></form>`,
      ],
    })),
  )}</div>`;
}

function queueName(queue: string, language: Language): string {
  if (queue === 'verify') return say(TEXTS.verify, language);
  if (queue === 'webhook') return say(TEXTS.webhook, language);
  if (queue === 'schedule') return say(TEXTS.schedule, language);
  return nameIn(DEPARTMENT_NAMES, queue.replace(/^lookup-/, ''), language);
}
