// The ledger: its checkpoints, and the proof that nothing of it was changed.

import { z } from 'zod';
import { LEDGER } from '../../../config/messages/audit.ts';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { LEDGER_FAULT_SENTENCES } from '../../../config/messages/ledger-faults.ts';
import type { Said } from '../../../domain/errors.ts';
import { momentText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { Records, Store } from '../../../store/store.ts';
import type { Acts } from '../../acts.ts';
import { type Answer, route, type Seen } from '../../route.ts';
import { looksTable } from './looks.ts';

const CHECKPOINTS = 20;
const ENTRIES = 10;

type Verified = Awaited<ReturnType<Store['ledger']['verify']>>;

export const ledgerPage = route({
  method: 'GET',
  url: '/ledger',
  needs: 'ledger.read',
  async answer({ records, acts, language, formKey }) {
    return page(records, acts, { language, formKey }, null);
  },
});

export const verifyLedger = route({
  method: 'POST',
  url: '/ledger/verify',
  needs: 'ledger.read',
  perMinute: 4,
  async answer({ records, acts, language, formKey }) {
    return page(records, acts, { language, formKey }, await acts.verifyLedger());
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

async function page(
  records: Records,
  acts: Acts,
  { language, formKey }: Seen,
  verified: Verified | null,
): Promise<Answer> {
  const t = (said: Said) => say(said, language);
  const [checkpoints, { looks }] = await Promise.all([
    acts.checkpoints(CHECKPOINTS),
    records.looks.find({}, { limit: ENTRIES }),
  ]);
  return {
    kind: 'page',
    title: LEDGER.title,
    body: html`<p>${t(LEDGER.what)}</p>
${verified && outcome(verified, language)}
<form class="inline" method="post" action="/ledger/verify">${formKey}<button>${t(LEDGER.verify)}</button> <span class="aside">${t(LEDGER.verifyHint)}</span></form>
<h2>${t(LEDGER.checkpoints)}</h2>
${
  checkpoints.length === 0
    ? html`<p>${t(LEDGER.noCheckpoint)}</p>`
    : html`<div class="scroll">${table(
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
      )}</div>`
}
<h2>${t(LEDGER.entries)}</h2>
${looksTable(looks, language)}`,
  };
}

function outcome({ size, checkpoints, faults }: Verified, language: Language): Html {
  if (faults.length === 0) {
    return html`<p class="notice good" role="status">${fill(say(LEDGER.sound, language), { size: size.toLocaleString('en'), checkpoints })}</p>`;
  }
  return html`<div class="notice bad" role="alert"><p>${fill(say(LEDGER.broken, language), { n: faults.length })}</p>
<ul>${faults.slice(0, 20).map(({ kind, at }) => html`<li>${fill(say(LEDGER_FAULT_SENTENCES[kind], language), { at })}</li>`)}</ul></div>`;
}
