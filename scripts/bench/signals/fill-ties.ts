// Ties of very many households, as if they had been read: for measuring what grouping costs. Each household has an account, a
// stated and a registered home; one home in a hundred is that of two, one in ten thousand of six.

import type pg from 'pg';

export async function fillTies(client: pg.Client, households: number): Promise<void> {
  await client.query(`
    insert into key_versions (version, check_value) values (1, '') on conflict do nothing;
    insert into batches (scheme, purpose, region, file_digest, submitted_by, verified_on, state, key_wrapped,
                         key_version, file_name_sealed)
    values ('subsistence', 'application', '371002', sha256('ties'), 'bench', '2026-07-01', 'running', '', 1, '')`);
  await client.query(
    `insert into households (id, batch_id, seq, region, handled_in, ref_index, key_wrapped, key_version, sealed)
     select no, (select max(id) from batches), no, '371002001', '371002001', '', '', 1, ''
     from generate_series(1, $1::int) no`,
    [households],
  );
  await client.query(
    `insert into persons (household_id, no, role, id_index)
     select no, 1, 'applicant', substr(sha256(no::text::bytea), 1, 16) from generate_series(1, $1::int) no`,
    [households],
  );
  await client.query(
    `insert into household_ties (household_id, kind, digest, applicant, since, sealed)
     select no, kind,
            substr(sha256((kind || case when no % 10000 < 6 then no / 10000 * 10000
                                        when no % 100 < 2 then no / 100 * 100 else no end)::bytea), 1, 16),
            substr(sha256(no::text::bytea), 1, 16), '2026-07-01', ''
     from generate_series(1, $1::int) no,
          unnest(array['payment-account', 'registered-address', 'stated-address']) kind`,
    [households],
  );
  await client.query('analyze');
}
