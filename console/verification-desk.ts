// What other authorities are told over SPDCI: whether a household's report is good, and until when. Not what it found,
// concludes or rests on, and not who belongs to the household: that stays with those who decide on the help
// (个人信息保护法 art 6: the least that the purpose needs; 社会救助暂行办法 art 61: what is learnt of a family is kept secret).
// One report number or one ID number a question; searching by attributes is not offered, since it asks about everyone.

import type { Partner } from '../config/partners.ts';
import { identifierQuery, type SearchItem, statedPurpose } from '../connectors/spdci/messages.ts';
import { instant, shanghaiDate } from '../domain/calendar.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import type { ReportState } from '../store/report-states.ts';
import type { Store } from '../store/store.ts';
import { type Desk, type Found, rejected } from './spdci/desk.ts';

const REPORT_NUMBER = 'REPORT_NO';
const CITIZEN_ID: ReadonlySet<string> = new Set(['UIN', 'NIN', 'NationalID']);

export function openVerificationDesk(
  store: Pick<Store, 'reportStates' | 'ledger'>,
  now: () => Date,
): Desk {
  async function statesFor(type: string, value: string): Promise<readonly ReportState[] | null> {
    if (type === REPORT_NUMBER) {
      const state = await store.reportStates.byNumber(value);
      return state === null ? [] : [state];
    }
    if (!CITIZEN_ID.has(type)) return null;
    const read = parseCitizenId(value);
    return 'id' in read ? store.reportStates.ofPerson(read.id) : null;
  }

  async function look({ search_criteria: asked }: SearchItem, purpose: string | null) {
    if (purpose === null) {
      return rejected(
        'rjct.search_criteria.invalid',
        'A consent or authorisation must state a purpose that is agreed with this partner.',
      );
    }
    const query = identifierQuery.safeParse(asked.query);
    if (asked.query_type !== 'idtype-value' || !query.success) {
      return rejected('rjct.filter.invalid', 'Only one report or one person can be asked about.');
    }
    const states = await statesFor(query.data.type, query.data.value);
    if (states === null) {
      return rejected(
        'rjct.filter.invalid',
        'The identifier is of no known type, or is not valid.',
      );
    }
    const today = shanghaiDate(now());
    const records = states.map((state) => ({
      '@type': 'VerificationStatus',
      report_number: state.number,
      scheme: state.scheme,
      status: !state.isCurrent ? 'superseded' : state.validUntil < today ? 'expired' : 'valid',
      issued_on: shanghaiDate(new Date(state.issuedAt)),
      valid_until: state.validUntil,
    }));
    return { kind: 'records', records } as const;
  }

  /** One entry for each report that was told of; one for the question when there was none. */
  async function note(found: Found, partner: Partner, name: string, purpose: string | null) {
    const told = found.kind === 'records' ? found.records : [];
    const numbers = told.map((record) =>
      String((record as { report_number?: unknown }).report_number),
    );
    await store.ledger.note(
      (numbers.length > 0 ? numbers : [name]).map((subject) => ({
        at: instant(now()),
        actor: `partner/${partner.id}`,
        kind: found.kind === 'records' ? 'disclose' : 'disclose-refused',
        subject,
        purpose,
        content: { name, found },
      })),
    );
  }

  return {
    regType: 'ns:org:RegistryType:Social',
    recordType: 'VerificationStatus',
    offersEvents: false,
    async find(asked, partner, name) {
      const purpose = purposeOf(asked, partner);
      const found = await look(asked, purpose);
      // Noted before it is told: what could not be noted is not told.
      await note(found, partner, name, purpose);
      return found;
    },
  };
}

/** @returns null unless the question states a purpose that is agreed with the partner */
function purposeOf({ search_criteria }: SearchItem, partner: Partner): string | null {
  for (const stated of [search_criteria.authorize, search_criteria.consent]) {
    const read = statedPurpose.safeParse(stated);
    if (read.success && partner.purposes.includes(read.data.purpose.code)) {
      return read.data.purpose.code;
    }
  }
  return null;
}
