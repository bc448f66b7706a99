// The ledger: its checkpoints, and the proof that nothing of it was changed, which a worker makes.

import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { LEDGER } from '../../../config/messages/audit.ts';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { LEDGER_FAULT_SENTENCES } from '../../../config/messages/ledger-faults.ts';
import type { Said } from '../../../domain/errors.ts';
import { momentText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { Checkpoint } from '../../../store/ledger/checkpoint.ts';
import type {
  VerificationDone,
  VerificationUnderWay,
} from '../../../store/ledger/verifications.ts';
import { route, type SentEvent } from '../../route.ts';
import { looksTable } from './looks.ts';

const CHECKPOINTS = 20;
const ENTRIES = 10;

const LOOK_EVERY_MS = 1_000;
/** The browser asks again by itself. */
const FOLLOWED_MS = 10 * 60_000;

export const ledgerPage = route({
  method: 'GET',
  url: '/ledger',
  needs: 'ledger.read',
  async answer({ records, acts, language, formKey }) {
    const t = (said: Said) => say(said, language);
    const [checkpoints, underWay, last, { looks }] = await Promise.all([
      acts.checkpoints(CHECKPOINTS),
      acts.ledgerVerification(),
      acts.lastLedgerVerification(),
      records.looks.find({}, { limit: ENTRIES }),
    ]);
    return {
      kind: 'page',
      title: LEDGER.title,
      scripts: ['live-progress.js'],
      body: html`<p>${t(LEDGER.what)}</p>
${last && outcome(last, language)}
${
  underWay === null
    ? html`<form class="inline" method="post" action="/ledger/verify">${formKey}<button>${t(LEDGER.verify)}</button> <span class="aside">${t(LEDGER.verifyHint)}</span></form>`
    : progress(underWay, language)
}
<h2>${t(LEDGER.checkpoints)}</h2>
${checkpoints.length === 0 ? html`<p>${t(LEDGER.noCheckpoint)}</p>` : checkpointTable(checkpoints, language)}
<h2>${t(LEDGER.entries)}</h2>
${looksTable(looks, language)}`,
    };
  },
});

export const verifyLedger = route({
  method: 'POST',
  url: '/ledger/verify',
  needs: 'ledger.read',
  perMinute: 10,
  async answer({ acts }) {
    await acts.askToVerifyLedger();
    return { kind: 'redirect', to: '/ledger' };
  },
});

export const verificationEvents = route({
  method: 'GET',
  url: '/ledger/verification/events',
  needs: 'ledger.read',
  api: true,
  async answer({ acts, language }) {
    async function* events(): AsyncGenerator<SentEvent> {
      const until = performance.now() + FOLLOWED_MS;
      while (performance.now() < until) {
        const underWay = await acts.ledgerVerification();
        if (underWay === null) {
          yield { name: 'done', content: {} };
          return;
        }
        const part = { part: 'ledger', done: share(underWay), text: howFar(underWay, language) };
        yield { name: 'progress', content: { parts: [part] } };
        await pause(LOOK_EVERY_MS);
      }
    }
    return { kind: 'events', events: events() };
  },
});

export const checkpointJson = route({
  method: 'GET',
  url: '/ledger/checkpoints/:size.json',
  needs: 'ledger.read',
  params: z.object({ size: z.coerce.number().int().positive() }),
  async answer({ acts, params }) {
    const checkpoint = await acts.checkpoint(params.size);
    if (checkpoint === null) return { kind: 'not-found' };
    const content = Buffer.from(`${JSON.stringify(checkpoint, null, 2)}\n`);
    return {
      kind: 'file',
      type: 'application/json',
      name: `checkpoint-${params.size}.json`,
      content,
    };
  },
});

function checkpointTable(checkpoints: readonly Checkpoint[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return html`<div class="scroll">${table(
    t(LEDGER.checkpoints),
    [
      { heading: t(LEDGER.at), isShort: true },
      { heading: t(LEDGER.size), isFigure: true },
      { heading: t(LEDGER.root) },
      { heading: t(LEDGER.key) },
      { heading: '' },
    ],
    checkpoints.map((one) => ({
      cells: [
        momentText(one.at),
        one.size.toLocaleString('en'),
        html`<span class="code">${one.root}</span>`,
        html`<span class="code">${one.signature.keyId}</span>`,
        html`<a href="/ledger/checkpoints/${one.size}.json">JSON<span class="aside"> ${one.size}</span></a>`,
      ],
    })),
  )}</div>`;
}

function outcome(
  { size, checkpoints, faults, askedBy, finishedAt }: VerificationDone,
  language: Language,
): Html {
  const by = html`<span class="aside">${fill(say(LEDGER.verifiedBy, language), { by: askedBy, at: momentText(finishedAt), size: size.toLocaleString('en') })}</span>`;
  if (faults.length === 0) {
    return html`<p class="notice good" role="status">${fill(say(LEDGER.sound, language), { size: size.toLocaleString('en'), checkpoints })} ${by}</p>`;
  }
  return html`<div class="notice bad" role="alert"><p>${fill(say(LEDGER.broken, language), { n: faults.length })} ${by}</p>
<ul>${faults.slice(0, 20).map(({ kind, at }) => html`<li>${fill(say(LEDGER_FAULT_SENTENCES[kind], language), { at })}</li>`)}</ul></div>`;
}

function progress(underWay: VerificationUnderWay, language: Language): Html {
  const label = say(LEDGER.underWay, language);
  return html`<p class="notice" role="status">${label} <span class="aside">${fill(say(LEDGER.askedBy, language), { by: underWay.askedBy, at: momentText(underWay.askedAt) })}</span></p>
<ul class="bars" data-live="/ledger/verification/events"><li><span class="name">${say(LEDGER.title, language)}</span> <progress data-part="ledger" max="100" value="${share(underWay)}" aria-label="${label}"></progress> <span class="figure" data-text="ledger">${howFar(underWay, language)}</span></li></ul>`;
}

/** Per cent. */
function share({ verified, size }: VerificationUnderWay): number {
  return size === 0 ? 0 : Math.floor((verified / size) * 100);
}

function howFar({ verified, size }: VerificationUnderWay, language: Language): string {
  if (size === 0) return say(LEDGER.waitsForWorker, language);
  const [done, all] = [verified, size].map((count) => count.toLocaleString('en'));
  return fill(say(LEDGER.ofEntries, language), { done: done ?? '', all: all ?? '' });
}
