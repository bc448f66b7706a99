// What a department's entry says about living with its moods (docs/departments.md). All of it has a default.

import { z } from 'zod';

const milliseconds = z.int().min(1).max(86_400_000);

/** `2026-12-05T22:00`, in Asia/Shanghai. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'YYYY-MM-DDTHH:MM')
  .refine((text) => !Number.isNaN(Date.parse(`${text}:00+08:00`)), 'a time that exists');

const resourceId = z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, 'department.resource');

export const resilienceSettings = {
  /** A request that failed in passing is sent again at once; beyond that, the question is put again later. */
  retries: z
    .strictObject({
      /** The first included. */
      tries: z.int().min(1).max(10).default(3),
      /** The n-th repeat waits a random time up to this × 2ⁿ. */
      firstMs: milliseconds.default(150),
      /** A department that wants to be left alone for longer is asked again by a later attempt. */
      longestMs: milliseconds.default(5_000),
    })
    .prefault({}),
  /** After so many requests in a row that failed, of all workers together, nobody asks for this long; then one does. */
  circuit: z
    .strictObject({
      failures: z.int().min(1).max(1_000).default(10),
      openMs: milliseconds.default(30_000),
    })
    .prefault({}),
  /** Windows in which the department has announced that it does not answer. */
  maintenance: z
    .array(
      z
        .strictObject({ from: localTime, until: localTime })
        .refine(({ from, until }) => from < until, 'from before until'),
    )
    .default([]),
  /** Persons who may be asked about on one day (Asia/Shanghai), by resource. */
  quotaPerDay: z.record(resourceId, z.int().min(1)).default({}),
  /** The department lists of whom something was recorded: what it is silent about has not changed. */
  changeFeed: z
    .strictObject({
      /** Resources whose every change is in the list. */
      resources: z.array(resourceId).min(1),
      /** Agreed with the department: persons stand in the list under HMAC-SHA-256 of their ID number under it. */
      key: z.string().min(16),
    })
    .optional(),
  /** Days for which an answer may serve again for the same person, scheme and purpose, by resource. */
  validDays: z.record(resourceId, z.int().min(1).max(366)).default({}),
};

export type MaintenanceWindow = z.infer<typeof resilienceSettings.maintenance>[number];
