// Each further department asked through its transport against its stand-in: somebody with records, somebody without,
// somebody whom the city does not know, and a number under another name.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connector, DepartmentAnswer, Question } from '../../../connectors/connector.ts';
import { DEPARTMENTS } from '../../../connectors/connector-list.ts';
import type { RegisterName } from '../../../scripts/city/city-folder.ts';
import { playScenario } from '../../../scripts/city/scenario.ts';
import { type ServedCity, serveCity } from '../../../scripts/city/serve/serve-city.ts';
import {
  EVERY_CITY_HAS,
  STAND_IN_LIST,
  type StandIn,
  STAND_INS,
} from '../../../scripts/city/serve/stand-in-list.ts';
import { connectorOf, faultKinds, openGate, question } from '../../support/questions.ts';
import { numbered, writeCity } from '../../support/small-city.ts';
import { until } from '../../support/until.ts';

const [holder, other, stranger] = [numbered(1), numbered(2), numbered(800)];
const FURTHER = STAND_INS.filter((id) => !EVERY_CITY_HAS.includes(id));

/** One record of the holder in each register; the fields after number and name. */
const RECORDS: Partial<Record<RegisterName, Record<string, string>>> = {
  'market-regulation/companies': {
    uniscid: '91371002MA3ABCDE1X',
    entname: '威海某商贸有限公司',
    gx: '02',
    subconam: '10',
    regstate: '1',
    estdate: '2019-03-04',
  },
  'tax/income': { sdxm: '0101', ssq: '202606', sre: '3200.5', kjywrsbh: 'E1', kjywrmc: '某厂' },
  'housing-fund/accounts': { grzh: 'G1', grzhzt: '01', grzhye: '20000' },
  'medical-insurance/settlements': { setl_id: 'S1', setl_ym: '202603', psn_part_amt: '120.5' },
  'disabled-federation/certificates': { idt_kind: '4', idt_level: '2', status: '1' },
  'veterans/benefits': { dxlb: '11', ffny: '202606', ffje: '935' },
  'veterans/service': { rwrq: '1990-12-01', tyrq: '1993-12-01' },
  'agriculture/subsidies': { btxm: '耕地地力保护补贴', ffny: '202606', ffje: '541.25' },
  'agriculture/land-contracts': { cbhtbm: 'H1', scmj: '4.33', cbqxz: '2058-12-31' },
  'agriculture/machines': { hphm: '鲁10-1', jxlb: '2', zt: 'A' },
  'justice/custody': { xs: '1', qsrq: '2015-01-02', zzrq: '2016-01-02' },
  'banks/deposits': {
    yhmc: '某银行',
    zh: '62****0001',
    zhlx: '1',
    zrmbye: '12.5',
    rq: '2026-06-30',
  },
  'securities/holdings': { qsmc: '某证券', zjzh: '1', zjye: '1', zqsz: '2', rq: '2026-06-30' },
  'housing-security/rentals': {
    hth: 'GZF1',
    bzfs: '2',
    xzqh: '371002',
    qsrq: '2025-03-01',
    ybtje: '260.00',
    bzrs: '3',
  },
  'insurance/policies': { gsmc: '某人寿', bdh: 'P1', xzlb: '1', js: '1', xjjz: '100' },
};

let city: Awaited<ReturnType<typeof writeCity>>;
let served: ServedCity;

beforeAll(async () => {
  const people = [holder, other].map(({ name, idNumber }) => ({ gmsfhm: idNumber, xm: name }));
  const registers = Object.values(STAND_IN_LIST).flatMap(({ declaration }) =>
    Object.values(declaration.registers),
  );
  const rows = registers.flatMap(({ register, idFields, nameFields }) => {
    const record = RECORDS[register];
    if (!record) return [];
    const person = { [idFields[0] ?? '']: holder.idNumber, [nameFields[0] ?? '']: holder.name };
    return [[register, [{ ...person, ...record }]] as const];
  });
  city = await writeCity({
    ...Object.fromEntries(rows),
    'public-security/household-register': people,
  });
  served = await serveCity(city.dir, {
    answerDelayMs: 100,
    landServer: process.env['DATABASE_URL'] ?? null,
  });
});

afterAll(async () => {
  await served?.stop();
  await city?.remove();
});

/** Asks again for as long as the connector says that it may help. */
async function askUntilAnswered(connector: Connector, asked: Question): Promise<DepartmentAnswer> {
  for (let round = 0; round < 200; round++) {
    const answer = await connector.ask(asked, openGate());
    if (answer.againAfterMs === null) return answer;
    await pause(answer.againAfterMs);
  }
  throw new Error('no answer came');
}

const resourcesOf = (id: StandIn): string[] =>
  DEPARTMENTS.find((one) => one.id === id)?.resources.map((resource) => resource.id) ?? [];

test('sixteen departments live in six processes', () => {
  expect(served.departments.map(({ id }) => id)).toEqual(STAND_INS);
  expect(new Set(served.departments.map(({ pid }) => pid)).size).toBe(6);
});

test.each(FURTHER)('%s answers about each of its resources', async (id) => {
  const connector = connectorOf(served.departmentsFile, id, { askAgainMs: 50 });
  const impostor = { ...holder, name: '赵无名' };
  const asked = question([holder, other, stranger, impostor], resourcesOf(id));
  const { answers, faults } = await askUntilAnswered(connector, asked);
  await connector.close();
  expect(faults).toEqual([]);
  const { checksNames } = STAND_IN_LIST[id].declaration;
  for (const resource of resourcesOf(id)) {
    const own = answers.filter((answer) => answer.resource === resource);
    expect(own.map(({ key, outcome }) => `${key} ${outcome}`).toSorted()).toEqual([
      'p0 found',
      'p1 none',
      'p2 unknown-person',
      checksNames ? 'p3 identity-mismatch' : 'p3 found',
    ]);
    const found = own.find(({ key }) => key === 'p0');
    expect(found?.records).toHaveLength(1);
    expect(found?.records[0]?.subject).toMatchObject({
      name: holder.name,
      idNumber: holder.idNumber,
    });
  }
});

test('departments of one process fail each for itself', async () => {
  const leaveOff = await playScenario(served, {
    patience: {},
    departments: {},
    faults: [{ department: 'tax', fault: 'html', share: 1, afterMs: 0, forMs: 5_000 }],
  });
  const tax = connectorOf(served.departmentsFile, 'tax');
  const fund = connectorOf(served.departmentsFile, 'housing-fund');
  const ask = (connector: Connector, resource: string) =>
    connector.ask(question([holder], [resource]), openGate());
  expect(faultKinds(await ask(tax, 'tax.income'))).toEqual(['not-json']);
  expect(faultKinds(await ask(fund, 'housing-fund.account'))).toEqual([]);
  await until('the tax authority is well again', async () => {
    return faultKinds(await ask(tax, 'tax.income')).length === 0;
  });
  leaveOff();
  await Promise.all([tax.close(), fund.close()]);
});

test('a bank that corrects itself: first nothing, then a second answer beside it', async () => {
  await served.setFault('banks', { fault: 'corrected', share: 1, count: 1 });
  const banks = connectorOf(served.departmentsFile, 'banks', { askAgainMs: 50 });
  const asked = question([holder], ['banks.deposit']);
  const outcome = (answer: DepartmentAnswer) => answer.answers[0]?.outcome;
  expect(outcome(await askUntilAnswered(banks, asked))).toBe('none');
  await until('it has noticed', async () => {
    const corrections = (await banks.corrections?.()) ?? [];
    return corrections.some((one) => one.question === asked.id && one.sequence === 2);
  });
  expect(outcome(await askUntilAnswered(banks, asked))).toBe('found');
  await banks.close();
});

test('a city without a department’s registers does not serve it', async () => {
  const hamlet = await writeCity({});
  for (const folder of ['tax', 'banks', 'civil-affairs'])
    await rm(join(hamlet.dir, 'registers', folder), { recursive: true });
  const open = await serveCity(hamlet.dir, { landServer: process.env['DATABASE_URL'] ?? null });
  const ids = open.departments.map(({ id }) => id);
  await open.stop();
  await hamlet.remove();
  expect(STAND_INS.filter((id) => !ids.includes(id))).toEqual(['tax', 'banks']);
});
