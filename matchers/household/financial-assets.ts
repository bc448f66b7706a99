// Deposits, securities, savings policies and housing funds of those who live together, each account and policy once.
//
// Of an account's balances the latest counts; of two of one day the lower, since a record that came twice must not make
// anybody richer. Only a holder's savings policy is property, at its cash value: protection policies are not, nor is
// what a government bought for the household, nor a policy that somebody else holds. A housing fund, which can be drawn
// for few purposes only, is property where the standard says so.
//
// Example: 6,000.00 at a bank, a securities account of 500.00 cash and 1,500.00 in shares, a savings policy with a cash
// value of 2,000.00, an accident policy: 10,000.00.

import type { Evidence, EvidenceId } from '../../domain/evidence.ts';
import type { PropertyLine } from '../../domain/report.ts';
import type { Trace } from '../../domain/trace.ts';
import { type PersonFacts, recordsOf } from './person-facts.ts';

export type FinancialAsset = {
  readonly kind: 'deposit' | 'security' | 'insurance' | 'housing-fund';
  readonly personNo: number;
  readonly description: string;
  readonly amountFen: number | null;
  readonly whyNot:
    | 'not-savings'
    | 'bought-by-government'
    | 'insured-only'
    | 'value-unknown'
    | 'housing-fund-not-counted'
    | null;
  readonly evidence: EvidenceId;
  readonly trace: Trace | null;
};

export type FinancialAssets = {
  readonly counted: readonly FinancialAsset[];
  readonly countedFen: number;
  readonly lines: readonly PropertyLine[];
};

export const NO_FINANCIAL_ASSETS: FinancialAssets = { counted: [], countedFen: 0, lines: [] };

export function financialAssets(
  living: readonly PersonFacts[],
  doHousingFundsCount: boolean,
): FinancialAssets {
  const assets: FinancialAsset[] = [];
  for (const person of living) {
    if (person.others === null) continue;
    for (const deposit of latest(recordsOf(person, 'deposit'), accountOf, (d) => d.balanceFen)) {
      const { bank, account, balanceFen } = deposit.facts;
      const trace = figure(deposit, 'balanceFen', balanceFen);
      assets.push(asset('deposit', deposit, `${bank} ${account}`, balanceFen, null, trace));
    }
    const holdings = recordsOf(person, 'security-holding');
    const worth = (h: { cashFen: number; marketValueFen: number }) => h.cashFen + h.marketValueFen;
    for (const holding of latest(holdings, (h) => h.broker, worth)) {
      const { broker, cashFen, marketValueFen } = holding.facts;
      const trace: Trace = {
        op: 'sum',
        label: 'securities-held',
        value: worth(holding.facts),
        unit: 'fen',
        of: [
          figure(holding, 'cashFen', cashFen),
          figure(holding, 'marketValueFen', marketValueFen),
        ],
      };
      assets.push(asset('security', holding, broker, worth(holding.facts), null, trace));
    }
    assets.push(...policiesOf(person), ...fundsOf(person, doHousingFundsCount));
  }
  if (assets.length === 0) return NO_FINANCIAL_ASSETS;
  const counted = assets.filter(({ whyNot }) => whyNot === null);
  return {
    counted,
    countedFen: counted.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0),
    lines: assets.map(asLine),
  };
}

function fundsOf(person: PersonFacts, doCount: boolean): FinancialAsset[] {
  return recordsOf(person, 'housing-fund').map((account) => {
    const { employer, balanceFen } = account.facts;
    const whyNot = doCount ? null : 'housing-fund-not-counted';
    const trace = figure(account, 'balanceFen', balanceFen);
    return asset('housing-fund', account, employer ?? '–', balanceFen, whyNot, trace);
  });
}

function policiesOf(person: PersonFacts): FinancialAsset[] {
  const byNumber = new Map<string, FinancialAsset>();
  for (const policy of recordsOf(person, 'insurance-policy')) {
    const { insurer, policyNo, policyKind, role, cashValueFen } = policy.facts;
    const whyNot =
      policyKind === 'bought-by-government'
        ? 'bought-by-government'
        : role === 'insured'
          ? 'insured-only'
          : policyKind === 'protection'
            ? 'not-savings'
            : cashValueFen === null
              ? 'value-unknown'
              : null;
    const trace = cashValueFen === null ? null : figure(policy, 'cashValueFen', cashValueFen);
    const known = byNumber.get(`${insurer} ${policyNo}`);
    // Who holds a policy and is insured by it has it once, as its holder.
    if (known !== undefined && (known.whyNot === null || whyNot !== null)) continue;
    const description = `${insurer} ${policyNo}`;
    byNumber.set(description, asset('insurance', policy, description, cashValueFen, whyNot, trace));
  }
  return [...byNumber.values()];
}

/** Of the balances of each account the latest; of one day's the lowest. */
function latest<Facts extends Evidence['facts'] & { readonly on: string }>(
  records: readonly Evidence<Facts>[],
  accountOf: (facts: Facts) => string,
  amountOf: (facts: Facts) => number,
): Iterable<Evidence<Facts>> {
  const byAccount = new Map<string, Evidence<Facts>>();
  for (const record of records) {
    const account = accountOf(record.facts);
    const known = byAccount.get(account);
    const isNewer =
      known === undefined ||
      record.facts.on > known.facts.on ||
      (record.facts.on === known.facts.on && amountOf(record.facts) < amountOf(known.facts));
    if (isNewer) byAccount.set(account, record);
  }
  return byAccount.values();
}

function accountOf(deposit: { bank: string; account: string; accountKind: string }): string {
  return `${deposit.bank} ${deposit.account} ${deposit.accountKind}`;
}

function figure({ id }: Evidence, field: string, value: number): Trace {
  return { op: 'record', evidence: id, field, value, unit: 'fen' };
}

function asset(
  kind: FinancialAsset['kind'],
  { id, personNo }: Evidence,
  description: string,
  amountFen: number | null,
  whyNot: FinancialAsset['whyNot'],
  trace: Trace | null,
): FinancialAsset {
  return { kind, personNo, description, amountFen, whyNot, evidence: id, trace };
}

function asLine(found: FinancialAsset): PropertyLine {
  return {
    kind: found.kind,
    personNos: [found.personNo],
    description: found.description,
    quantity: found.amountFen,
    unit: found.amountFen === null ? null : 'fen',
    counted: found.whyNot === null,
    whyNot: found.whyNot,
    evidence: [found.evidence],
  };
}
