// A scenario: how the departments of a stand-in city fare for a while. How fast they are, what they allow, and which
// faults they show when (docs/city.md).

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { inProject } from '../../config/places.ts';
import { HeduiError } from '../../domain/errors.ts';
import { FAULT_KINDS } from './serve/faults.ts';
import type { ServedCity, ServeWishes } from './serve/serve-city.ts';
import { STAND_INS } from './serve/stand-in-list.ts';
import { readYaml } from '../../config/read-yaml.ts';

const milliseconds = z.int().min(0).max(3_600_000);
const department = z.enum(STAND_INS);

const scenarioSchema = z.strictObject({
  /** What is put in place of every department's declared limits. */
  patience: z
    .strictObject({
      answerWithinMs: milliseconds.min(1).exactOptional(),
      askAgainMs: milliseconds.min(1).exactOptional(),
      timeoutMs: milliseconds.min(1).exactOptional(),
    })
    .default({}),
  /** After so many failures in a row the engine leaves a department alone for a while. */
  circuit: z
    .strictObject({ failures: z.int().min(1), openMs: milliseconds.min(1) })
    .exactOptional(),
  departments: z
    .partialRecord(
      department,
      z
        .strictObject({
          /** The median of its replies, and the time that 95 of 100 do not exceed. */
          latencyMs: milliseconds.exactOptional(),
          latencyP95Ms: milliseconds.exactOptional(),
          requestsPerSecond: z.number().positive().exactOptional(),
          burst: z.int().min(1).exactOptional(),
          /** Between a request file and its answer file. */
          answerDelayMs: milliseconds.exactOptional(),
        })
        .refine(
          ({ latencyMs = 0, latencyP95Ms }) =>
            latencyP95Ms === undefined || latencyMs < latencyP95Ms,
          'latencyMs below latencyP95Ms',
        ),
    )
    .default({}),
  faults: z
    .array(
      z.strictObject({
        department,
        fault: z.enum(FAULT_KINDS),
        /** Of the requests, 0 to 1. */
        share: z.number().min(0).max(1).default(1),
        /** From the beginning of the scenario. */
        afterMs: milliseconds.default(0),
        /** Without it the fault stays. */
        forMs: milliseconds.exactOptional(),
      }),
    )
    .default([]),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/**
 * @param given a file, or the name of one in scripts/city/scenarios: `bad-week`
 * @throws HeduiError CITY_INVALID naming the field, when there is none or it says something else
 */
export async function readScenario(given: string): Promise<Scenario> {
  const isName = /^[a-z][a-z-]*$/.test(given);
  const path = isName ? inProject('scripts', 'city', 'scenarios', `${given}.yaml`) : given;
  let content: unknown;
  try {
    content = readYaml(await readFile(path, 'utf8'));
  } catch (cause) {
    throw invalid(given, '无法读取', 'it cannot be read', cause);
  }
  const read = scenarioSchema.safeParse(content);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw invalid(given, `${field} 有误（${issue?.message}）`, `field ${field}: ${issue?.message}`);
}

/** What holds from the start on; `playScenario` does the rest. */
export function wishesOf({ patience, circuit, departments }: Scenario): ServeWishes {
  return { limits: patience, ...(circuit && { circuit }), byDepartment: departments };
}

/** Shows the scenario's faults at their times. @returns how to leave off */
export async function playScenario(city: ServedCity, { faults }: Scenario): Promise<() => void> {
  const isServed = new Set(city.departments.map(({ id }) => id));
  const timers: NodeJS.Timeout[] = [];
  for (const { department: id, afterMs, ...fault } of faults) {
    if (!isServed.has(id)) continue;
    const show = () => city.setFault(id, fault);
    // A department that has ended meanwhile shows nothing any more.
    if (afterMs > 0) timers.push(setTimeout(() => void show().catch(() => {}), afterMs));
    else await show();
  }
  return () => timers.forEach(clearTimeout);
}

function invalid(given: string, zh: string, en: string, cause?: unknown): HeduiError {
  return new HeduiError(
    'CITY_INVALID',
    { zh: `情景文件 ${given}：${zh}。`, en: `scenario ${given}: ${en}.` },
    { cause },
  );
}
