// Risk signals for the bureau's own systems: those about households. What concerns a member of the staff stays in the console.

import { z } from 'zod';
import { SIGNAL_KINDS, SIGNAL_STATES } from '../../domain/signal.ts';
import { signalText } from '../../reports/signal-text.ts';
import { endpoint } from './endpoint.ts';
import { date, region, reportNumber } from './shapes.ts';

const KINDS = SIGNAL_KINDS.filter((kind) => kind !== 'dismissal-rate');

const SIGNAL = z.object({
  id: z.int(),
  kind: z.enum(KINDS),
  state: z.enum(SIGNAL_STATES),
  raisedOn: date,
  region,
  seen: z.string().meta({ description: 'one sentence, in the language of the request' }),
  often: z.string().meta({ description: 'what it often is' }),
  reports: z
    .array(reportNumber)
    .meta({ description: 'newest reports of its households in the key’s region' }),
  householdsElsewhere: z.int(),
});

export const listSignals = endpoint(
  {
    method: 'get',
    path: '/signals',
    scope: 'signals:read',
    summary: {
      zh: '风险信号，从新到旧；只提请人看，不改变报告和待遇',
      en: 'Risk signals, the newest first; for people to look at, they change no report and no help',
    },
    query: z.object({
      kind: z.enum(KINDS),
      state: z.enum(SIGNAL_STATES).default('open'),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      before: z.coerce.number().int().min(1).optional().meta({ description: 'older than this id' }),
    }),
    status: 200,
    answer: z.object({ signals: z.array(SIGNAL) }),
  },
  async ({ query: { kind, state, limit, before }, key, engine, language, note }) => {
    // A key reads as a caseworker, who is shown no signals: this scope is a supervisor's.
    const account = `api/${key.id}`;
    const viewer = { account, role: 'supervisor', region: key.region, purpose: null } as const;
    const { signals } = engine.store.as(viewer);
    const found = await signals.list({
      limit,
      kind,
      state,
      ...(before !== undefined && { before }),
    });
    const shown = [];
    for (const { id, facts, households, ...signal } of found) {
      await note('look', `signal/${id}`, 'signal', facts);
      const own = await signals.householdsOf(id);
      const { seen, often } = signalText(facts, language);
      shown.push({
        id,
        kind,
        state: signal.state,
        raisedOn: signal.raisedOn,
        region: signal.region,
        seen,
        often,
        reports: own.flatMap(({ reportNumber: number }) => number ?? []),
        householdsElsewhere: households - own.length,
      });
    }
    return { signals: shown };
  },
);
