// How departments serve, which standards are in force, and who wants to be told of reports.

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { say } from '../../config/messages/language.ts';
import { sayStandard } from '../../config/messages/standard-names.ts';
import { asCalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import { type Webhook, WEBHOOK_EVENTS } from '../../store/webhooks.ts';
import { endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';
import { date, DEPARTMENTS, region, STANDARDS, WEBHOOK } from './shapes.ts';

export const getDepartments = endpoint(
  {
    method: 'get',
    path: '/departments',
    scope: 'operations:read',
    summary: { zh: '各部门服务情况', en: 'How departments serve' },
    query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    status: 200,
    answer: DEPARTMENTS,
  },
  async ({ query: { days }, acts, engine, language }) => {
    const [scores, pauses] = await Promise.all([acts.scorecard(days), engine.store.pauses.open()]);
    const paused = new Set(pauses.map(({ department }) => department));
    return {
      days,
      departments: scores.map((score) => ({
        department: score.department,
        name: say(score.names, language),
        connected: score.connected,
        paused: paused.has(score.department),
        circuit: score.circuit.state,
        requests: score.requests,
        availability: score.availability,
        medianMs: score.responseMs.median,
        p95Ms: score.responseMs.p95,
        answeredShare: score.answeredShare,
        structuredShare: score.structuredShare,
        asOf: score.asOf,
        quarantined: score.quarantined,
      })),
    };
  },
);

export const getStandards = endpoint(
  {
    method: 'get',
    path: '/standards',
    scope: 'operations:read',
    summary: { zh: '现行标准参数', en: 'The standards in force' },
    query: z.object({ region: region.optional(), on: date.optional() }),
    status: 200,
    answer: STANDARDS,
  },
  async ({ query, acts, key, language }) => {
    const where = (query.region ?? key.region) as RegionCode;
    const on = query.on === undefined ? shanghaiDate(new Date()) : asCalendarDate(query.on);
    return {
      region: where,
      on,
      standards: acts.standardsInForce(where, on).map((one) => ({
        key: one.key,
        name: sayStandard(one.key, language),
        value: one.value,
        unit: one.unit,
        comparator: one.comparator,
        region: one.region,
        from: one.from,
        until: one.until,
        source: say(one.source, language),
        confirmed: one.confirmed,
      })),
    };
  },
);

export const addWebhook = endpoint(
  {
    method: 'post',
    path: '/webhooks',
    scope: 'webhooks:write',
    summary: {
      zh: '登记通知地址；返回的 secret 只显示一次，用于校验 Hedui-Signature',
      en: 'Be told of reports. The secret, shown once, checks Hedui-Signature',
    },
    body: z.strictObject({
      url: z.url({ protocol: /^https?$/ }).max(500),
      events: z
        .array(z.enum(WEBHOOK_EVENTS))
        .min(1)
        .default([...WEBHOOK_EVENTS]),
    }),
    status: 201,
    answer: WEBHOOK.extend({ secret: z.string() }),
  },
  async ({ body, key, engine, note }) => {
    const { origin } = new URL(body.url);
    // An address within the office's network must not be reached by whoever may name one.
    if (!key.webhookOrigins.includes(origin)) throw new Problem('origin-not-allowed');
    const secret = `whsec_${randomBytes(32).toString('base64url')}`;
    const added = await engine.store.webhooks.add(
      { apiKeyId: key.id, url: body.url, events: [...new Set(body.events)] },
      secret,
    );
    await note('configured', `webhook/${added.id}`, null, { origin, events: added.events });
    return { ...shown(added), secret };
  },
);

export const listWebhooks = endpoint(
  {
    method: 'get',
    path: '/webhooks',
    scope: 'webhooks:write',
    summary: { zh: '本密钥登记的通知地址', en: 'Where this key is told' },
    status: 200,
    answer: z.object({ webhooks: z.array(WEBHOOK) }),
  },
  async ({ key, engine }) => ({
    webhooks: (await engine.store.webhooks.of(key.id)).map(shown),
  }),
);

export const removeWebhook = endpoint(
  {
    method: 'delete',
    path: '/webhooks/{id}',
    scope: 'webhooks:write',
    summary: { zh: '取消通知地址', en: 'Be told no longer' },
    params: z.object({ id: z.coerce.number().int().positive() }),
    status: 204,
    answer: null,
  },
  async ({ params, key, engine, note }) => {
    if (!(await engine.store.webhooks.retire(key.id, params.id))) throw new Problem('not-found');
    await note('configured', `webhook/${params.id}`, null, { retired: true });
    return null;
  },
);

function shown(webhook: Webhook) {
  const { id, url, events, createdAt, failures, lastStatus, lastDeliveredAt } = webhook;
  return { id, url, events: [...events], createdAt, failures, lastStatus, lastDeliveredAt };
}
