// The SQL transport against a front-end database on a real MySQL or MariaDB, with tables in gbk and utf8mb3.
// Needs MYSQL_URL (mysql://root@127.0.0.1:3306), an account that may create databases; left out without it.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mysql, { type Connection } from 'mysql2/promise';
import type { DepartmentDeclaration } from '../../../config/departments.ts';
import type { Connector } from '../../../connectors/connector.ts';
import { land } from '../../../connectors/departments/land.ts';
import { openExchangeDatabase } from '../../../connectors/transports/exchange-database.ts';
import { openSql } from '../../../connectors/transports/sql.ts';
import { fifteenDigitForm } from '../../../domain/citizen-id.ts';
import { declaredDepartment } from '../../support/declared-department.ts';
import { faultKinds, openGate, outcomes, question } from '../../support/questions.ts';
import { numbered } from '../../support/small-city.ts';

const server = process.env['MYSQL_URL'];
const onServer = server ? describe : describe.skip;
if (!server)
  process.stdout.write('MYSQL_URL is not set: the tests on MySQL/MariaDB are left out\n');

const HOMES = ['land.real-estate'];
const name = `land_${randomBytes(4).toString('hex')}`;
const password = randomBytes(12).toString('hex');
const PEOPLE = Array.from({ length: 10_000 }, (_, n) => numbered(n));

let root: Connection;
let declaration: DepartmentDeclaration;
let connector: Connector;

onServer('an exchange database on MySQL or MariaDB', () => {
  beforeAll(async () => {
    root = await mysql.createConnection({ uri: server ?? '', multipleStatements: true });
    await root.query(`
      create database ${name};
      create user ${name}@'%' identified by '${password}';
      grant select on ${name}.* to ${name}@'%';
      use ${name};`);
    const url = new URL(server ?? '');
    url.username = name;
    url.password = password;
    url.pathname = `/${name}`;
    declaration = declaredDepartment('land', {
      transport: 'sql',
      address: url.href,
      limits: { timeoutMs: 60_000, concurrency: 2 },
    });
    connector = openSql(land, declaration);
  });

  afterAll(async () => {
    await connector.close();
    await root.query(`drop database ${name}; drop user ${name}@'%'`);
    await root.end();
  });

  const ask = (from: number, until: number, by: Connector = connector) =>
    by.ask(question(PEOPLE.slice(from, until), HOMES), openGate());

  /** Typed columns, as a department's own table has them, and one row a person from 0 to 4. */
  async function createTables(charset: string): Promise<void> {
    await root.query(`
      drop table if exists bdc_qlr, qzk_gxjl;
      create table bdc_qlr (zjh varchar(18), qlr varchar(60), bdcdyh varchar(28), bdcqzh varchar(60),
        zl varchar(200), jzmj decimal(12,2), ghyt varchar(20), gyfs char(1), gyqk varchar(60), qszt char(1),
        djsj varchar(19), sfdy char(1), sfcf char(1), key (zjh)) default charset ${charset};
      create table qzk_gxjl (bm varchar(60), jzrq date) default charset ${charset};
      insert into qzk_gxjl values ('bdc_qlr', '2026-06-28');`);
    const row = (number: string, area: string | null) => [
      number,
      '欧阳·娜娜',
      `U${number}`,
      '威海市环翠区',
      area,
      '住宅',
      '0',
      '1',
      '2010-05-01',
    ];
    const old = fifteenDigitForm(numbered(1).idNumber) ?? '';
    await root.query(
      'insert into bdc_qlr (zjh, qlr, bdcdyh, zl, jzmj, ghyt, gyfs, qszt, djsj) values ?',
      [[row(numbered(0).idNumber, '88.20'), row(old, null), row(numbered(4).idNumber, '61.00')]],
    );
  }

  describe.each(['gbk', 'utf8mb3', 'utf8mb4'])('with tables in %s', (charset) => {
    beforeAll(() => createTables(charset));

    test('finds rows under both forms of a number; dates, decimals and names come as written', async () => {
      const answer = await ask(0, 3);
      expect(outcomes(answer)).toEqual([
        'p0 real-estate found',
        'p1 real-estate found',
        'p2 real-estate none',
      ]);
      expect(answer).toMatchObject({ requests: 1, faults: [] });
      // 88.20 m² is 8,820 hundredths; the table was refreshed up to 28 June, three days before the day asked for.
      expect(answer.answers[0]).toMatchObject({ asOf: '2026-06-28' });
      expect(answer.answers[0]?.records[0]).toMatchObject({
        subject: { name: '欧阳·娜娜' },
        facts: { areaM2x100: 8820, location: '威海市环翠区', registeredOn: '2010-05-01' },
      });
    });

    test('ten thousand persons are one query', async () => {
      const selectsBefore = await selects();
      const answer = await ask(0, 10_000);
      expect((await selects()) - selectsBefore).toBe(2); // the rows, and when the table was refreshed
      expect(answer.requests).toBe(1);
      expect(answer.answers.filter(({ outcome }) => outcome === 'found')).toHaveLength(3);
      expect(answer.answers.filter(({ outcome }) => outcome === 'none')).toHaveLength(9_997);
    });
  });

  /** SELECTs that the reader's sessions have sent so far, by the server's own count. */
  async function selects(): Promise<number> {
    const [rows] = await root.query('show global status like ?', ['Com_select']);
    return Number((rows as { Value: string }[])[0]?.Value);
  }

  describe('what goes wrong', () => {
    beforeEach(() => createTables('gbk'));

    test('a value that cannot be read leaves its person unanswered', async () => {
      await root.query(`update bdc_qlr set qszt = '9' where zjh = ?`, [numbered(0).idNumber]);
      const answer = await ask(0, 2);
      expect(outcomes(answer)).toEqual([
        'p0 real-estate unanswered:failed',
        'p1 real-estate found',
      ]);
      expect(faultKinds(answer)).toEqual(['schema']);
    });

    test('a table locked by its refresh is a timeout', async () => {
      const limits = { ...declaration.limits, timeoutMs: 1_500 };
      const impatient = openSql(land, { ...declaration, limits });
      await root.query('lock tables bdc_qlr write');
      try {
        const answer = await ask(0, 1, impatient);
        expect(outcomes(answer)).toEqual(['p0 real-estate unanswered:timed-out']);
        expect(faultKinds(answer)).toEqual(['timeout']);
      } finally {
        await root.query('unlock tables');
        await impatient.close();
      }
    });

    test('connections that the server cut are replaced', async () => {
      await ask(0, 1);
      const [rows] = await root.query(
        'select id from information_schema.processlist where user=?',
        [name],
      );
      const held = rows as { id: number }[];
      expect(held.length).toBeGreaterThan(0);
      for (const { id } of held) await root.query(`kill ${id}`);
      expect(outcomes(await ask(0, 1))).toEqual(['p0 real-estate found']);
    });

    test.each([
      ['a wrong password', () => ({ credentials: { password: 'wrong' } }), 'refused', '28000'],
      [
        'another database',
        () => ({ address: declaration.address.replace(/[^/]*$/, 'mysql') }),
        'refused',
        '28000',
      ],
    ] as const)('%s is refused', async (_what, change, why, state) => {
      const other = openSql(land, { ...declaration, ...change() });
      const answer = await ask(0, 1, other);
      expect(outcomes(answer)).toEqual([`p0 real-estate unanswered:${why}`]);
      expect(faultKinds(answer)).toEqual([`sqlstate-${state}`]);
      await other.close();
    });

    test('a table that is gone is a failure, a server that is gone is not connected', async () => {
      await root.query('drop table bdc_qlr');
      expect(faultKinds(await ask(0, 1))).toEqual(['sqlstate-42S02']);
      const gone = openSql(land, { ...declaration, address: 'mariadb://127.0.0.1:1/none' });
      expect(outcomes(await ask(0, 1, gone))).toEqual(['p0 real-estate unanswered:not-connected']);
      expect(await gone.probe(AbortSignal.timeout(60_000))).toMatchObject({ said: 'unreachable' });
      await gone.close();
    });

    test('nothing can be written through it, even where the account may', async () => {
      const mighty = openExchangeDatabase({
        ...declaration,
        address: new URL(`/${name}`, server).href,
      });
      const writing = mighty.rows('delete from bdc_qlr', []);
      await expect(writing).rejects.toMatchObject({ sqlState: '25006' });
      await mighty.close();
    });
  });
});
