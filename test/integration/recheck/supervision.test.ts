// Deadlines: departments that do not answer are given a yellow card, then a red one; each is told once, by mail and
// webhook, and stands in the month's table.

import { type ChildProcess, fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadWorkingDays } from '../../../config/working-days.ts';
import { addDays, type CalendarDate, shanghaiDate } from '../../../domain/calendar.ts';
import { departmentsAsked } from '../../../jobs/departments-asked.ts';
import { type Engine, openEngine } from '../../../jobs/engine.ts';
import { openLog } from '../../../jobs/log.ts';
import { waysToTell } from '../../../jobs/supervision/digest.ts';
import { supervise } from '../../../jobs/supervision/supervise.ts';
import {
  openClock,
  openVirtualQueues,
  type VirtualClock,
} from '../../../scripts/simulate/virtual-queues.ts';
import { type Office, openOffice, submitVillage } from '../../support/village.ts';
import { until } from '../../support/until.ts';

type Mail = { readonly from: string; readonly to: readonly string[]; readonly message: string };

let office: Office;
let engine: Engine;
let clock: VirtualClock;
let mailServer: ChildProcess;
let hook: Server;
const mails: Mail[] = [];
const posted: { body: string; signature: unknown }[] = [];
const SECRET = 'a secret of sixteen or more';
const days = loadWorkingDays();
let submitted: CalendarDate;
let ways: ReturnType<typeof waysToTell>;

beforeAll(async () => {
  office = await openOffice();
  // Batches are dated by the database.
  clock = openClock(new Date());
  const queues = openVirtualQueues(clock);
  engine = await openEngine(office.settings, openLog('silent'), { now: clock.now, queues });
  await submitVillage(office, engine);
  submitted = shanghaiDate(clock.now());

  mailServer = fork('test/support/mail-server.mjs', { execArgv: [] });
  const port = await new Promise<number>((resolve) => {
    mailServer.once('message', (said) => resolve((said as { port: number }).port));
  });
  mailServer.on('message', (mail) => mails.push(mail as Mail));
  hook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      posted.push({ body, signature: request.headers['x-hedui-signature'] });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  ways = waysToTell({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: 'hedui@example.org',
    mailTo: ['supervisor@example.org'],
    webhookUrl: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`,
    webhookSecret: SECRET,
  });
});

afterAll(async () => {
  mailServer?.disconnect();
  hook?.close();
  await engine?.close();
  await office?.close();
});

const morningOf = (day: CalendarDate) => {
  clock.setTo(new Date(`${day}T08:00:00+08:00`));
  return supervise(engine.recheckRoom, ways);
};

describe('departments that have five working days', () => {
  test('have no card on the next morning', async () => {
    const summary = await morningOf(addDays(submitted, 1));
    expect(summary).toMatchObject({ yellow: 0, red: 0, told: [] });
    expect(summary.running).toBeGreaterThan(4);
    expect(mails).toEqual([]);
  });

  test('get a yellow one when one working day is left, told by mail and webhook', async () => {
    const summary = await morningOf(days.addWorkingDays(submitted, 4));
    expect(summary).toMatchObject({ red: 0, told: ['mail', 'webhook'], failed: [] });
    expect(summary.yellow).toBe(asked());
    await until('the mail is there', async () => mails.length === 1);
    expect(mails[0]).toMatchObject({ from: 'hedui@example.org', to: ['supervisor@example.org'] });
    const told = decoded(mails[0]?.message ?? '');
    expect(told).toContain('B1/public-security');
    expect(told).toContain('公安部门  环翠区（371002）');
    expect(told).toContain('Public security  Huancui (371002)');
    expect(posted).toHaveLength(1);
    const { body, signature } = posted[0] ?? { body: '', signature: null };
    expect(signature).toBe(`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`);
    expect(JSON.parse(body)).toMatchObject({ format: 'hedui-supervision/1' });
  });

  test('are not told of again on the same morning', async () => {
    expect(await morningOf(days.addWorkingDays(submitted, 4))).toMatchObject({ told: [] });
    expect(mails).toHaveLength(1);
  });

  test('get a red one behind their last day; the office has its own time', async () => {
    const summary = await morningOf(addDays(days.addWorkingDays(submitted, 5), 1));
    expect(summary).toMatchObject({ red: asked(), yellow: 0 });
    const [first] = await engine.store.supervision.openCards(100);
    expect(first).toMatchObject({
      level: 'red',
      clock: { kind: 'department', dueOn: days.addWorkingDays(submitted, 5) },
    });
  });

  test('stand in the table of the month', async () => {
    const today = shanghaiDate(clock.now());
    const table = await engine.store.supervision.table(submitted, submitted, today);
    expect(table.find(({ of }) => of === 'public-security')).toEqual({
      of: 'public-security',
      kind: 'department',
      begun: 1,
      inTime: 0,
      late: 0,
      running: 0,
      overdue: 1,
    });
    expect(table.find(({ kind }) => kind === 'report')).toMatchObject({
      of: '371002',
      begun: 1,
      running: 1,
    });
  });
});

const asked = () => departmentsAsked('subsistence', engine.departments).length;

/** Mail carries Chinese in base64 or quoted-printable. */
function decoded(message: string): string {
  const body = message.slice(message.indexOf('\r\n\r\n') + 4);
  const plain = /base64/i.test(message)
    ? Buffer.from(body, 'base64').toString('utf8')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8');
  return plain;
}
