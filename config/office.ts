// The office whose name and addresses reports carry (config/office.yaml).

import { z } from 'zod';
import { loadYaml } from './load-yaml.ts';
import { inProject } from './places.ts';

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

/** @param file of the office; null: ours. @throws HeduiError SETTING_INVALID naming file and field */
export function loadOffice(file: string | null = null): Office {
  return loadYaml(file ?? inProject('config', 'office.yaml'), office, {
    zh: '机构配置文件',
    en: 'The office file',
  });
}
