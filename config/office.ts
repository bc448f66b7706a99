// The office whose name and addresses reports carry (config/office.yaml).

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { HeduiError } from '../domain/errors.ts';
import { readYaml } from './read-yaml.ts';

const said = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const office = z.strictObject({
  /** The public page for checking reports, `https://…/check`: printed as a code on each report. */
  checkAddress: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  city: said,
  requestedBy: said.nullable(),
  verifiedBy: said,
  objection: z.strictObject({
    office: said.nullable(),
    address: said.nullable(),
    phone: z.string().min(1).nullable(),
    days: z.int().positive().nullable(),
  }),
});
export type Office = z.infer<typeof office>;

/** @throws HeduiError SETTING_INVALID naming the field */
export function loadOffice(path: string): Office {
  let field = '';
  try {
    const read = office.safeParse(readYaml(readFileSync(path, 'utf8')));
    if (read.success) return read.data;
    field = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
  } catch (cause) {
    throw invalid(path, cause instanceof Error ? cause.message : '', cause);
  }
  throw invalid(path, field);
}

function invalid(path: string, what: string, cause?: unknown): HeduiError {
  return new HeduiError(
    'SETTING_INVALID',
    {
      zh: `机构配置文件 ${path} 有误：${what}。`,
      en: `The office file ${path} is wrong: ${what}.`,
    },
    { cause },
  );
}
