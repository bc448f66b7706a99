// How an endpoint of the API is declared: one declaration validates requests, makes the OpenAPI document, and gives clients
// their types.

import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Language } from '../../config/messages/language.ts';
import type { ApiScope } from '../../domain/api-scope.ts';
import type { Said } from '../../domain/errors.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import type { ApiKey } from '../../store/api-keys.ts';
import type { Records } from '../../store/store.ts';
import type { Acts, ActsEngine } from '../acts.ts';
import type { SentEvent } from '../route.ts';

/** What an endpoint answers with besides JSON. */
export type OtherMedia = 'text/html' | 'application/pdf' | 'text/csv' | 'text/event-stream';

export type Shape = {
  readonly method: 'get' | 'post' | 'delete';
  /** `/batches/{batch}`, below /api/v1. */
  readonly path: string;
  readonly scope: ApiScope;
  readonly summary: Said;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** A JSON body. */
  readonly body?: z.ZodType;
  /** A JSON body so large; a mebibyte where nothing is said. */
  readonly largestBytes?: number;
  /** multipart/form-data: these fields, then `file`. */
  readonly form?: z.ZodObject;
  readonly status: 200 | 201 | 202 | 204;
  readonly answer: z.ZodType | OtherMedia | null;
};

type Out<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export type Asked<S extends Shape> = {
  readonly params: Out<S['params']>;
  readonly query: Out<S['query']>;
  readonly body: Out<S['body']>;
  readonly form: Out<S['form']>;
  /** The file of a form. */
  readonly file: { readonly name: string; readonly content: Readable } | null;
  readonly key: ApiKey;
  /** As the key may see them. */
  readonly records: Records;
  readonly acts: Acts;
  readonly engine: ActsEngine;
  readonly language: Language;
  readonly log: Logger;
  /** Writes to the ledger under the key's name; awaited before anything is shown. */
  readonly note: (
    kind: LedgerKind,
    subject: string,
    purpose: string | null,
    content: unknown,
  ) => Promise<void>;
};

/** JSON; or the bytes of another medium; or events. */
export type Given<S extends Shape> = S['answer'] extends z.ZodType
  ? z.input<S['answer']>
  : S['answer'] extends 'text/event-stream'
    ? AsyncIterable<SentEvent>
    : S['answer'] extends null
      ? null
      : Buffer | string;

export type Endpoint<S extends Shape = Shape> = S & {
  readonly serve: (asked: never) => Promise<unknown>;
};

export function endpoint<const S extends Shape>(
  shape: S,
  serve: (asked: Asked<S>) => Promise<Given<S>>,
): Endpoint<S> {
  return { ...shape, serve };
}
