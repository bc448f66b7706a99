// The companies and sole trades in which those who live together have a part, each company once.
//
// Not counted: cancelled companies, and members of a farmers' cooperative, who are often members by name only. A
// revoked company (吊销) exists until it is cancelled (注销), and does no business. Subscribed capital (认缴) is not paid in,
// so no capital is ever an amount of property.

import type { CompanyRole, Evidence, EvidenceId } from '../../domain/evidence.ts';
import type { PropertyLine } from '../../domain/report.ts';
import { type PersonFacts, recordsOf } from './person-facts.ts';

export type Business = {
  readonly personNos: readonly number[];
  readonly name: string;
  readonly whyNot: 'cancelled' | 'revoked' | 'cooperative-member' | null;
  readonly evidence: readonly EvidenceId[];
};

export type Businesses = {
  readonly counted: readonly Business[];
  readonly lines: readonly PropertyLine[];
};

const NO_BUSINESSES: Businesses = { counted: [], lines: [] };

export function householdBusinesses(living: readonly PersonFacts[]): Businesses {
  let byCompany: Map<string, Evidence<CompanyRole>[]> | null = null;
  for (const person of living) {
    if (person.others === null) continue;
    for (const role of recordsOf(person, 'company-role')) {
      byCompany ??= new Map();
      const company = role.facts.companyCode || role.facts.companyName || role.id;
      const roles = byCompany.get(company);
      if (roles === undefined) byCompany.set(company, [role]);
      else roles.push(role);
    }
  }
  if (byCompany === null) return NO_BUSINESSES;
  const businesses = [...byCompany.values()].map(asBusiness);
  return {
    counted: businesses.filter(({ business }) => business.whyNot === null).map((b) => b.business),
    lines: businesses.map(({ line }) => line),
  };
}

function asBusiness(roles: readonly Evidence<CompanyRole>[]): {
  business: Business;
  line: PropertyLine;
} {
  const telling =
    roles.find(({ facts }) => whyNotCounted(facts) === null) ?? (roles[0] as Evidence<CompanyRole>);
  const { companyName, registeredCapitalFen } = telling.facts;
  const business: Business = {
    personNos: [...new Set(roles.map(({ personNo }) => personNo))].toSorted((a, b) => a - b),
    name: companyName,
    whyNot: whyNotCounted(telling.facts),
    evidence: roles.map(({ id }) => id),
  };
  return {
    business,
    line: {
      kind: 'company',
      personNos: business.personNos,
      description: companyName,
      quantity: registeredCapitalFen,
      unit: registeredCapitalFen === null ? null : 'fen',
      counted: business.whyNot === null,
      whyNot: business.whyNot,
      evidence: business.evidence,
    },
  };
}

function whyNotCounted({ role, status }: CompanyRole): Business['whyNot'] {
  if (status !== 'active') return status;
  return role === 'cooperative-member' ? role : null;
}
