// The digest of new cards: by mail and by webhook. It names cases by our own ids and departments, and no person.

import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { request } from 'undici';
import { fill, type Language, say } from '../../config/messages/language.ts';
import {
  CARD_NAMES,
  CLOCK_KIND_NAMES,
  SUPERVISION,
  whoseStep,
} from '../../config/messages/supervision.ts';
import type { DigestSettings } from '../../config/settings.ts';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { Card } from '../../domain/supervision.ts';

export type Digest = { readonly on: CalendarDate; readonly cards: readonly Card[] };

export type TellDigest = { readonly name: string; tell(digest: Digest): Promise<void> };

/** Neither a mail server nor a webhook may hold the morning's work for longer. */
const TIME_MS = 30_000;
const GREETED_WITHIN_MS = 5_000;

/** The ways that the settings name. */
export function waysToTell(settings: DigestSettings): TellDigest[] {
  const { smtpUrl, mailTo, webhookUrl } = settings;
  return [
    ...(smtpUrl !== null && mailTo.length > 0 ? [byMail(smtpUrl, settings)] : []),
    ...(webhookUrl !== null ? [byWebhook(webhookUrl, settings)] : []),
  ];
}

function byMail(smtpUrl: string, { mailFrom, mailTo }: DigestSettings): TellDigest {
  return {
    name: 'mail',
    async tell(digest) {
      const transport = mailTransport(smtpUrl, TIME_MS);
      try {
        await transport.sendMail({ from: mailFrom, to: [...mailTo], ...mailOf(digest) });
      } finally {
        transport.close();
      }
    },
  };
}

function mailTransport(url: string, timeMs: number) {
  return createTransport({
    url,
    connectionTimeout: timeMs,
    greetingTimeout: timeMs,
    socketTimeout: timeMs,
  });
}

/** Whether a mail server is there and accepts us; sends nothing. @returns null, or the code of what is wrong */
export async function greetMailServer(smtpUrl: string): Promise<string | null> {
  const transport = mailTransport(smtpUrl, GREETED_WITHIN_MS);
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown';
  } finally {
    transport.close();
  }
}

/** Both languages one below the other: who reads it is not known. */
export function mailOf({ on, cards }: Digest): { subject: string; text: string } {
  const red = cards.filter(({ level }) => level === 'red').length;
  const values = { red, yellow: cards.length - red, date: on };
  const part = (language: Language) =>
    [
      say(SUPERVISION.digestOpening, language),
      '',
      ...cards.map(({ level, clock }) =>
        [
          say(CARD_NAMES[level], language),
          clock.subject,
          say(CLOCK_KIND_NAMES[clock.kind], language),
          ...(clock.department === null ? [] : [whoseStep(clock.department, language)]),
          whoseStep(clock.region, language),
          `${say(SUPERVISION.due, language)} ${clock.dueOn}`,
        ].join('  '),
      ),
    ].join('\n');
  return {
    subject: fill(SUPERVISION.digestSubject.zh, values),
    text: `${part('zh-CN')}\n\n——\n\n${part('en')}\n`,
  };
}

function byWebhook(url: string, { webhookSecret }: DigestSettings): TellDigest {
  return {
    name: 'webhook',
    async tell(digest) {
      const body = JSON.stringify({ format: 'hedui-supervision/1', ...digest });
      const signature =
        webhookSecret === null
          ? {}
          : {
              'x-hedui-signature': `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`,
            };
      const response = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', ...signature },
        body,
        headersTimeout: TIME_MS,
        bodyTimeout: TIME_MS,
      });
      await response.body.dump();
      if (response.statusCode >= 300) throw new Error(`answered ${response.statusCode}`);
    },
  };
}
