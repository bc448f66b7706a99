// The city's or province's unified identity (统一身份认证), where staff sign in by OpenID Connect: HEDUI_IDENTITY names the file.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { HeduiError } from '../domain/errors.ts';
import { parseRegionCode, type RegionCode } from '../domain/region.ts';
import { STAFF_ROLES } from '../domain/staff.ts';
import { readYaml } from './read-yaml.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const issuer = z.url().refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}, 'must begin with https://');
const region = z.string().transform((text, context): RegionCode => {
  const read = parseRegionCode(text);
  if (read === null) context.addIssue('a region has 6, 9 or 12 digits');
  return read as RegionCode;
});
const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'must name a variable of the environment, and hold no secret itself');

const identity = z.strictObject({
  issuer,
  client: z.string().min(1),
  /** Variable with the client's secret; the same name with _FILE names a file. */
  secret: variable,
  label: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  scopes: z.array(z.string().min(1)).default(['openid', 'profile']),
  /** Which claim says what. */
  claims: z
    .strictObject({
      account: z.string().default('preferred_username'),
      name: z.string().default('name'),
      office: z.string().default('office'),
      role: z.string().default('role'),
      region: z.string().default('region'),
    })
    .prefault({}),
  /** What the role's claim says, as a role here. Whoever has none of them is not let in. */
  roles: z.record(z.string(), z.enum(STAFF_ROLES)),
  /** What the region's claim says, where that is not a GB/T 2260 code. */
  regions: z.record(z.string(), region).default({}),
});

export type Identity = Omit<z.infer<typeof identity>, 'secret'> & { readonly clientSecret: string };

/** @throws HeduiError SETTING_INVALID naming the field */
export function loadIdentity(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Identity {
  const read = readIdentity(path);
  const clientSecret = environment[read.secret];
  if (clientSecret === undefined || clientSecret === '') {
    throw invalid(path, `secret: ${read.secret} is not set`);
  }
  const { secret: _secret, ...rest } = read;
  return { ...rest, clientSecret };
}

function readIdentity(path: string): z.infer<typeof identity> {
  try {
    const read = identity.safeParse(readYaml(readFileSync(path, 'utf8')));
    if (read.success) return read.data;
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw invalid(path, faults.join('; '));
  } catch (cause) {
    if (cause instanceof HeduiError) throw cause;
    throw invalid(path, cause instanceof Error ? cause.message : '', cause);
  }
}

function invalid(path: string, what: string, cause?: unknown): HeduiError {
  return new HeduiError(
    'SETTING_INVALID',
    {
      zh: `统一身份认证配置文件 ${path} 有误：${what}。`,
      en: `The identity file ${path} is wrong: ${what}.`,
    },
    { cause },
  );
}
