// The partners who may ask us over SPDCI (config/partners.yaml): who they are, what they may ask and why, where we may
// call them back. Tokens and keys are references to the environment: `${NAME}`.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { HeduiError } from '../domain/errors.ts';
import { resolveReferences } from './departments.ts';
import { signatureSettings, UNSIGNED } from './spdci.ts';
import { readYaml } from './read-yaml.ts';

const partner = z.strictObject({
  /** Their `sender_id`. */
  id: z.string().min(1).max(255),
  names: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** Their bearer token; 16 characters at least, so that it cannot be guessed. */
  token: z.string().min(16),
  signature: signatureSettings.default(UNSIGNED),
  /**
   * Codes of the purposes for which they may ask, each with its ground in law in the agreement with them. A question that
   * does not state one of them is rejected (个人信息保护法 art 6, 23).
   */
  purposes: z.array(z.string().min(1).max(99)).min(1),
  /** Addresses under which their callbacks may lie. We call nothing else, whatever a message says. */
  callbacks: z.array(z.url()).default([]),
  /** What we show them as bearer token when we call back. */
  callbackToken: z.string().min(1).optional(),
  requestsPerMinute: z.int().min(1).max(100_000).default(600),
});

export type Partner = z.infer<typeof partner>;

/** @returns the partners whose variables are set. @throws HeduiError SETTING_INVALID naming entry and field */
export function loadPartners(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Partner[] {
  const partners = readEntries(path).flatMap((entry, place) => {
    const missing: string[] = [];
    const read = partner.safeParse(resolveReferences(entry, env, missing));
    if (missing.length > 0) return [];
    if (read.success) return [read.data];
    const [issue] = read.error.issues;
    throw invalid(path, `#${place + 1}: ${issue?.path.join('.')} ${issue?.message}`);
  });
  for (const field of ['id', 'token'] as const) {
    if (new Set(partners.map((one) => one[field])).size < partners.length) {
      throw invalid(path, `${field} is not unique`);
    }
  }
  return partners;
}

function readEntries(path: string): unknown[] {
  let content: unknown;
  try {
    content = readYaml(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw invalid(path, 'it cannot be read', cause);
  }
  const file = z.strictObject({ partners: z.array(z.unknown()) }).safeParse(content);
  if (file.success) return file.data.partners;
  throw invalid(path, 'it must hold a list under "partners:"');
}

function invalid(path: string, what: string, cause?: unknown): HeduiError {
  return new HeduiError(
    'SETTING_INVALID',
    { zh: `合作方配置文件 ${path} 有误：${what}。`, en: `partners file ${path}: ${what}.` },
    { cause },
  );
}
