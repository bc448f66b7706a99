// What an office does all day, at fixed rates: batches arrive, people read, review and export, other systems ask, an
// auditor verifies, keys are turned, and nights of rechecks pass one after the other.

import { setMaxListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { formKeyOf } from '../../console/tokens.ts';
import { addDays, asCalendarDate, type CalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import { wantsReview } from '../../domain/review.ts';
import { runNight } from '../../jobs/recheck/run-night.ts';
import { takeInBatch } from '../../jobs/recheck/take-in-supports.ts';
import { submitBatch } from '../../jobs/submit-batch.ts';
import { type PageRequest, pageRequests } from '../bench/page-requests.ts';
import { signInVisitors } from '../bench/visitors.ts';
import { createRandom } from '../city/grow/random.ts';
import type { Ground } from '../faults/ground.ts';

export type Load = {
  /** What was done, and how often. */
  readonly done: ReadonlyMap<string, number>;
  /** What was not answered as it should have been. */
  readonly failures: readonly string[];
  /** Households submitted so far. */
  readonly households: number;
  /** Lets what is under way end. */
  stop(): Promise<void>;
};

const REGION = '371000' as RegionCode;
/** Enough households receive help that every night rechecks some, and their number stays. */
const BATCHES_SUPPORTED = 2;
const SECOND = 1_000;

/**
 * @param everyMs how often a batch arrives
 * @param on the day that the batches are verified for
 */
export async function beginLoad(
  ground: Ground,
  everyMs: number,
  on: CalendarDate,
  seed: number,
): Promise<Load> {
  const { engine, address, files } = ground;
  const visitors = await signInVisitors(engine, REGION);
  const random = createRandom(seed, 1);
  const done = new Map<string, number>();
  const failures: string[] = [];
  const ending = new AbortController();
  const batches: string[] = [];
  let [submitted, households, nights, pages] = [0, 0, 0, 0];

  const turns: readonly (readonly [name: string, everyMs: number, act: () => Promise<void>])[] = [
    ['batch over the API', everyMs * 2, submitOverApi],
    ['batch asking every department anew', everyMs * 2, submitAnew],
    ['page of the console or answer of the API', 2 * SECOND, readPage],
    [
      'report as PDF',
      15 * SECOND,
      async () => {
        const number = await anyReport();
        if (number !== null) await read('caseworker', `/reports/${number}/pdf`);
      },
    ],
    [
      'workbook of a batch',
      60 * SECOND,
      async () => void (await read('caseworker', `/batches/${anyBatch()}/workbook.xlsx`)),
    ],
    [
      'reports of a batch as ZIP',
      300 * SECOND,
      async () => void (await read('caseworker', `/batches/${anyBatch()}/reports.zip`)),
    ],
    ['events of a batch followed', 30 * SECOND, followEvents],
    ['finding reviewed', 10 * SECOND, review],
    ['night of rechecks', 240 * SECOND, night],
    ['ledger verified', 420 * SECOND, async () => command(['audit', 'verify'])],
    ['keys turned', 600 * SECOND, async () => command(['keys', 'rotate'])],
    ['reports replayed', 600 * SECOND, async () => command(['replay', '--batch', anyBatch()])],
  ];
  setMaxListeners(turns.length + 1, ending.signal);
  // One after the other at first: people need batches to read.
  await submitAnew();
  await submitOverApi();
  const running = turns.map(async ([name, every, act]) => {
    let due = Date.now() + random.between(0, Math.min(every, 20 * SECOND));
    while (!ending.signal.aborted) {
      await pause(Math.max(0, due - Date.now()), undefined, { signal: ending.signal }).catch(
        () => undefined,
      );
      if (ending.signal.aborted) return;
      await act().then(
        () => done.set(name, (done.get(name) ?? 0) + 1),
        (error: unknown) => failures.push(`${name}: ${(error as Error).message}`),
      );
      // What took longer than its turn is not made up for.
      due = Math.max(due + every, Date.now());
    }
  });
  return {
    done,
    failures,
    get households() {
      return households;
    },
    async stop() {
      ending.abort();
      await Promise.all(running);
    },
  };

  function nextFile(): string {
    submitted += 1;
    return files[submitted % files.length] ?? '';
  }

  function taken(batch: string, count: number): void {
    households += count;
    batches.push(batch);
  }

  async function submitOverApi(): Promise<void> {
    const path = nextFile();
    const body = new FormData();
    body.set('scheme', 'subsistence');
    body.set('verifiedOn', on);
    body.set('again', 'true');
    body.set('file', new Blob([await readFile(path)]), 'batch.csv');
    const headers = { authorization: `Bearer ${visitors.api.token}` };
    const reply = await fetch(`${address}/api/v1/batches`, { method: 'POST', headers, body });
    const said = (await reply.json()) as { batch: string; households: number };
    if (reply.status !== 202) throw new Error(`status ${reply.status}`);
    taken(said.batch, said.households);
  }

  async function submitAnew(): Promise<void> {
    const room = { ...engine, chunkSize: engine.settings.chunkSize };
    const { batchId, counts } = await submitBatch(
      {
        path: nextFile(),
        scheme: 'subsistence',
        purpose: 'application',
        region: REGION,
        verifiedOn: on,
        submittedBy: 'soak',
        again: true,
        fresh: true,
      },
      room,
    );
    taken(batchId, counts?.households ?? 0);
  }

  /** One that has most likely been verified by now. */
  function anyBatch(): string {
    const old = batches.slice(0, -10);
    return random.pick(old.length > 0 ? old : batches);
  }

  /** null when the batch that was picked still waits. */
  async function anyReport(): Promise<string | null> {
    const reports = await engine.store.reports.ofBatch(anyBatch(), { limit: 20 });
    return reports.length === 0 ? null : random.pick(reports).number;
  }

  async function read(who: PageRequest['who'], path: string): Promise<number> {
    const reply = await request(address + path, { headers: { ...visitors[who].headers } });
    const { byteLength } = await reply.body.arrayBuffer();
    if (reply.statusCode !== 200) throw new Error(`status ${reply.statusCode}`);
    return byteLength;
  }

  async function readPage(): Promise<void> {
    const number = await anyReport();
    if (number === null) return;
    const all = pageRequests([number], anyBatch());
    const page = all[pages % all.length];
    pages += 1;
    if (page) await read(page.who, page.address(random));
  }

  /** Left before the end, as whoever closes the page does. */
  async function followEvents(): Promise<void> {
    const path = `/api/v1/batches/${batches.at(-1)}/events`;
    const leaving = new AbortController();
    const reply = await request(address + path, {
      headers: { ...visitors.api.headers },
      signal: leaving.signal,
    });
    if (reply.statusCode !== 200) throw new Error(`status ${reply.statusCode}`);
    const first = reply.body[Symbol.asyncIterator]();
    await first.next();
    reply.body.on('error', () => undefined);
    leaving.abort();
  }

  async function review(): Promise<void> {
    const number = await anyReport();
    if (number === null) return;
    const report = await engine.store.reports.read(number);
    const finding = report.content.findings.find(wantsReview);
    if (finding === undefined) return;
    const { token, headers } = visitors.caseworker;
    const form = new URLSearchParams({
      decision: 'ask-household',
      reason: '请申请人补充说明',
      seen: String(
        (await engine.store.reviews.ofReport(number)).filter(
          ({ findingId }) => findingId === finding.id,
        ).length,
      ),
      'form-key': formKeyOf(token),
    });
    const reply = await request(`${address}/reports/${number}/findings/${finding.id}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    await reply.body.dump();
    // 409: superseded or decided by a recheck in this very moment.
    if (reply.statusCode !== 303 && reply.statusCode !== 409)
      throw new Error(`status ${reply.statusCode}`);
  }

  async function night(): Promise<void> {
    nights += 1;
    if (nights <= BATCHES_SUPPORTED) {
      const terms = { class: 'C', since: asCalendarDate('2026-01-01') } as const;
      await takeInBatch(anyBatch(), terms, 'soak', on, engine.recheckRoom);
    }
    const date = addDays(shanghaiDate(new Date()), nights);
    await runNight(date, engine.recheckRoom, ending.signal);
  }

  async function command(args: readonly string[]): Promise<void> {
    const { code } = await ground.command(args);
    if (code !== 0) throw new Error(`exit code ${code}`);
  }
}
