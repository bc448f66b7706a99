// The departments as config/departments.yaml declares them: by which transport, where, within which limits and with
// whose credentials each is reached. Addresses and secrets are references to the environment: `${NAME}`.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { HeduiError, type Said } from '../domain/errors.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import { DEPARTMENT_NAMES } from './department-names.ts';
import { resilienceSettings } from './resilience-settings.ts';
import { registrySettings } from './spdci.ts';
import { fileSettings, gatewaySettings, httpSettings, tlsSettings } from './transport-settings.ts';
import { readYaml } from './read-yaml.ts';
import { inProject } from './places.ts';

const milliseconds = z
  .int()
  .min(1)
  .max(366 * 86_400_000);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');

const limits = z.strictObject({
  /** What the department allows, shared by all workers. */
  requestsPerSecond: z.number().positive().max(100_000),
  burst: z.int().min(1).max(100_000).default(1),
  /** Requests under way at once, of one worker. */
  concurrency: z.int().min(1).max(256).default(4),
  /** Requests under way at once, of all workers together; without it only each worker's own count. */
  concurrencyOfAll: z.int().min(1).max(1_000).optional(),
  personsPerRequest: z.int().min(1).max(10_000).default(100),
  /** One request, from sending it to the last byte of its reply. */
  timeoutMs: milliseconds.default(10_000),
  /** How long a verification waits for the department before it goes on without it. */
  answerWithinMs: milliseconds,
  /** How long to leave the department alone before asking again what it left unanswered. */
  askAgainMs: milliseconds.default(5_000),
});

const saidInBoth = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const declaration = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a-z, 0-9, -'),
  /** As everything that is printed names it. Left out: as config/departments.yaml does. */
  names: saidInBoth.optional(),
  /** The same for each resource, by its name after the dot. */
  resources: z.record(z.string(), saidInBoth).optional(),
  transport: z.enum(['http', 'exchange-platform', 'sql', 'file-exchange', 'spdci']),
  /**
   * http, exchange-platform, spdci: base URL. sql: postgres:, mysql: or mariadb: URL.
   * file-exchange: a folder that both sides see, or an sftp: URL.
   */
  address: z.string().min(1),
  credentials: z.record(z.string(), z.string()).default({}),
  tls: tlsSettings.optional(),
  http: httpSettings.optional(),
  gateway: gatewaySettings.optional(),
  files: fileSettings.optional(),
  spdci: registrySettings.optional(),
  limits,
  /** Working hours in Asia/Shanghai; without them the department answers at any hour. */
  hours: z
    .strictObject({
      from: clockTime,
      until: clockTime,
      /** 1 Monday … 7 Sunday */
      days: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]),
    })
    .refine(({ from, until }) => from < until, 'from before until')
    .optional(),
  ...resilienceSettings,
  /** What protects the exchange, for the report's receipt: `tls`, `token`, `read-only`, `digest` … */
  protections: z.array(z.string()).default([]),
});

const wholeDeclaration = declaration.refine(
  ({ transport, gateway }) => transport !== 'exchange-platform' || gateway !== undefined,
  { path: ['gateway'], message: 'exchange-platform wants applicationNo and resourceCodes' },
);

export type Transport = z.infer<typeof declaration>['transport'];
export type DepartmentLimits = z.infer<typeof limits>;
export type DepartmentDeclaration = Omit<z.infer<typeof declaration>, 'id' | 'names'> & {
  readonly id: DepartmentId;
  readonly names: Said;
  /** Variables that the entry refers to and the environment lacks; while there is one it is not connected. */
  readonly missing: readonly string[];
};

/**
 * @param own file of the office; null: ours
 * @throws HeduiError DEPARTMENTS_INVALID naming entry and field, when the file is not a valid declaration.
 */
export function loadDepartments(
  own: string | null,
  env: Readonly<Record<string, string | undefined>>,
): DepartmentDeclaration[] {
  const path = own ?? inProject('config', 'departments.yaml');
  const entries = readEntries(path);
  const seen = new Set<string>();
  return entries.map((entry, place) => {
    const missing: string[] = [];
    const read = wholeDeclaration.safeParse(resolveReferences(entry, env, missing));
    if (!read.success) throw invalidEntry(path, entry, place, read.error);
    const { id } = read.data;
    if (seen.has(id)) throw invalid(path, `「${id}」重复`, `"${id}" is declared twice`);
    seen.add(id);
    const names = read.data.names ?? DEPARTMENT_NAMES[id] ?? { zh: id, en: id };
    return { ...read.data, id: id as DepartmentId, names, missing };
  });
}

function readEntries(path: string): unknown[] {
  let content: unknown;
  try {
    content = readYaml(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw invalid(path, '无法读取', 'it cannot be read', cause);
  }
  const file = z.strictObject({ departments: z.array(z.unknown()) }).safeParse(content);
  if (file.success) return file.data.departments;
  throw invalid(path, '应为 departments: 列表', 'it must hold a list under "departments:"');
}

/** A missing variable leaves its reference standing, so that the entry is still checked as a whole. */
export function resolveReferences(
  value: unknown,
  env: Readonly<Record<string, string | undefined>>,
  missing: string[],
): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{([A-Z_][A-Z0-9_]*)\}/g, (reference, name: string) => {
      const set = env[name];
      if (set) return set;
      missing.push(name);
      return reference;
    });
  }
  if (Array.isArray(value)) return value.map((one) => resolveReferences(one, env, missing));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, resolveReferences(one, env, missing)]),
  );
}

function invalidEntry(path: string, entry: unknown, place: number, error: z.ZodError): HeduiError {
  const named = z.object({ id: z.string() }).safeParse(entry);
  const name = named.success ? named.data.id : `#${place + 1}`;
  const issue = error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const field = [...(issue?.path ?? []), ...unknown].join('.');
  return invalid(
    path,
    `「${name}」的 ${field} 有误（${issue?.message ?? ''}）`,
    `entry "${name}", field ${field}: ${issue?.message ?? ''}`,
  );
}

function invalid(path: string, zh: string, en: string, cause?: unknown): HeduiError {
  return new HeduiError(
    'DEPARTMENTS_INVALID',
    { zh: `部门配置文件 ${path}：${zh}。`, en: `departments file ${path}: ${en}.` },
    { cause },
  );
}
