// Changes of who they are and how they live: deaths, moves, marriages, help from elsewhere.

import type { Evidence } from '../../domain/evidence.ts';
import { countyOf } from '../../domain/region.ts';
import { changeOf, type Comparison, day, matched, ofKind, text } from './compared.ts';

/** One death, whoever records it: the funeral home, then the register when the family cancels the entry. */
const DEATH = 'death';

export const deaths: Comparison = ({ before, after }) => {
  const wasDead =
    ofKind(before, 'death').length > 0 ||
    ofKind(before, 'register-entry').some(({ facts }) => facts.status === 'deceased');
  if (wasDead) return [];
  const [funeral] = ofKind(after, 'death');
  if (funeral) {
    const { on, place } = funeral.facts;
    return [changeOf('urgent', DEATH, '', funeral, { on: day(on), place: text(place) })];
  }
  const entry = ofKind(after, 'register-entry').find(({ facts }) => facts.status === 'deceased');
  return entry ? [changeOf('urgent', DEATH, '', entry, { on: day(entry.facts.statusSince) })] : [];
};

export const register: Comparison = (sides) => {
  const before = newestEntry(sides.before);
  const after = newestEntry(sides.after);
  if (!before || !after) return [];
  const { status, statusSince, region, address, registerNo } = after.facts;
  const since = day(statusSince);
  if (status !== before.facts.status) {
    if (status === 'moved-out') {
      return [changeOf('weighty', 'moved-out', statusSince ?? '', after, { since })];
    }
    if (status === 'missing') {
      return [changeOf('weighty', 'missing', statusSince ?? '', after, { since })];
    }
    return [];
  }
  const isElsewhere = region !== before.facts.region || registerNo !== before.facts.registerNo;
  return isElsewhere
    ? [changeOf('notice', 'moved', `${region}/${registerNo}`, after, { address: text(address) })]
    : [];
};

/** Whoever moved within the city may stand in both registers: the entry whose state is the newer counts. */
function newestEntry(records: readonly Evidence[]) {
  return ofKind(records, 'register-entry').reduce<
    ReturnType<typeof ofKind<'register-entry'>>[number] | null
  >(
    (newest, entry) =>
      newest === null || (entry.facts.statusSince ?? '') > (newest.facts.statusSince ?? '')
        ? entry
        : newest,
    null,
  );
}

export const marriages: Comparison = (sides) =>
  matched(sides, 'marriage-event', ({ facts }) => `${facts.event}/${facts.on}`)
    .added.filter(({ facts }) => facts.event !== 'reissue')
    .map((record) => {
      const { event, on } = record.facts;
      const kind = event === 'marriage' ? 'married' : 'divorced';
      return changeOf('weighty', kind, on, record, { on: day(on) });
    });

/** Help in the household's own county under its own scheme is the help that it is rechecked for. */
export const assistance: Comparison = (sides, { own }) => {
  const { added, kept } = matched(
    sides,
    'assistance-received',
    ({ facts }) => `${facts.programme}/${facts.caseNo}/${facts.from}`,
  );
  const begun = added.filter(
    ({ facts }) =>
      facts.until === null &&
      !(facts.programme === own.scheme && countyOf(facts.region as never) === own.county),
  );
  const ended = kept.filter(([before, after]) => !before.facts.until && after.facts.until);
  return [
    ...begun.map((record) => {
      const { programme, region, from, caseNo } = record.facts;
      return changeOf('urgent', 'assistance-elsewhere', `${programme}/${caseNo}`, record, {
        programme: text(programme),
        region: text(region),
        from: day(from),
      });
    }),
    ...ended.map(([, record]) => {
      const { programme, caseNo, until } = record.facts;
      return changeOf('notice', 'assistance-ended', `${programme}/${caseNo}`, record, {
        programme: text(programme),
        on: day(until),
      });
    }),
  ];
};

export const disabilities: Comparison = (sides) =>
  matched(sides, 'disability', ({ facts }) => `${facts.category}/${facts.grade}`).added.map(
    (record) =>
      changeOf('notice', 'disability', `${record.facts.category}/${record.facts.grade}`, record, {
        grade: text(String(record.facts.grade)),
      }),
  );

export const custody: Comparison = (sides) =>
  matched(sides, 'custody', ({ facts }) => `${facts.form}/${facts.from}`).added.map((record) =>
    changeOf('weighty', 'custody', record.facts.from, record, { from: day(record.facts.from) }),
  );

export const service: Comparison = (sides) =>
  matched(sides, 'military-service', ({ facts }) => facts.from).added.map((record) =>
    changeOf('weighty', 'military-service', record.facts.from, record, {
      from: day(record.facts.from),
    }),
  );
