// The endpoints as the types that openapi-fetch wants (`createClient<ApiPaths>()`). Taken from the same declarations as the
// OpenAPI document, they cannot fall behind it.

import type { z } from 'zod';
import type { Endpoints } from './endpoint-list.ts';
import type { OtherMedia, Shape } from './endpoint.ts';
import type { problemJson } from './problem.ts';

type In<Schema> = Schema extends z.ZodType ? z.input<Schema> : never;
type Parameters<S extends Shape> = {
  path: S extends { params: infer P } ? In<P> : never;
  query: S extends { query: infer Q } ? In<Q> : never;
  header: { 'Idempotency-Key'?: string };
};
/** Path is needed where there is one; query and header may be left out. */
type Given<P extends { path: unknown; query: unknown; header: unknown }> = ([P['path']] extends [
  never,
]
  ? { path?: never }
  : { path: P['path'] }) &
  ([P['query']] extends [never] ? { query?: never } : { query?: P['query'] }) & {
    header?: P['header'];
  };

type Body<S extends Shape> = S extends { body: infer B }
  ? { requestBody: { content: { 'application/json': In<B> } } }
  : S extends { form: infer F }
    ? { requestBody: { content: { 'multipart/form-data': In<F> & { file: Blob } } } }
    : { requestBody?: never };

type Content<S extends Shape> = S['answer'] extends z.ZodType
  ? { content: { 'application/json': z.output<S['answer']> } }
  : S['answer'] extends OtherMedia
    ? { content: Record<S['answer'], string> }
    : { content?: never };

type Operation<S extends Shape> = {
  parameters: Given<Parameters<S>>;
  responses: Record<S['status'], Content<S>> & {
    default: { content: { 'application/problem+json': ReturnType<typeof problemJson> } };
  };
} & Body<S>;

type AtPath<Path extends string> = {
  [Name in keyof Endpoints as Endpoints[Name]['path'] extends Path
    ? Endpoints[Name]['method']
    : never]: Operation<Endpoints[Name]>;
};

/** Every path with its methods. */
export type ApiPaths = {
  [Path in Endpoints[keyof Endpoints]['path']]: AtPath<Path>;
};
