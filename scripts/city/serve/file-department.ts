// A stand-in department that exchanges files: it finds request files in a folder and some time later lays answer files
// beside them (docs/departments/civil-affairs.md).

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import iconv from 'iconv-lite';
import papaparse from 'papaparse';
import { z } from 'zod';
import { addDays, type CalendarDate } from '../../../domain/calendar.ts';
import { type FeedLine, openFeed, type StandInFeed } from './change-feed.ts';
import { openCounters } from './counters.ts';
import type { ServeOptions, Serving } from './department-process.ts';
import { distorted } from './distort.ts';
import { type FaultKind, openFaults } from './faults.ts';
import { openHoldings, type StandInDeclaration } from './holdings.ts';
import type { StandIn } from './stand-in-list.ts';

const LOOK_EVERY_MS = 50;
/** Looking takes at most a tenth of its time. */
const LOOKS_ONE_TIME_IN = 10;
/** A mistake is noticed later than an answer is made: so many times later. */
const CORRECTED_AFTER = 3;

const requestManifest = z.object({
  question: z.string(),
  asOf: z.string(),
  window: z.object({ from: z.string(), until: z.string() }),
  file: z.string(),
  lines: z.int(),
  sha256: z.string(),
});
type RequestLine = Readonly<Record<'key' | 'name' | 'idNumber' | 'resources', string>>;

export async function serveFileDepartment(
  id: StandIn,
  declaration: StandInDeclaration,
  city: string,
  options: ServeOptions,
): Promise<Serving> {
  const folder = resolve(city, '.exchange', id);
  const requests = join(folder, 'requests');
  const answers = join(folder, 'answers');
  await mkdir(requests, { recursive: true });
  await mkdir(answers, { recursive: true });
  const holdings = await openHoldings(city, declaration);
  const feed = await openFeed(city, id);
  if (feed) await layDays(answers, feed);
  const counters = openCounters();
  const faults = openFaults(() => {});
  const taken = new Set(await namesOf(answers));
  const otherEncoding = options.answerEncoding === 'utf-8' ? 'gb18030' : 'utf-8';
  const underway = new Set<Promise<void>>();

  async function look(): Promise<void> {
    if (faults.has('down')) return;
    for (const name of await namesOf(requests)) {
      if (taken.has(name)) continue;
      taken.add(name);
      const work = answerLater(name).catch(() => {});
      underway.add(work);
      void work.finally(() => underway.delete(work));
    }
  }

  async function answerLater(name: string): Promise<void> {
    const manifest = requestManifest.parse(
      JSON.parse(await readFile(join(requests, `${name}.json`), 'utf8')),
    );
    const content = await readFile(join(requests, manifest.file));
    const lines = papaparse.parse<RequestLine>(content.toString('utf8'), { header: true }).data;
    if (digestOf(content) !== manifest.sha256 || lines.length !== manifest.lines) return;
    counters.request();
    const fault = faults.next();
    await elapsed(fault === 'slow' ? options.slowMs : options.answerDelayMs);
    if (isStopped) return;
    await writeAnswer(manifest, lines, fault);
  }

  async function writeAnswer(
    manifest: z.infer<typeof requestManifest>,
    lines: readonly RequestLine[],
    fault: FaultKind | null,
    sequence = 1,
  ): Promise<void> {
    const { question, asOf, window } = manifest;
    // A correction lies beside what it replaces.
    const name = sequence === 1 ? question : `${question}.${sequence}`;
    const answered = fault === 'half-page' ? lines.slice(0, lines.length >> 1) : lines;
    const statuses: object[] = [];
    const records: Record<string, NamedFile> = {};
    for (const resource of Object.keys(declaration.registers)) {
      const about = answered.filter((line) => line.resources.split(' ').includes(resource));
      if (!lines.some((line) => line.resources.split(' ').includes(resource))) continue;
      const register = declaration.registers[resource];
      const told = distorted(
        holdings.tellAll(resource, about, { asOf, ...window }),
        fault,
        register,
      );
      told.persons.forEach(({ status, count }, place) => {
        const { key = '', idNumber = '' } = about[place] ?? {};
        if (sequence === 1) counters.asked(resource, idNumber);
        counters.told(1);
        counters.answered(resource, idNumber);
        statuses.push({ key, resource, status, count });
      });
      const columns = [...(register?.idFields ?? [])];
      records[resource] = await writeRows(`${name}.${resource}.csv`, told.records, columns);
    }
    const columns = ['key', 'resource', 'status', 'count'];
    const persons = await writeRows(`${name}.persons.csv`, statuses, columns);
    if (fault === 'truncated') persons.sha256 = digestOf(Buffer.from(''));
    await writeWhole(
      `${name}.json`,
      Buffer.from(
        JSON.stringify({
          question,
          sequence,
          asOf: asOf < holdings.on ? asOf : holdings.on,
          complete: fault !== 'half-page' && fault !== 'truncated',
          encoding: fault === 'encoding' ? otherEncoding : options.answerEncoding,
          persons,
          records,
        }),
      ),
    );
    // The rest of a partial answer, or the whole of a broken one, follows under the same name; a correction beside it.
    if (fault === 'half-page' || fault === 'truncated' || fault === 'corrected') {
      await elapsed(options.answerDelayMs * (fault === 'corrected' ? CORRECTED_AFTER : 1));
      if (!isStopped) await writeAnswer(manifest, lines, null, fault === 'corrected' ? 2 : 1);
    }
  }

  type NamedFile = { file: string; lines: number; sha256: string };

  async function writeRows(
    file: string,
    rows: readonly object[],
    columnsWhenEmpty: string[],
  ): Promise<NamedFile> {
    const text =
      rows.length > 0
        ? papaparse.unparse(rows as object[], { newline: '\r\n' })
        : `${columnsWhenEmpty.join(',')}\r\n`;
    const content = iconv.encode(text, options.answerEncoding);
    await writeWhole(file, content);
    return { file, lines: rows.length, sha256: digestOf(content) };
  }

  async function writeWhole(file: string, content: Buffer): Promise<void> {
    const path = join(answers, file);
    await writeFile(`${path}.tmp`, content);
    await rename(`${path}.tmp`, path);
  }

  let isStopped = false;
  const looking = keepLooking();

  async function keepLooking(): Promise<void> {
    while (!isStopped) {
      const startedAt = performance.now();
      await look().catch(() => {});
      // A folder of thousands of files takes long to look through.
      await elapsed(Math.max(LOOK_EVERY_MS, LOOKS_ONE_TIME_IN * (performance.now() - startedAt)));
    }
  }

  return {
    address: folder,
    credentials: {},
    ...(feed && { feedKey: feed.key }),
    setFault: (fault) => (fault ? faults.set(fault) : faults.clear()),
    counted: () => counters.read(),
    async stop() {
      isStopped = true;
      await looking;
      holdings.close();
    },
  };
}

/** The lists of all days at once: readers take those up to their own day. */
async function layDays(answers: string, { lines, on }: StandInFeed): Promise<void> {
  const byDay = new Map<string, FeedLine[]>();
  for (const line of lines) {
    byDay.set(line.recordedOn, [...(byDay.get(line.recordedOn) ?? []), line]);
  }
  const first = lines[0]?.recordedOn ?? on;
  for (let day = first; day <= on; day = addDays(day as CalendarDate, 1)) {
    const rows = byDay.get(day) ?? [];
    const fields = ['resource', 'person', 'recordedOn'];
    const content = Buffer.from(
      papaparse.unparse({ fields, data: [...rows] }, { newline: '\r\n' }),
    );
    const file = `changes-${day}.csv`;
    await writeFile(join(answers, file), content);
    const manifest = { on: day, file, lines: rows.length, sha256: digestOf(content) };
    await writeFile(join(answers, `changes-${day}.json`), JSON.stringify(manifest));
  }
}

/** Questions that lie complete in a folder: their manifests are written last. */
async function namesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function elapsed(ms: number): Promise<void> {
  return new Promise((done) => void setTimeout(done, ms));
}
