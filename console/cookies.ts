// The console's cookies: the session, the visitor before signing in, a sign-in elsewhere under way, and the language.

import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Language, LANGUAGES } from '../config/messages/language.ts';
import { newToken } from './tokens.ts';

export type Cookies = {
  /** The session's token; null when there is none. */
  readonly token: string | null;
  signedIn(token: string): void;
  signedOut(): void;
  language(language: Language): void;
  /** What a sign-in elsewhere must come back with. */
  readonly underway: string | null;
  elsewhere(underway: string | null): void;
};

/** Over TLS the prefix makes the browser refuse a cookie that a neighbouring host or plain HTTP has planted. */
const nameOf = (name: string, isSecure: boolean) =>
  isSecure ? `__Host-hedui-${name}` : `hedui-${name}`;

/** Long enough to find the telephone. */
const UNDERWAY_SECONDS = 15 * 60;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function cookiesOf(
  request: FastifyRequest,
  reply: FastifyReply,
  isSecure: boolean,
): Cookies {
  const options: CookieSerializeOptions = {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    path: '/',
  };
  const session = nameOf('session', isSecure);
  return {
    token: request.cookies[session] ?? null,
    signedIn(token) {
      reply.setCookie(session, token, options);
    },
    signedOut() {
      reply.clearCookie(session, options);
    },
    underway: request.cookies[nameOf('elsewhere', isSecure)] ?? null,
    elsewhere(underway) {
      const name = nameOf('elsewhere', isSecure);
      if (underway === null) reply.clearCookie(name, options);
      else reply.setCookie(name, underway, { ...options, maxAge: UNDERWAY_SECONDS });
    },
    language(language) {
      reply.setCookie(nameOf('language', isSecure), language, { ...options, maxAge: YEAR_SECONDS });
    },
  };
}

/** The language chosen here, else the office's. */
export function languageOf(request: FastifyRequest, isSecure: boolean, usual: Language): Language {
  const chosen = request.cookies[nameOf('language', isSecure)];
  return LANGUAGES.find((one) => one === chosen) ?? usual;
}

/** A page has several forms: they hang on one token, though the visitor's first request brings none. */
const made = new WeakMap<FastifyRequest, string>();

/** Stands for a visitor who is not signed in, so that the form for signing in has a key too. */
export function visitorToken(
  request: FastifyRequest,
  reply: FastifyReply,
  isSecure: boolean,
): string {
  const name = nameOf('visitor', isSecure);
  const known = request.cookies[name] ?? made.get(request);
  if (known !== undefined && known.length >= 40) return known;
  const token = newToken();
  made.set(request, token);
  reply.setCookie(name, token, { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' });
  return token;
}
