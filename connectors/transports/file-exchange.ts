// Departments that exchange files: a request file out, an answer file back later, often the next working day (T+1).
// docs/transports.md describes the files. The question's id is the files' name, so a question that is asked again finds
// its own request and its answer, in this process or in another.

import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { type FileSettings, fileSettings } from '../../config/transport-settings.ts';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { ResourceId } from '../../domain/lookup.ts';
import { AnswerSheet, type Said } from '../answer-sheet.ts';
import { askedByNumber, sortRecords } from '../asked-persons.ts';
import type { AskedPerson, AskingContext, Connector, Question } from '../connector.ts';
import { type Department, type Resource, wireName } from '../department.ts';
import { errorCode } from '../error-code.ts';
import {
  type AnswerManifest,
  readAnswerTable,
  readCorrections,
  readManifest,
} from './files/answer.ts';
import { fileChanges } from './files/changes.ts';
import { openCorrectingManifests } from './files/correcting-manifests.ts';
import type { ExchangeFolder } from './files/exchange-folder.ts';
import { openMountedFolder } from './files/mounted-folder.ts';
import { hasRequest, writeRequest } from './files/request.ts';
import { openSftpFolder } from './files/sftp-folder.ts';

/** What the department lists of each person, in our words. */
const SAID = {
  found: 'found',
  none: 'none',
  unknown: 'unknown-person',
  mismatch: 'identity-mismatch',
} as const satisfies Record<string, Said>;

const statusLine = z.object({
  key: z.string(),
  resource: z.string(),
  status: z.enum(Object.keys(SAID) as (keyof typeof SAID)[]),
  count: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number),
});
type StatusLine = z.infer<typeof statusLine>;

export function openFileExchange(
  department: Department,
  declaration: DepartmentDeclaration,
): Connector {
  const { address, limits } = declaration;
  const settings = declaration.files ?? fileSettings.parse({});
  const folder = address.startsWith('sftp:')
    ? openSftpFolder(declaration)
    : openMountedFolder(address);
  const correcting = openCorrectingManifests(folder);
  return {
    department: department.id,
    resources: department.resources.map((resource) => resource.id),
    async ask(question, context) {
      const sheet = new AnswerSheet(limits.askAgainMs);
      const isEmpty = [...keysToRead(question).values()].every((keys) => keys.length === 0);
      if (isEmpty) return sheet.finish(question, 'failed');
      try {
        const manifest = await readManifest(folder, correcting, question.id);
        if (manifest)
          return await readAnswer(department, { folder, settings }, question, manifest, sheet);
        const isAsked = await request({ folder, settings }, question, context, sheet);
        return sheet.finish(question, isAsked ? 'awaited' : 'failed');
      } catch (error) {
        // The folder is a share of the department's: it can be gone, full or closed to us.
        sheet.fault(null, faultOf(error));
        sheet.againAfter();
        return sheet.finish(question, context.signal.aborted ? 'timed-out' : 'not-connected');
      }
    },
    async probe() {
      const startedAt = performance.now();
      const said = await folder.probe().then(
        () => 'ready',
        (error: unknown) => faultOf(error),
      );
      return { ok: said === 'ready', said, ms: Math.round(performance.now() - startedAt) };
    },
    ...(declaration.changeFeed && { changes: fileChanges(folder, settings, department) }),
    corrections: () => readCorrections(folder, correcting),
    close: () => folder.close(),
  };
}

type Exchange = { readonly folder: ExchangeFolder; readonly settings: FileSettings };

function faultOf(error: unknown): string {
  return `folder-${errorCode(error).toLowerCase() || 'fault'}`;
}

/** Writes the request unless it lies there already. @returns whether its answer can be waited for. */
async function request(
  { folder, settings }: Exchange,
  question: Question,
  { gate, signal }: AskingContext,
  sheet: AnswerSheet,
): Promise<boolean> {
  if (!(await hasRequest(folder, question.id))) {
    await gate.admit(1, signal);
    if (!(await writeRequest(folder, question, settings))) {
      sheet.fault(null, 'request-does-not-fit');
      return false;
    }
    sheet.requests++;
  }
  sheet.againAfter();
  return true;
}

async function readAnswer(
  department: Department,
  { folder, settings }: Exchange,
  question: Question,
  manifest: AnswerManifest,
  sheet: AnswerSheet,
) {
  const listed = await readAnswerTable(folder, 'persons', manifest, settings);
  if (!listed.ok) sheet.fault(null, listed.fault);
  const lines = listed.ok ? readStatusLines(listed.rows, sheet) : [];
  for (const [id, keys] of keysToRead(question)) {
    const resource = department.resources.find((known) => known.id === id);
    if (!resource || !manifest.records[wireName(id)] || !listed.ok) continue;
    const records = await readAnswerTable(folder, wireName(id), manifest, settings);
    if (records.ok)
      enter(sheet, resource, wantedPersons(question, keys), lines, records.rows, manifest.asOf);
    else sheet.fault(id, records.fault);
  }
  if (manifest.complete && listed.ok) return { ...sheet.finish(question, 'failed'), isSpent: true };
  // Files still under way to the share look cut off; a partial answer is followed by the rest.
  sheet.againAfter();
  return sheet.finish(question, 'awaited');
}

/** Those still wanted, and those whose answer may have been corrected since. */
function keysToRead({ wanted, answered = [] }: Question): Map<ResourceId, string[]> {
  const keys = new Map<ResourceId, string[]>();
  for (const one of [...wanted, ...answered]) {
    keys.set(one.resource, [...(keys.get(one.resource) ?? []), ...one.keys]);
  }
  return keys;
}

function readStatusLines(rows: readonly unknown[], sheet: AnswerSheet): StatusLine[] {
  return rows.flatMap((row) => {
    const read = statusLine.safeParse(row);
    if (!read.success) sheet.fault(null, 'status-line');
    return read.success ? [read.data] : [];
  });
}

function wantedPersons(question: Question, keys: readonly string[]): Map<string, AskedPerson> {
  const wanted = new Set(keys);
  return new Map(
    question.persons.filter(({ key }) => wanted.has(key)).map((person) => [person.key, person]),
  );
}

function enter(
  sheet: AnswerSheet,
  resource: Resource,
  persons: ReadonlyMap<string, AskedPerson>,
  lines: readonly StatusLine[],
  rows: readonly unknown[],
  asOf: CalendarDate,
): void {
  const sorted = sortRecords(resource, askedByNumber(persons.values()), rows);
  const ours = lines.filter((line) => line.resource === wireName(resource.id));
  // A repeated question holds only those still unanswered: the others of the file are then no strangers.
  if (ours.every((line) => persons.has(line.key))) sheet.faultsOf(resource.id, sorted);
  for (const line of ours) {
    const person = persons.get(line.key);
    if (person) sheet.answered(resource, person, SAID[line.status], line.count, sorted, asOf);
  }
}
