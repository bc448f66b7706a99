// Staff settle findings while the console is struck: one decides, a supervisor gives the second word. Whoever gets no answer
// looks at the page, and sends the form again when their reason does not stand there.

import { hashPassword } from '../../console/sign-in/passwords.ts';
import type { RegionCode } from '../../domain/region.ts';
import { REVIEW_DECISIONS, wantsReview } from '../../domain/review.ts';
import type { Random } from '../city/grow/random.ts';
import { type Desk, openDesk, type Page } from './desk.ts';
import type { Ground } from './ground.ts';
import { untilItWorks, untilKnown } from './patience.ts';

export type Office = { readonly caseworker: Desk; readonly supervisor: Desk };

/** What somebody wanted to write, with a reason that nothing else has. */
export type Word = {
  readonly number: string;
  readonly finding: string;
  readonly reason: string;
  readonly isSecond: boolean;
  /** Whether the console said that it is written. */
  readonly isAcknowledged: boolean;
};

const REGION = '371000' as RegionCode;
const PASSWORD = 'a sentence to remember';
const MOST_FINDINGS = 6;

export async function openOffice({ engine, address }: Ground): Promise<Office> {
  const passwordHash = await hashPassword(PASSWORD);
  const hire = async (account: string, role: 'caseworker' | 'supervisor') => {
    const member = { account, name: account, office: 'faults', region: REGION, role, passwordHash };
    await engine.store.staff.add(member);
    await engine.store.staff.setPassword(account, passwordHash, false);
    return openDesk(address, account, PASSWORD);
  };
  return {
    caseworker: await hire('desk-one', 'caseworker'),
    supervisor: await hire('desk-two', 'supervisor'),
  };
}

/** Settles some findings of a batch, one after the other. @param mark begins every reason, of this round alone */
export async function settleFindings(
  ground: Ground,
  office: Office,
  { batchId, mark }: { readonly batchId: string; readonly mark: string },
  random: Random,
): Promise<Word[]> {
  const open = await findingsOf(ground, batchId);
  const words: Word[] = [];
  for (let left = MOST_FINDINGS; left > 0 && open.length > 0; left--) {
    const [one] = open.splice(random.below(open.length), 1);
    if (one === undefined) break;
    const decision = random.pick(REVIEW_DECISIONS);
    const reason = `${mark} ${words.length + 1} ${decision}`;
    const fields = { decision, reason };
    const first = await untilAnswered(office.caseworker, one.number, reason, fields, (page) =>
      settleFormOf(page, one.number, one.finding),
    );
    words.push({ ...one, reason, isSecond: false, isAcknowledged: first });
    if (!first || !one.isGrave || !['confirm', 'dismiss'].includes(decision)) continue;
    const why = `${mark} ${words.length + 1} second`;
    const verdict = random.chance(0.7) ? 'agree' : 'return';
    const said = { verdict, reason: why };
    const second = await untilAnswered(office.supervisor, one.number, why, said, (page) =>
      secondFormOf(page, one.number),
    );
    words.push({ ...one, reason: why, isSecond: true, isAcknowledged: second });
  }
  return words;
}

type Open = { readonly number: string; readonly finding: string; readonly isGrave: boolean };

function findingsOf({ engine }: Ground, batchId: string): Promise<Open[]> {
  return untilItWorks(async () => {
    const found: Open[] = [];
    for (const { number } of await engine.store.reports.ofBatch(batchId, { limit: 100 })) {
      const { content } = await engine.store.reports.read(number);
      for (const { id, severity } of content.findings.filter(wantsReview))
        found.push({ number, finding: id, isGrave: severity === 'exceeds' });
    }
    return found;
  });
}

type Form = { readonly action: string; readonly fields: Readonly<Record<string, string>> };

/** @returns whether it is known to be written; false also when another report took its place, and nobody may settle it */
function untilAnswered(
  desk: Desk,
  number: string,
  reason: string,
  said: Readonly<Record<string, string>>,
  formOf: (page: Page) => Form | null,
): Promise<boolean> {
  return untilKnown(async () => {
    const page = await desk.read(`/reports/${number}`);
    if (page.status !== 200) return null;
    if (page.text.includes(reason)) return true;
    const form = formOf(page);
    if (form === null) return false;
    const reply = await desk.send(page, form.action, { ...form.fields, ...said });
    return reply.to?.startsWith(`/reports/${number}?saved=`) ? true : null;
  });
}

function settleFormOf({ text }: Page, number: string, finding: string): Form | null {
  const action = `/reports/${number}/findings/${finding}`;
  const form = new RegExp(`action="${action}"[^]*?name="seen" value="(\\d+)"`).exec(text);
  return form === null ? null : { action, fields: { seen: form[1] ?? '0' } };
}

/** Of a report only one finding at a time awaits the second word here: the first form is its own. */
function secondFormOf({ text }: Page, number: string): Form | null {
  const action = new RegExp(`action="(/reports/${number}/reviews/\\d+)"`).exec(text)?.[1];
  return action === undefined ? null : { action, fields: {} };
}
