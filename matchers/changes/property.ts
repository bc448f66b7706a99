// Changes of what they own.

import type { Evidence } from '../../domain/evidence.ts';
import {
  amount,
  changeOf,
  type ChangeDraft,
  type Comparison,
  type ComparisonTerms,
  day,
  isMaterial,
  matched,
  ofKind,
  text,
} from './compared.ts';

export const vehicles: Comparison = (sides) => {
  const { added, gone, kept } = matched(sides, 'vehicle', ({ facts }) => facts.plate);
  const isOwned = (status: string) => status === 'normal';
  const lost = [
    ...gone.filter(({ facts }) => isOwned(facts.status)),
    ...kept.flatMap(([before, after]) =>
      isOwned(before.facts.status) && !isOwned(after.facts.status) ? [before] : [],
    ),
  ];
  return [
    ...added
      .filter(({ facts }) => isOwned(facts.status))
      .map((record) => {
        const { plate, model, firstRegisteredOn } = record.facts;
        return changeOf('weighty', 'vehicle-registered', plate, record, {
          on: day(firstRegisteredOn),
          model: text(model),
          plate: text(plate),
        });
      }),
    ...lost.map((record) =>
      changeOf(
        'notice',
        'vehicle-gone',
        record.facts.plate,
        record,
        { plate: text(record.facts.plate) },
        true,
      ),
    ),
  ];
};

export const homes: Comparison = (sides) => {
  const { added, gone, kept } = matched(sides, 'real-estate', ({ facts }) => facts.unitNo);
  const isOwned = (status: string) => status === 'current' || status === 'provisional';
  const sold = [
    ...gone.filter(({ facts }) => isOwned(facts.status)),
    ...kept.flatMap(([before, after]) =>
      isOwned(before.facts.status) && !isOwned(after.facts.status) ? [before] : [],
    ),
  ];
  const bought = [
    ...added.filter(({ facts }) => isOwned(facts.status)),
    ...kept.flatMap(([before, after]) =>
      !isOwned(before.facts.status) && isOwned(after.facts.status) ? [after] : [],
    ),
  ];
  return [
    ...bought.map((record) => {
      const { unitNo, location, registeredOn } = record.facts;
      return changeOf('weighty', 'home-registered', unitNo, record, {
        on: day(registeredOn),
        location: text(location),
      });
    }),
    ...sold.map((record) =>
      changeOf(
        'weighty',
        'home-gone',
        record.facts.unitNo,
        record,
        { location: text(record.facts.location) },
        true,
      ),
    ),
  ];
};

export const companies: Comparison = (sides) => {
  const { added, gone, kept } = matched(
    sides,
    'company-role',
    ({ facts }) => `${facts.companyCode}/${facts.role}`,
  );
  const left = [
    ...gone.filter(({ facts }) => facts.status === 'active'),
    ...kept.flatMap(([before, after]) =>
      before.facts.status === 'active' && after.facts.status !== 'active' ? [before] : [],
    ),
  ];
  return [
    ...added
      .filter(({ facts }) => facts.status === 'active')
      .map((record) => {
        const { companyCode, companyName, role, establishedOn } = record.facts;
        return changeOf('weighty', 'company-role', `${companyCode}/${role}`, record, {
          on: day(establishedOn),
          company: text(companyName),
          role: text(role),
        });
      }),
    ...left.map((record) =>
      changeOf(
        'notice',
        'company-left',
        `${record.facts.companyCode}/${record.facts.role}`,
        record,
        { company: text(record.facts.companyName) },
        true,
      ),
    ),
  ];
};

export const deposits: Comparison = (sides, terms) =>
  moved(
    ofKind(sides.before, 'deposit'),
    ofKind(sides.after, 'deposit'),
    (record) => record.facts.balanceFen,
    'deposits',
    terms,
  );

export const securities: Comparison = (sides, terms) =>
  moved(
    ofKind(sides.before, 'security-holding'),
    ofKind(sides.after, 'security-holding'),
    ({ facts }) => facts.cashFen + facts.marketValueFen,
    'securities',
    terms,
  );

/** All accounts of a person together: money moved between them has not changed. */
function moved<Record extends Evidence>(
  before: readonly Record[],
  after: readonly Record[],
  worth: (record: Record) => number,
  what: string,
  { materiality }: ComparisonTerms,
): ChangeDraft[] {
  const sum = (records: readonly Record[]) =>
    records.reduce((total, record) => total + worth(record), 0);
  const [from, to] = [sum(before), sum(after)];
  const [record] = after.length > 0 ? after : before;
  if (!record || !isMaterial(from, to, materiality.balanceFen, materiality.sharePermille))
    return [];
  const figures = { from: amount(from as never), to: amount(to as never) };
  return to > from
    ? [changeOf('weighty', `${what}-rose`, String(to), record, figures)]
    : [changeOf('notice', `${what}-fell`, String(to), record, figures, after.length === 0)];
}

export const policies: Comparison = (sides) =>
  matched(sides, 'insurance-policy', ({ facts }) => `${facts.insurer}/${facts.policyNo}`)
    .added.filter(({ facts }) => facts.policyKind === 'savings' && facts.role === 'holder')
    .map((record) =>
      changeOf('weighty', 'policy-bought', record.facts.policyNo, record, {
        insurer: text(record.facts.insurer),
        worth: amount(record.facts.cashValueFen),
      }),
    );

export const housingFund: Comparison = (sides) => {
  const [before] = ofKind(sides.before, 'housing-fund');
  const [after] = ofKind(sides.after, 'housing-fund');
  if (!after) return [];
  const changes: ChangeDraft[] = [];
  if (after.facts.hasLoan && !before?.facts.hasLoan) {
    changes.push(changeOf('weighty', 'housing-loan', after.sourceKey, after, {}));
  }
  return changes;
};

export const farmMachines: Comparison = (sides) =>
  matched(sides, 'farm-machine', ({ facts }) => facts.plate)
    .added.filter(({ facts }) => facts.status === 'normal')
    .map((record) => {
      const { isLarge, plate, model } = record.facts;
      return changeOf(isLarge ? 'weighty' : 'notice', 'machine-registered', plate, record, {
        model: text(model),
        plate: text(plate),
      });
    });
