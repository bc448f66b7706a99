// The change feed of a department with an HTTP interface (docs/transports.md):
//
//   GET /api/v1/changes?after=CURSOR&until=YYYY-MM-DD   a page of changes, oldest first

import { z } from 'zod';
import { changeLine, changesIn } from '../change-feed.ts';
import type { ReadChanges } from '../connector.ts';
import type { Department } from '../department.ts';
import { date } from '../foreign-field.ts';
import type { HttpExchange } from './http-exchange.ts';

const page = z.object({
  changes: z.array(changeLine).max(100_000),
  cursor: z.string().max(200).nullable(),
  asOf: date.required,
  more: z.boolean(),
});

export function httpChanges(exchange: HttpExchange, department: Department): ReadChanges {
  return async ({ cursor, until }, context) => {
    const query = new URLSearchParams({ until, ...(cursor !== null && { after: cursor }) });
    const reply = await exchange.send(
      { method: 'GET', path: `/api/v1/changes?${query}`, headers: {} },
      { ...context, onRequest: () => {} },
    );
    if (!reply.ok) return reply;
    const read = page.safeParse(reply.body);
    if (!read.success) return { ok: false, fault: 'reply-shape' };
    const { changes, asOf, more } = read.data;
    return {
      ok: true,
      changes: changesIn(changes, department),
      cursor: read.data.cursor ?? cursor,
      asOf: asOf < until ? asOf : until,
      isMore: more,
    };
  };
}
