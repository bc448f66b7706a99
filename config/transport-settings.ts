// What a department's entry says about its transport beyond an address (docs/transports.md).

import { z } from 'zod';

/** PEM files. With `ca`, only a server whose certificate one of these authorities signed is talked to. */
export const tlsSettings = z
  .strictObject({
    ca: z.string().min(1).optional(),
    certificate: z.string().min(1).optional(),
    key: z.string().min(1).optional(),
  })
  .refine(({ certificate, key }) => (certificate === undefined) === (key === undefined), {
    message: 'certificate and key belong together',
  });

export const httpSettings = z.strictObject({
  /** Send bodies compressed. Replies are always accepted both ways. */
  gzip: z.boolean().default(false),
  /** Sign every request with the credentials `signingKeyId` and `signingSecret`. */
  signed: z.boolean().default(false),
});

/** A department behind an exchange platform (信息资源共享交换平台). */
export const gatewaySettings = z.strictObject({
  /** 申请编号: the platform's approval of our use of these resources. */
  applicationNo: z.string().min(1).max(100),
  /** Our name of a resource → its code in the platform's catalogue. */
  resourceCodes: z.record(z.string(), z.string().regex(/^[\w./-]{1,60}$/, 'a resource code')),
});

/** Where a field stands in a line, in bytes of the file's encoding: a Chinese character takes two or four. */
const fixedField = z.strictObject({
  field: z.string().min(1),
  /** The first byte is 1. */
  at: z.int().min(1).max(10_000),
  bytes: z.int().min(1).max(1_000),
});
export type FixedField = z.infer<typeof fixedField>;

export const fileSettings = z
  .strictObject({
    format: z.enum(['csv', 'xlsx', 'fixed-width']).default('csv'),
    /** Of the request files. An answer's manifest names its own. */
    encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
    /** For fixed-width: `request`, `persons`, and each resource under its name. */
    layouts: z.record(z.string(), z.array(fixedField).min(1)).default({}),
  })
  .refine(({ layouts }) => Object.values(layouts).every(areApart), { message: 'fields overlap' })
  .refine(
    ({ format, layouts }) => format !== 'fixed-width' || (layouts['request'] && layouts['persons']),
    { message: 'fixed-width wants the layouts "request" and "persons"' },
  );
export type FileSettings = z.infer<typeof fileSettings>;

function areApart(layout: readonly FixedField[]): boolean {
  const ordered = [...layout].sort((one, other) => one.at - other.at);
  return ordered.every(({ at }, place) => {
    const before = ordered[place - 1];
    return !before || before.at + before.bytes <= at;
  });
}
