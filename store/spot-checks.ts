// Samples for spot checks (抽查). What is drawn depends on the seed and on the reports alone, so that anyone who is told the
// seed draws the same again, and nobody can be said to have picked.
//
// Each report gets the number u between 0 and 1 that the first six bytes of SHA-256("seed:report number") make; the
// smallest are drawn. With weights the smallest of −ln(u) ÷ weight are (Efraimidis and Spirakis 2006): a report of twice
// the weight is drawn first twice as often.

import type { Instant } from '../domain/calendar.ts';
import type { RegionCode } from '../domain/region.ts';
import type { Database } from './database.ts';
import type { IndexKey } from './encryption/blind-index.ts';
import { conditionsOf, type ReportQuery } from './report-search.ts';

export const SPOT_CHECK_METHODS = ['random', 'risk'] as const;
export type SpotCheckMethod = (typeof SPOT_CHECK_METHODS)[number];

export type SpotCheckQuery = Pick<
  ReportQuery,
  'from' | 'until' | 'region' | 'scheme' | 'conclusion' | 'kinds'
>;

export type Draw = {
  readonly query: SpotCheckQuery;
  readonly method: SpotCheckMethod;
  readonly seed: string;
  readonly size: number;
  /** Reports count as they stood then. */
  readonly at: Instant;
};

export type Drawn = {
  /** Reports that could have been drawn. */
  readonly population: number;
  /** In the order of drawing. */
  readonly reports: readonly { readonly number: string; readonly weight: number }[];
};

export type SpotCheck = Draw & {
  readonly id: number;
  readonly region: RegionCode;
  readonly drawnBy: string;
  readonly purpose: string;
  readonly population: number;
};

/**
 * Where a mistake costs most: what exceeds a limit, what is doubted, what nobody could answer, many findings, and what
 * somebody has dismissed.
 */
const riskAt = (when: string) => `
  case conclusion when 'exceeds' then 4 when 'doubts' then 4 when 'incomplete' then 2 else 1 end
  + least(cardinality(finding_kinds), 4)
  + case when number in (select report_number from reviews
                         where decision = 'dismiss' and at <= ${when}::timestamptz) then 4 else 0 end`;

export type SpotChecks = ReturnType<typeof spotChecksIn>;

export function spotChecksIn(database: Database, indexKey: IndexKey) {
  return {
    /** Draws and keeps nothing. */
    async draw({ query, method, seed, size, at }: Draw): Promise<Drawn> {
      const values: unknown[] = [];
      const $ = (value: unknown) => `$${values.push(value)}`;
      const when = $(at);
      const conditions = [
        ...conditionsOf({ ...query, superseded: true }, $, indexKey),
        `issued_at <= ${when}::timestamptz`,
        `(is_current or exists (
           select from shown_reports l
           where l.household_id = s.household_id and l.verification = s.verification
             and l.version = s.version + 1 and l.issued_at > ${when}::timestamptz))`,
      ];
      const weight = method === 'risk' ? riskAt(when) : '1';
      const rows = await database.rows<{ number: string; weight: number; population: number }>(
        `with could as (
           select number, ${weight} as weight,
                  (('x' || encode(substring(sha256(convert_to(${$(`${seed}:`)} || number, 'UTF8')) for 6), 'hex'))
                     ::bit(48)::bigint + 1)::float8 / 281474976710657 as u
           from shown_reports s where ${conditions.join(' and ')})
         select number, weight, (select count(*) from could) as population
         from could order by -ln(u) / weight, number limit ${$(size)}`,
        values,
      );
      return {
        population: rows[0]?.population ?? 0,
        reports: rows.map((row) => ({ number: row.number, weight: row.weight })),
      };
    },

    async keep(
      draw: Draw & {
        readonly region: RegionCode;
        readonly drawnBy: string;
        readonly purpose: string;
      },
      drawn: Drawn,
    ): Promise<number> {
      return database.transaction(async (client) => {
        const { rows } = await client.query<{ id: number }>(
          `insert into spot_checks (region, drawn_by, drawn_at, purpose, seed, method, asked, population)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
          [
            draw.region,
            draw.drawnBy,
            draw.at,
            draw.purpose,
            draw.seed,
            draw.method,
            JSON.stringify({ ...draw.query, size: draw.size }),
            drawn.population,
          ],
        );
        const id = rows[0]?.id ?? 0;
        await client.query(
          `insert into spot_check_reports (spot_check_id, place, number, weight)
           select $1, place, number, weight
           from unnest($2::text[], $3::int[]) with ordinality as t (number, weight, place)`,
          [id, drawn.reports.map((one) => one.number), drawn.reports.map((one) => one.weight)],
        );
        return id;
      });
    },

    /** The latest first. */
    async list(limit: number): Promise<SpotCheck[]> {
      const rows = await database.rows<SpotCheckRow>(
        `select ${SPOT_CHECK} from spot_checks order by id desc limit $1`,
        [limit],
      );
      return rows.map(toSpotCheck);
    },

    async get(id: number): Promise<(SpotCheck & { readonly reports: Drawn['reports'] }) | null> {
      const row = await database.one<SpotCheckRow>(
        `select ${SPOT_CHECK} from spot_checks where id = $1`,
        [id],
      );
      if (row === null) return null;
      const reports = await database.rows<{ number: string; weight: number }>(
        'select number, weight from spot_check_reports where spot_check_id = $1 order by place',
        [id],
      );
      return { ...toSpotCheck(row), reports };
    },
  };
}

const SPOT_CHECK = `id, region, drawn_by as "drawnBy", drawn_at as at, purpose, seed, method, asked, population`;

type SpotCheckRow = Omit<SpotCheck, 'query' | 'size'> & {
  asked: SpotCheckQuery & { size: number };
};

function toSpotCheck({ asked: { size, ...query }, ...row }: SpotCheckRow): SpotCheck {
  return { ...row, query, size };
}
