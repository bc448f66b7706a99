// The OpenAPI 3.1 document, from the very schemas that validate.

import { z } from 'zod';
import { ENGINE_VERSION } from '../../config/version.ts';
import { API_SCOPES } from '../../domain/api-scope.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoint-list.ts';
import { PROBLEMS } from './problem.ts';

type Json = Record<string, unknown>;

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', enum: Object.keys(PROBLEMS) },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['at', 'code', 'detail'],
        properties: {
          at: { type: 'string' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  const schemas: Record<string, Json> = { Problem: PROBLEM };
  for (const [operationId, one] of Object.entries(ENDPOINTS) as [string, Endpoint][]) {
    (paths[one.path] ??= {})[one.method] = operation(one, { operationId, schemas });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'hedui',
      version: ENGINE_VERSION,
      description:
        '居民家庭经济状况核对接口。Verification of household means. Problems are application/problem+json in the language of Accept-Language.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: `hedui api-key add; scopes: ${API_SCOPES.join(', ')}`,
        },
      },
      schemas,
      responses: {
        Problem: {
          description: 'application/problem+json (RFC 9457)',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
    },
  };
}

function operation(one: Endpoint, parts: Parts): Json {
  return {
    operationId: parts.operationId,
    summary: `${one.summary.zh} / ${one.summary.en}`,
    description: `scope: ${one.scope}`,
    parameters: [
      ...parameters('path', one.params, parts),
      ...parameters('query', one.query, parts),
      ...(one.method === 'post'
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              description: 'asked again within 24 hours, it is answered as the first time',
              schema: { type: 'string', maxLength: 200 },
            },
          ]
        : []),
    ],
    ...(one.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchema(one.body, 'input', parts) } },
      },
    }),
    ...(one.form && {
      requestBody: {
        required: true,
        content: { 'multipart/form-data': { schema: formSchema(one.form, parts) } },
      },
    }),
    responses: {
      [one.status]: {
        description: one.summary.en,
        ...(one.answer !== null && { content: content(one.answer, parts) }),
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function content(answer: Exclude<Endpoint['answer'], null>, parts: Parts): Json {
  if (typeof answer === 'string') return { [answer]: { schema: { type: 'string' } } };
  return { 'application/json': { schema: jsonSchema(answer, 'output', parts) } };
}

/** The file stands behind the fields. */
function formSchema(form: z.ZodObject, parts: Parts): Json {
  const { properties, required, ...rest } = jsonSchema(form, 'input', parts) as {
    properties: Json;
    required?: string[];
  };
  return {
    ...rest,
    properties: {
      ...properties,
      file: { type: 'string', contentMediaType: 'application/octet-stream' },
    },
    required: [...(required ?? []), 'file'],
  };
}

function parameters(
  place: 'path' | 'query',
  schema: z.ZodObject | undefined,
  parts: Parts,
): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input', parts) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => {
    const { description, ...shape } = of;
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      schema: shape,
    };
  });
}

/** Schemas that refer to themselves have parts of their own; they stand with the document's, under the operation's name. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', parts: Parts): Json {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // Coerced numbers take any text on the way in; what is meant is a number.
      const { type, coerce } = zodSchema._zod.def as { type: string; coerce?: boolean };
      if (type === 'number' && coerce) jsonSchema.type = 'integer';
    },
  }) as Json;
  const placed = JSON.stringify(shape).replaceAll(
    '"#/$defs/',
    `"#/components/schemas/${parts.operationId}.`,
  );
  const { $defs, ...rest } = JSON.parse(placed) as Json & { $defs?: Record<string, Json> };
  for (const [name, of] of Object.entries($defs ?? {})) {
    parts.schemas[`${parts.operationId}.${name}`] = of;
  }
  return rest;
}

type Parts = { readonly operationId: string; readonly schemas: Record<string, Json> };
