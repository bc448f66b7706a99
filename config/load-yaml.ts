// A settings file of ours: YAML held against a schema, and whatever is wrong with it in one sentence.

import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { HeduiError } from '../domain/errors.ts';
import { readYaml } from './read-yaml.ts';

/**
 * @param named the file as the sentence names it
 * @throws HeduiError SETTING_INVALID naming file and field
 */
export function loadYaml<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  named: { readonly zh: string; readonly en: string },
): z.output<Schema> {
  let what = '';
  try {
    const read = schema.safeParse(readYaml(readFileSync(path, 'utf8')));
    if (read.success) return read.data;
    what = read.error.issues
      .map(({ path: field, message }) => `${field.join('.')} (${message})`)
      .join(', ');
  } catch (cause) {
    what = cause instanceof Error ? cause.message : '';
  }
  throw new HeduiError('SETTING_INVALID', {
    zh: `${named.zh} ${path} 有误：${what}。`,
    en: `${named.en} ${path} is wrong: ${what}.`,
  });
}
