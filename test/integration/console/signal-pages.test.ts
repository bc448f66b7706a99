// The pages of risk signals: for supervisors, each of her own region, and nobody about herself.

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SignalKind } from '../../../domain/signal.ts';
import { sessionOf, useConsole, Visitor } from '../../support/console.ts';
import { fillTown, lookForSignals, TOWN_ACCOUNT } from '../../support/signal-town.ts';

const office = useConsole();
const idOf = async (kind: SignalKind) =>
  (await office.store.signals.list({ limit: 1, kind }))[0]?.id ?? 0;

const visitors = new Map<string, Visitor>();
async function visitor(account: string): Promise<Visitor> {
  const known = visitors.get(account);
  if (known) return known;
  const one = new Visitor(office.address);
  one.holds('hedui-session', await sessionOf(office.store, account));
  // Any page has a form, and with it the key that a form needs.
  await one.get('/account');
  visitors.set(account, one);
  return one;
}
const page = async (account: string, path: string) => (await visitor(account)).get(path);

beforeAll(() => fillTown(office));

describe('the list', () => {
  test('holds a signal of each kind, says what was seen, and that it decides nothing', async () => {
    const { text } = await page('county', '/signals');
    for (const seen of [
      '3个互无共同成员的家庭（3户）填报同一发放账户；核对日期2026年5月1日至2026年5月1日。',
      '4个互无共同成员的家庭（4户）有人户籍登记在同一住处',
      '3个互无共同成员的家庭（3户）先后或同时申报住在同一住处',
      '12,000.00元 → 14,400.00元 → 17,280.00元',
      '不改变任何报告、认定或待遇',
    ]) {
      expect(text).toContain(seen);
    }
    expect(text).toContain('clerk在2026-01 至 2026-06间对70项疑点作了认定，消除60项（86%）');
  });

  test('is narrowed by kind and state', async () => {
    const { text } = await page('county', '/signals?kind=rising-income');
    expect(text).toContain('14,400.00');
    expect(text).not.toContain('填报同一发放账户');
    expect((await page('county', '/signals?state=harmless')).text).toContain('没有这样的信号');
  });

  test('is empty elsewhere, and for supervisors alone', async () => {
    expect((await page('other', '/signals')).text).toContain('没有这样的信号');
    for (const account of ['clerk', 'auditor']) {
      expect((await page(account, '/signals')).status).toBe(403);
      expect((await page(account, `/signals/${await idOf('shared-account')}`)).status).toBe(403);
    }
  });
});

describe('one signal', () => {
  test('shows how it was compared, the account, and households with a look in the ledger', async () => {
    const id = await idOf('shared-account');
    const { text } = await page('city', `/signals/${id}`);
    for (const shown of [TOWN_ACCOUNT, '均未填报账户持有人', '监护人代领', '371082001']) {
      expect(text).toContain(shown);
    }
    expect(text.match(/href="\/reports\//g)).toHaveLength(3);
    const { rows } = await office.sql.query(
      `select purpose from ledger_entries where kind = 'look' and actor = 'city' and subject = $1`,
      [`signal/${id}`],
    );
    expect(rows).toEqual([{ purpose: 'signal' }]);
  });

  test('that reaches into another region shows the others as a number, and is not hers to mark', async () => {
    const id = await idOf('shared-account');
    const { text } = await page('county', `/signals/${id}`);
    expect(text.match(/href="\/reports\//g)).toHaveLength(2);
    expect(text).toContain('另有1户在其他地区');
    expect(text).toContain('由371000的审核人处理');
    const refused = await (await visitor('county')).post(`/signals/${id}/harmless`, {
      reason: '已走访核实',
    });
    expect(refused.status).toBe(403);
    expect((await office.store.signals.get(id))?.state).toBe('open');
  });

  test('of income names the months of each sum, and each report', async () => {
    const { text } = await page('town', `/signals/${await idOf('rising-income')}`);
    expect(text).toContain('不按月折算');
    expect(text).toContain('2025-07 至 2026-06');
    expect(text).toContain('17,280.00');
  });

  test('about a colleague explains the comparison; about herself there is none', async () => {
    const own = await office.store.signals.list({ limit: 10, kind: 'dismissal-rate' });
    const about = (account: string) => own.find((one) => one.account === account)?.id ?? 0;
    expect(about('town')).toBeGreaterThan(0);
    const { text } = await page('town', `/signals/${about('clerk')}`);
    expect(text).toContain('比较对象：371002001的4名同事，同期认定370项、消除120项');
    expect((await page('town', `/signals/${about('town')}`)).status).toBe(404);
    expect((await page('town', '/signals')).text).not.toContain('town在');
    expect((await page('county', `/signals/${about('town')}`)).status).toBe(200);
    const posted = await (await visitor('town')).post(`/signals/${about('town')}/harmless`, {
      reason: '我自己的事',
    });
    expect(posted.status).toBe(404);
  });
});

describe('saying that it is harmless', () => {
  test('wants a reason, is written once, and is taken back by another reason', async () => {
    const id = await idOf('crowded-register');
    const county = await visitor('county');
    await county.get(`/signals/${id}`);
    expect((await county.post(`/signals/${id}/harmless`, { reason: '好' })).status).toBe(400);
    const written = await county.post(`/signals/${id}/harmless`, {
      reason: '安置房，四户分住四间',
    });
    expect(written.to).toBe(`/signals/${id}?saved=signal-${id}-harmless`);
    const town = await visitor('town');
    await town.get(`/signals/${id}`);
    const late = await town.post(`/signals/${id}/harmless`, { reason: '同样的看法' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('已由他人处理');
    expect((await page('county', '/signals?state=harmless')).text).toContain(`/signals/${id}"`);
    await lookForSignals(office.store);
    expect(await idOf('crowded-register')).toBe(id);

    await town.post(`/signals/${id}/reopen`, { reason: '有一户实际不住此处' });
    const { text } = await town.get(`/signals/${id}`);
    for (const shown of ['安置房，四户分住四间', '有一户实际不住此处', 'county', 'town']) {
      expect(text).toContain(shown);
    }
    const { rows } = await office.sql.query(
      `select kind, actor from ledger_entries where subject = $1 and kind like 'signal-%' order by at`,
      [`signal/${id}`],
    );
    expect(rows.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual([
      'signal-raised worker',
      'signal-harmless county',
      'signal-reopened town',
    ]);
  });

  test('changes no report', async () => {
    const { rows } = await office.sql.query(
      `select count(*)::int as settled from reports where settled_at is not null`,
    );
    expect(rows).toEqual([{ settled: 0 }]);
  });
});
