// Fills a store with as many supported households as a city has: each is a copy, row for row, of one that was really
// verified. Copies cannot be opened (what is sealed is bound to its household), so a bench may let nothing happen to them.

import pg from 'pg';

/** Tables of a household, and what is told apart in a copy. `k` is its number, `n` the households that are copied. */
const TABLES: readonly (readonly [table: string, of: string, distinct: Record<string, string>])[] =
  [
    ['households', 't.id', { id: 't.id + k * OFFSET', seq: 't.seq + k * n' }],
    ['persons', 't.household_id', { household_id: 't.household_id + k * OFFSET' }],
    ['verifications', 't.household_id', { household_id: 't.household_id + k * OFFSET' }],
    ['answers', 't.household_id', { household_id: 't.household_id + k * OFFSET' }],
    [
      'reports',
      't.household_id',
      {
        household_id: 't.household_id + k * OFFSET',
        number: "t.number || '-' || k",
        seq: 't.seq + k * n',
      },
    ],
    [
      'supports',
      't.household_id',
      { id: 't.id + k * OFFSET', household_id: 't.household_id + k * OFFSET' },
    ],
    [
      'watched_persons',
      '(select s.household_id from supports s where s.id = t.support_id)',
      {
        support_id: 't.support_id + k * OFFSET',
        pseudonym: 'sha256(t.pseudonym || int8send(k::bigint))',
      },
    ],
  ];

/** Far above every number that the engine has given. */
const OFFSET = 1_000_000;

/**
 * @param persons how many are to be supported in all
 * @returns how many are
 */
export async function multiplySupports(databaseUrl: string, persons: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Copies of sound rows need no checking, and nobody counts them one by one.
    await client.query('set session_replication_role = replica; set synchronous_commit = off');
    const { rows } = await client.query<{ n: number; own: number; all: number; copies: number }>(
      `select count(*) filter (where household_id < $1)::int as n,
              (sum(persons) filter (where household_id < $1))::int as own,
              sum(persons)::int as all, (max(household_id) / $1)::int as copies
       from supports where ended_on is null`,
      [OFFSET],
    );
    const { n = 0, own = 0, all = 0, copies = 0 } = rows[0] ?? {};
    const more = Math.round((persons - all) / Math.max(1, own));
    if (more <= 0) return all;
    for (const [table, of, distinct] of TABLES) {
      const { rows: columns } = await client.query<{ name: string }>(
        `select column_name as name from information_schema.columns where table_name = $1`,
        [table],
      );
      const names = columns.map(({ name }) => name);
      const values = names.map((name) =>
        (distinct[name] ?? `t.${name}`)
          .replaceAll('OFFSET', String(OFFSET))
          .replace(/\bn\b/g, String(n)),
      );
      await client.query(
        `insert into ${table} (${names.join(', ')}) overriding system value
         select ${values.join(', ')} from ${table} t, generate_series(${copies + 1}, ${copies + more}) as k
         where ${of} < ${OFFSET}`,
      );
      await client.query(`analyze ${table}`);
    }
    return all + more * own;
  } finally {
    await client.end();
  }
}
