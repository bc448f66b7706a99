// What is known of a request beside its route: whose session it is, in which frame its page stands, and whether it came from
// one of our own forms.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../config/messages/language.ts';
import { type Html, html } from '../reports/html/markup.ts';
import type { Session } from '../store/sessions.ts';
import { cookiesOf, languageOf, visitorToken } from './cookies.ts';
import type { Frame } from './pages/layout.ts';
import type { Upload } from './route.ts';
import type { Access } from './sign-in/access.ts';
import { formKeyOf, isFormKey } from './tokens.ts';

export type Requests = ReturnType<typeof requestsTo>;

export function requestsTo(
  access: Pick<Access, 'sessionOf'>,
  { publicUrl, language }: { readonly publicUrl: URL | null; readonly language: Language },
) {
  const isSecure = publicUrl?.protocol === 'https:';
  const sessions = new WeakMap<FastifyRequest, Session | null>();
  return {
    isSecure,
    /** Looked up once; null when nobody is signed in. */
    async sessionOf(request: FastifyRequest, reply: FastifyReply): Promise<Session | null> {
      const { token } = cookiesOf(request, reply, isSecure);
      const session = token === null ? null : await access.sessionOf(token);
      sessions.set(request, session);
      return session;
    },
    known,
    frameOf(request: FastifyRequest, reply: FastifyReply): Frame {
      return {
        language: languageOf(request, isSecure, language),
        session: known(request),
        formKey: formField(ownToken(request, reply)),
        path: request.method === 'GET' ? request.url : '/',
      };
    },
    cameFromOurForm(
      request: FastifyRequest,
      reply: FastifyReply,
      fields: Upload['fields'] | null,
    ): boolean {
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
      const { origin, host } = request.headers;
      const ours = publicUrl?.host ?? host;
      if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== ours))
        return false;
      const body = (fields ?? request.body) as Record<string, unknown> | null | undefined;
      const given = request.headers['x-form-key'] ?? body?.['form-key'];
      return isFormKey(given, ownToken(request, reply));
    },
  };

  /** What `sessionOf` found; null before. */
  function known(request: FastifyRequest): Session | null {
    return sessions.get(request) ?? null;
  }

  /** What the form key hangs on: the session, or the visitor before it. */
  function ownToken(request: FastifyRequest, reply: FastifyReply): string {
    const { token } = cookiesOf(request, reply, isSecure);
    return known(request) !== null && token !== null
      ? token
      : visitorToken(request, reply, isSecure);
  }
}

function formField(token: string): Html {
  return html`<input type="hidden" name="form-key" value="${formKeyOf(token)}">`;
}
