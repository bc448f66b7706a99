// What a request must have before its route sees it: a session, a role that may, a purpose, readable fields.

import type { FastifyRequest } from 'fastify';
import { may } from '../domain/staff.ts';
import type { Session } from '../store/sessions.ts';
import type { Route, Upload } from './route.ts';

/** A session that is complete, of a role that may. */
export function isAllowed({ needs }: Pick<Route, 'needs'>, session: Session | null): boolean {
  if (needs === 'anyone') return true;
  if (needs === 'second-factor') return session?.stage === 'second-factor';
  if (session?.stage !== 'signed-in') return false;
  return needs === 'signed-in' || may(session.role, needs);
}

/** Where a visitor has to go first; null when nowhere. */
export function whereElse(
  one: Route,
  session: Session | null,
  request: FastifyRequest,
): string | null {
  if (one.needs === 'anyone') return null;
  const next = `?next=${encodeURIComponent(pageOf(request))}`;
  // What was in the form is still in the browser: the page says so after signing in.
  const kept = request.method === 'GET' ? '' : '&kept=1';
  if (session === null) return `/sign-in${next}${kept}`;
  if (one.needs === 'second-factor') return session.stage === 'signed-in' ? '/' : null;
  if (session.stage === 'second-factor') return '/second-factor';
  if (session.mustChangePassword && !one.always) return '/account';
  const lacksPurpose = session.role === 'auditor' && session.purpose === null;
  return one.needsPurpose && lacksPurpose ? `/purpose${next}` : null;
}

/** Where the visitor is: a form is on the page that sent it. */
function pageOf({ method, url, headers }: FastifyRequest): string {
  if (method === 'GET') return url;
  const { referer = '', host } = headers;
  if (!URL.canParse(referer)) return '/';
  const page = new URL(referer);
  return page.host === host ? `${page.pathname}${page.search}` : '/';
}

/** What the route's schemas make of the request; null when they refuse it. */
export function readAll(one: Route, request: FastifyRequest, upload: Upload | null) {
  const params = one.params?.safeParse(request.params);
  const query = one.query?.safeParse(request.query);
  const form = one.form?.safeParse(upload?.fields ?? request.body);
  if (params?.success === false || query?.success === false || form?.success === false) return null;
  return { params: params?.data ?? {}, query: query?.data ?? {}, form: form?.data ?? {} };
}
