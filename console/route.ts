// How a page or an endpoint is declared: its address, who may use it, what it reads from the request, and what it answers.
// A route without a declared need does not type-check, and the server refuses any that is not in the list (route-list.ts).

import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Language } from '../config/messages/language.ts';
import type { Said } from '../domain/errors.ts';
import type { LedgerKind } from '../domain/ledger.ts';
import type { Permission, Viewer } from '../domain/staff.ts';
import type { Html } from '../reports/html/markup.ts';
import type { Session } from '../store/sessions.ts';
import type { Records } from '../store/store.ts';
import type { Acts } from './acts.ts';
import type { Cookies } from './cookies.ts';
import type { Publicly } from './publicly.ts';
import type { Access } from './sign-in/access.ts';

/**
 * Who may use a route: `anyone` also without signing in; `signed-in` whoever is (only for what concerns oneself); else
 * the roles that hold the permission. `second-factor` is for who has given the password and owes the second factor.
 */
export type Need = 'anyone' | 'second-factor' | 'signed-in' | Permission;

export type Answer =
  /** A page in the console's frame. */
  | {
      readonly kind: 'page';
      readonly title: Said;
      readonly body: Html;
      readonly status?: number;
      /** Modules of console/assets/ that make the page more comfortable. It must work without. */
      readonly scripts?: readonly string[];
    }
  /** A whole HTML document that brings its own style, such as a report. No script runs in it. */
  | { readonly kind: 'document'; readonly html: string }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'json'; readonly json: unknown; readonly status?: number }
  | {
      readonly kind: 'file';
      /** `application/pdf` … */
      readonly type: string;
      readonly name: string;
      readonly content: Buffer | Readable;
      /** Shown in the browser instead of saved. */
      readonly inline?: boolean;
    }
  /** Events as they happen (server-sent events), until they end or the visitor leaves. */
  | { readonly kind: 'events'; readonly events: AsyncIterable<SentEvent> }
  /** Something the visitor asked for is not there, or is not hers to see: the two look the same. */
  | { readonly kind: 'not-found' }
  /** The request cannot be done as it stands. */
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 409 | 413 | 422; readonly said: Said };

export type SentEvent = { readonly name: string; readonly content: unknown };

/** A file that came with a form. Fields that stand before it in the form are known; the file is read as a stream. */
export type Upload = {
  readonly fields: Readonly<Record<string, string>>;
  /** null when no file was chosen. */
  readonly file: { readonly name: string; readonly content: Readable } | null;
  /** In a route that `takesFiles`: small ones, several, in memory. */
  readonly files: readonly { readonly name: string; readonly content: Buffer }[];
};

/** Limits of a form with several small files. */
export type FilesTaken = {
  readonly most: number;
  readonly largestBytes: number;
  readonly togetherBytes: number;
};

/** One request, as a route sees it. */
export type Visit<Params, Query, Form, Who extends Session | null> = {
  /** Who is signed in. */
  readonly session: Who;
  /** In whose name the store is asked. */
  readonly viewer: Who extends Session ? Viewer : null;
  /** The records as this viewer may see them: row-level security applies. The only way to records from a route. */
  readonly records: Who extends Session ? Records : null;
  readonly language: Language;
  readonly params: Params;
  readonly query: Query;
  readonly form: Form;
  /** Only in a route that `takesUpload` or `takesFiles`. */
  readonly upload: Upload | null;
  /** The hidden field that every form must carry. */
  readonly formKey: Html;
  /** Finds this request in the log. */
  readonly requestId: string;
  readonly log: Logger;
  /** Writes to the ledger that the viewer looked at something, or did something. Awaited before it is shown. */
  readonly note: (entry: LedgerNote) => Promise<void>;
  /** Signing in and out, and one's own password. */
  readonly access: Access;
  readonly cookies: Cookies;
  /** Of this console, as the visitor reaches it: `https://hedui.example.gov.cn`. */
  readonly origin: string;
  /** Everything a page may start or change, in the viewer's name. */
  readonly acts: Who extends Session ? Acts : null;
  /** Whether store and queue answer. */
  readonly isReady: () => Promise<boolean>;
  readonly publicly: Publicly;
  /** For what is not foreseen here: streams, headers. */
  readonly request: FastifyRequest;
};

export type LedgerNote = {
  readonly kind: LedgerKind;
  /** What it is about, by our own id. */
  readonly subject: string;
  /** Whatever was shown or done, digested and not kept. */
  readonly content: unknown;
  /** Why, where it is not the purpose that the viewer has stated: a caseworker's is that of the verification. */
  readonly purpose?: string;
};

type Read<Schema> = Schema extends z.ZodType<infer Value> ? Value : Record<string, never>;

/** A route as it is declared, before its types are forgotten. */
export type RouteSpec<
  N extends Need,
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Form extends z.ZodType | undefined,
> = {
  readonly method: 'GET' | 'POST';
  /** As fastify writes it: `/reports/:number`. */
  readonly url: string;
  readonly needs: N;
  readonly params?: Params;
  readonly query?: Query;
  /** Fields of the form, or the JSON body. */
  readonly form?: Form;
  /** A form with a file, up to so many bytes. */
  readonly takesUpload?: { readonly largestBytes: number };
  /** A form with several small files, read into memory. */
  readonly takesFiles?: FilesTaken;
  /** A piece of a file as the body (`application/octet-stream`), up to so many bytes: a Buffer. */
  readonly takesPiece?: { readonly largestBytes: number };
  /** Answers JSON, errors too; for scripts and other systems. */
  readonly api?: true;
  /** Addresses an account that must first change its password, or state a purpose, may still open. */
  readonly always?: true;
  /** Shows households to an auditor only under a purpose that was stated. */
  readonly needsPurpose?: true;
  /** Requests a minute from one address; for what is worth guessing at. */
  readonly perMinute?: number;
  answer(
    visit: Visit<
      Read<Params>,
      Read<Query>,
      Read<Form>,
      N extends 'anyone' ? Session | null : Session
    >,
  ): Promise<Answer>;
};

/** What a page's parts want to know of the visit. */
export type Seen = Pick<Visit<unknown, unknown, unknown, Session>, 'language' | 'formKey'>;

/** A declared route. Only `route` makes one. */
export type Route = RouteSpec<
  Need,
  z.ZodType | undefined,
  z.ZodType | undefined,
  z.ZodType | undefined
> & {
  readonly [DECLARED]: true;
};
const DECLARED = Symbol('declared');

export function route<
  N extends Need,
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Form extends z.ZodType | undefined = undefined,
>(spec: RouteSpec<N, Params, Query, Form>): Route {
  // The visit is built from these very schemas: server.ts.
  return { ...spec, [DECLARED]: true } as unknown as Route;
}
