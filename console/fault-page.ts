// What a visitor sees when something does not go: what, what to do, and a number that finds it in the log.

import { type Fault, FAULTS, FRAME } from '../config/messages/console.ts';
import { say } from '../config/messages/language.ts';
import { html } from '../reports/html/markup.ts';
import type { Said } from '../domain/errors.ts';
import { type Frame, layout } from './pages/layout.ts';

export const FAULT_STATUS: Record<Fault, number> = {
  unreadable: 400,
  stale: 403,
  forbidden: 403,
  notFound: 404,
  tooLarge: 413,
  tooMany: 429,
  broken: 500,
  resting: 503,
};

export function faultOfStatus(status: number): Fault {
  if (status === 404) return 'notFound';
  if (status === 403 || status === 401) return 'forbidden';
  if (status === 413) return 'tooLarge';
  if (status === 429) return 'tooMany';
  if (status < 500) return 'unreadable';
  return 'broken';
}

/** @param what in place of the fault's own sentence */
export function faultPage(frame: Frame, fault: Fault, requestId: string, what?: Said): string {
  const { language } = frame;
  const { title, what: usual } = FAULTS[fault];
  return layout(frame, {
    title,
    body: html`<p class="notice bad" role="alert">${say(what ?? usual, language)}</p>
<p class="aside">${say(FRAME.problemNumber, language)}${language === 'en' ? ': ' : '：'}<span class="code">${requestId}</span></p>
<p><a href="/">${say(FRAME.back, language)}</a></p>`,
  });
}

/** The same for scripts and other systems. */
export function faultJson(fault: Fault, requestId: string, what?: Said): object {
  return { error: fault, message: what ?? FAULTS[fault].what, requestId };
}
