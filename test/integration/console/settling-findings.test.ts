// What caseworkers and supervisors decide about findings: with a reason, in turn, and two by two where it weighs most.

import { beforeAll, describe, expect, test } from '@jest/globals';
import { householdPage } from '../../../console/pages/households/household.ts';
import { reviewFinding, secondReview } from '../../../console/pages/households/review-finding.ts';
import { workListPage } from '../../../console/pages/work/work-list.ts';
import { signIn, signInPage } from '../../../console/pages/sign-in.ts';
import { homePage } from '../../../console/pages/home.ts';
import type { ReportContent } from '../../../domain/report.ts';
import { hire, useConsole, Visitor } from '../../support/console.ts';
import { DOUBTS, EXCEEDS } from '../../support/example-report-contents.ts';
import { sealReported } from '../../support/reported-household.ts';

const opened = useConsole({
  routes: [signInPage, signIn, homePage, workListPage, householdPage, reviewFinding, secondReview],
});
beforeAll(async () => {
  await hire(opened, 'wang', 'caseworker');
  await hire(opened, 'qian', 'caseworker');
  await hire(opened, 'li', 'supervisor');
  await hire(opened, 'far', 'caseworker', '371003');
});

const reported = async (content: ReportContent) => sealReported(opened.store, content);

async function signedIn(account: string): Promise<Visitor> {
  const visitor = new Visitor(opened.address);
  await visitor.signIn(account);
  return visitor;
}

const dismissed = { decision: 'dismiss', reason: '车辆已于五月报废，见注销证明', seen: '0' };

async function isWaiting(visitor: Visitor, number: string): Promise<boolean> {
  return (await visitor.get('/work')).text.includes(number);
}

describe('a doubt', () => {
  test('is settled with a reason; the household then waits for nobody', async () => {
    const { report } = await reported(DOUBTS);
    const wang = await signedIn('wang');
    expect(await isWaiting(wang, report.number)).toBe(true);
    await wang.get(`/reports/${report.number}`);
    for (const { id, severity } of report.content.findings.filter(
      (one) => one.severity !== 'info',
    )) {
      expect(severity).toBe('doubt');
      const saved = await wang.post(`/reports/${report.number}/findings/${id}`, dismissed);
      expect(saved.to).toContain(`/reports/${report.number}?saved=`);
    }
    const page = await wang.get(`/reports/${report.number}`);
    expect(page.text.includes('已消除')).toBe(true);
    expect(page.text.includes(dismissed.reason)).toBe(true);
    expect(await isWaiting(wang, report.number)).toBe(false);
  });

  test('is not settled without a reason', async () => {
    const { report } = await reported(DOUBTS);
    const wang = await signedIn('wang');
    await wang.get(`/reports/${report.number}`);
    const refused = await wang.post(`/reports/${report.number}/findings/F1`, {
      ...dismissed,
      reason: ' ',
    });
    expect(refused.status).toBe(400);
    expect(await opened.store.reviews.ofReport(report.number)).toEqual([]);
  });

  test('stays open while somebody is asked about it', async () => {
    const { report } = await reported(DOUBTS);
    const wang = await signedIn('wang');
    await wang.get(`/reports/${report.number}`);
    const asked = { ...dismissed, decision: 'ask-household' };
    await wang.post(`/reports/${report.number}/findings/F1`, asked);
    expect(await isWaiting(wang, report.number)).toBe(true);
    expect((await wang.get('/work')).text.includes('已发问，待回复')).toBe(true);
  });
});

describe('two caseworkers on the same finding', () => {
  test('the second sees what the first did, and loses nothing of what was written', async () => {
    const { report } = await reported(DOUBTS);
    const [wang, qian] = [await signedIn('wang'), await signedIn('qian')];
    await wang.get(`/reports/${report.number}`);
    await qian.get(`/reports/${report.number}`);
    await wang.post(`/reports/${report.number}/findings/F1`, dismissed);
    const mine = { ...dismissed, decision: 'confirm', reason: '已电话核实，房屋确为其所有' };
    const late = await qian.post(`/reports/${report.number}/findings/F1`, mine);
    expect(late.status).toBe(409);
    expect(late.text.includes('wang 已处理了该事项')).toBe(true);
    expect(late.text.includes(dismissed.reason)).toBe(true);
    expect(late.text.includes(mine.reason)).toBe(true);
    const reviews = await opened.store.reviews.ofReport(report.number);
    expect(reviews.map(({ by }) => by)).toEqual(['wang']);
    // Having seen it, she may decide otherwise.
    await qian.post(`/reports/${report.number}/findings/F1`, { ...mine, seen: '1' });
    expect(await opened.store.reviews.ofReport(report.number)).toHaveLength(2);
  });

  test('at the very same moment, one of them is told', async () => {
    const { report } = await reported(DOUBTS);
    const visitors = [await signedIn('wang'), await signedIn('qian')];
    for (const visitor of visitors) await visitor.get(`/reports/${report.number}`);
    const replies = await Promise.all(
      visitors.map((visitor) => visitor.post(`/reports/${report.number}/findings/F1`, dismissed)),
    );
    expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      303, 409,
    ]);
  });
});

describe('what exceeds a standard', () => {
  test('is closed only when a supervisor agrees who did not decide it', async () => {
    const { report } = await reported(EXCEEDS);
    const [wang, li] = [await signedIn('wang'), await signedIn('li')];
    const wanted = report.content.findings.filter((one) => one.severity !== 'info');
    await wang.get(`/reports/${report.number}`);
    for (const { id } of wanted)
      await wang.post(`/reports/${report.number}/findings/${id}`, dismissed);
    expect(await isWaiting(wang, report.number)).toBe(true);
    const reviews = await opened.store.reviews.ofReport(report.number);
    const agree = { verdict: 'agree', reason: '材料齐全，同意' };

    // A caseworker has no such right, whatever the page shows.
    expect(
      (await wang.post(`/reports/${report.number}/reviews/${reviews[0]?.id}`, agree)).status,
    ).toBe(403);

    const list = await li.get('/work?show=second');
    expect(list.text.includes(report.number)).toBe(true);
    await li.get(`/reports/${report.number}`);
    for (const { id } of reviews)
      expect((await li.post(`/reports/${report.number}/reviews/${id}`, agree)).status).toBe(303);
    expect(await isWaiting(wang, report.number)).toBe(false);
    // Her word is given once.
    expect(
      (await li.post(`/reports/${report.number}/reviews/${reviews[0]?.id}`, agree)).status,
    ).toBe(409);
  });

  test('is not seconded by the supervisor who decided it, and comes back when it is returned', async () => {
    const { report } = await reported(EXCEEDS);
    const [wang, li] = [await signedIn('wang'), await signedIn('li')];
    await li.get(`/reports/${report.number}`);
    await li.post(`/reports/${report.number}/findings/F1`, dismissed);
    const [own] = await opened.store.reviews.ofReport(report.number);
    const word = { verdict: 'agree', reason: '自己同意自己' };
    expect((await li.post(`/reports/${report.number}/reviews/${own?.id}`, word)).status).toBe(409);

    await wang.get(`/reports/${report.number}`);
    await wang.post(`/reports/${report.number}/findings/F2`, dismissed);
    const others = await opened.store.reviews.ofReport(report.number);
    const his = others.find(({ by }) => by === 'wang');
    await li.post(`/reports/${report.number}/reviews/${his?.id}`, {
      verdict: 'return',
      reason: '请补注销证明',
    });
    const page = await wang.get(`/reports/${report.number}`);
    expect(page.text.includes('复核退回')).toBe(true);
    expect(page.text.includes('请补注销证明')).toBe(true);
  });
});

describe('when a new report takes the place of an old one', () => {
  test('what was settled and has not changed stays settled', async () => {
    const { report, seal } = await reported(DOUBTS);
    const wang = await signedIn('wang');
    await wang.get(`/reports/${report.number}`);
    for (const { id } of report.content.findings.filter((one) => one.severity !== 'info'))
      await wang.post(`/reports/${report.number}/findings/${id}`, dismissed);
    const renamed = report.content.findings.map((one) => ({
      ...one,
      id: one.id.replace('F', 'F1'),
    }));
    const next = await seal({ ...DOUBTS, findings: renamed }, 2, report.number);
    const page = await wang.get(`/reports/${next.number}`);
    expect(page.text.includes('已消除')).toBe(true);
    expect(await isWaiting(wang, next.number)).toBe(false);
    // On the old report nothing is decided any more.
    expect((await wang.post(`/reports/${report.number}/findings/F1`, dismissed)).status).toBe(409);
  });

  test('what has changed is open again, with the earlier decision beside it', async () => {
    const { report, seal } = await reported(DOUBTS);
    const wang = await signedIn('wang');
    await wang.get(`/reports/${report.number}`);
    await wang.post(`/reports/${report.number}/findings/F1`, dismissed);
    const [first, ...others] = DOUBTS.findings;
    if (first === undefined) throw new TypeError('the example has a finding');
    const changed = {
      ...first,
      figures: { ...first.figures, found: { value: 3, unit: 'count' as const } },
    };
    const next = await seal({ ...DOUBTS, findings: [changed, ...others] }, 2, report.number);
    const page = await wang.get(`/reports/${next.number}`);
    expect(page.text.includes('待处理')).toBe(true);
    expect(page.text.includes('早前报告上的处理')).toBe(true);
    expect(page.text.includes(dismissed.reason)).toBe(true);
  });
});

describe('who sees and who decides', () => {
  test('another region sees no report and settles nothing', async () => {
    const { report } = await reported(DOUBTS);
    const far = await signedIn('far');
    await far.get('/work');
    expect((await far.get(`/reports/${report.number}`)).status).toBe(404);
    expect((await far.post(`/reports/${report.number}/findings/F1`, dismissed)).status).toBe(404);
    expect(await isWaiting(far, report.number)).toBe(false);
  });

  test('every look and every decision is in the ledger, with its purpose, and no reason in clear', async () => {
    const { report } = await reported(DOUBTS);
    const wang = await signedIn('wang');
    await wang.get(`/reports/${report.number}`);
    await wang.post(`/reports/${report.number}/findings/F1`, dismissed);
    const { rows } = await opened.sql.query(
      `select kind, actor, purpose from ledger_entries where subject = $1 and actor <> 'worker' order by id`,
      [report.number],
    );
    expect(rows).toEqual([
      { kind: 'look', actor: 'wang', purpose: 'application' },
      { kind: 'review', actor: 'wang', purpose: 'application' },
    ]);
    const { rows: kept } = await opened.sql.query('select sealed from reviews');
    for (const { sealed } of kept)
      expect((sealed as Buffer).toString('utf8')).not.toContain('报废');
  });
});

describe('a finding that comes back when the household is verified again', () => {
  test('shows how it was settled before, and is settled by a person again', async () => {
    const { report, again } = await reported(DOUBTS);
    const wang = await signedIn('wang');
    await wang.get(`/reports/${report.number}`);
    await wang.post(`/reports/${report.number}/findings/F1`, dismissed);
    const rechecked = await again(DOUBTS);
    const page = await wang.get(`/reports/${rechecked.number}`);
    expect(page.text).toContain('同一发现在上次核对时已处理');
    expect(page.text).toContain(dismissed.reason);
    expect(page.text).toContain(`href="/reports/${report.number}"`);
    expect(page.text).toContain('未自动结案');
    expect(await isWaiting(wang, rechecked.number)).toBe(true);
    expect(await opened.store.reviews.ofReport(rechecked.number)).toEqual([]);
  });

  test('with other figures is only like the one before', async () => {
    const { report, again } = await reported(DOUBTS);
    const wang = await signedIn('wang');
    await wang.get(`/reports/${report.number}`);
    await wang.post(`/reports/${report.number}/findings/F1`, dismissed);
    const changed = {
      ...DOUBTS,
      findings: DOUBTS.findings.map((finding) =>
        finding.id === 'F1' ? { ...finding, evidence: [] } : finding,
      ),
    };
    const { text } = await wang.get(`/reports/${(await again(changed)).number}`);
    expect(text).not.toContain('同一发现在上次核对时已处理');
    expect(text).toContain('以前核对中对同类发现的处理');
  });

  test('says nothing of a decision that left it open', async () => {
    const { report, again } = await reported(DOUBTS);
    const wang = await signedIn('wang');
    await wang.get(`/reports/${report.number}`);
    const asked = { ...dismissed, decision: 'ask-household' };
    await wang.post(`/reports/${report.number}/findings/F1`, asked);
    const { text } = await wang.get(`/reports/${(await again(DOUBTS)).number}`);
    expect(text).not.toContain('已处理</b>');
    expect(text).not.toContain(dismissed.reason);
  });
});
