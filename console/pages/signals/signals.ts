// Risk signals of the supervisor's region, the newest first, by kind and state.

import { z } from 'zod';
import { type Language, say } from '../../../config/messages/language.ts';
import {
  SIGNAL_KIND_NAMES,
  SIGNAL_STATE_NAMES,
  SIGNALS_PAGE,
} from '../../../config/messages/signals.ts';
import type { Said } from '../../../domain/errors.ts';
import { SIGNAL_KINDS, SIGNAL_STATES, type SignalState } from '../../../domain/signal.ts';
import { dateText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import { signalText } from '../../../reports/signal-text.ts';
import type { Signal } from '../../../store/signals/signals.ts';
import { route } from '../../route.ts';
import { choice } from '../choice.ts';

const ON_A_PAGE = 50;
/** Colours of the tags. */
const MOODS: Readonly<Record<SignalState, string>> = {
  open: 'warn',
  harmless: 'no-anomaly',
  overtaken: '',
};
const QUERY = z.object({
  kind: z.enum(SIGNAL_KINDS).optional().catch(undefined),
  state: z
    .enum([...SIGNAL_STATES, 'all'])
    .catch('open')
    .default('open'),
  before: z.coerce.number().int().min(1).optional().catch(undefined),
});

export const signalsPage = route({
  method: 'GET',
  url: '/signals',
  needs: 'signal.read',
  query: QUERY,
  async answer({ records, query: { kind, state, before }, language }) {
    const t = (said: Said) => say(said, language);
    const listed = await records.signals.list({
      limit: ON_A_PAGE + 1,
      ...(kind !== undefined && { kind }),
      ...(state !== 'all' && { state }),
      ...(before !== undefined && { before }),
    });
    const shown = listed.slice(0, ON_A_PAGE);
    const earlier = new URLSearchParams({
      ...(kind && { kind }),
      state,
      before: String(shown.at(-1)?.id ?? 0),
    });
    return {
      kind: 'page',
      title: SIGNALS_PAGE.title,
      body: html`<p class="aside">${t(SIGNALS_PAGE.purpose)}</p>
<form class="inline" method="get" action="/signals">
${choice({
  name: 'kind',
  label: t(SIGNALS_PAGE.kind),
  chosen: kind,
  options: [
    ['', t(SIGNALS_PAGE.allKinds)],
    ...SIGNAL_KINDS.map((one) => [one, t(SIGNAL_KIND_NAMES[one])] as const),
  ],
})}
${choice({
  name: 'state',
  label: t(SIGNALS_PAGE.state),
  chosen: state,
  options: [
    ...SIGNAL_STATES.map((one) => [one, t(SIGNAL_STATE_NAMES[one])] as const),
    ['all', t(SIGNALS_PAGE.allStates)],
  ],
})}
<button>${t(SIGNALS_PAGE.show)}</button>
</form>
${shown.length === 0 ? html`<p>${t(SIGNALS_PAGE.none)}</p>` : signalsTable(shown, language)}
${listed.length > ON_A_PAGE ? html`<p><a href="/signals?${earlier.toString()}">${t(SIGNALS_PAGE.more)}</a></p>` : null}`,
    };
  },
});

export function stateTag(state: SignalState, language: Language): Html {
  return html`<span class="tag ${MOODS[state]}">${say(SIGNAL_STATE_NAMES[state], language)}</span>`;
}

function signalsTable(signals: readonly Signal[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return table(
    t(SIGNALS_PAGE.title),
    [
      { heading: t(SIGNALS_PAGE.number), isShort: true },
      { heading: t(SIGNALS_PAGE.kind) },
      { heading: t(SIGNALS_PAGE.seen) },
      { heading: t(SIGNALS_PAGE.raised), isShort: true },
      { heading: t(SIGNALS_PAGE.state), isShort: true },
    ],
    signals
      .map(({ id, kind, facts, raisedOn, state }) => [
        html`<a href="/signals/${id}">S${id}</a>`,
        t(SIGNAL_KIND_NAMES[kind]),
        signalText(facts, language).seen,
        dateText(raisedOn, language),
        stateTag(state, language),
      ])
      .map((cells) => ({ cells })),
  );
}
