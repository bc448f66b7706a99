// The stand-ins of the further departments: each a declaration of which registers it serves under which names.

import type { RegisterName } from '../city-folder.ts';
import type { RegisterDeclaration, StandInDeclaration } from './holdings.ts';

/** Registers whose first two columns are the person's number and name: nearly all of them. */
function register(
  name: RegisterName,
  idField: string,
  nameField: string,
  more: Pick<RegisterDeclaration, 'month' | 'recordedOn'> = {},
): RegisterDeclaration {
  return { register: name, idFields: [idField], nameFields: [nameField], ...more };
}

export const MARKET_REGULATION: StandInDeclaration = {
  checksNames: true,
  registers: {
    company: register('market-regulation/companies', 'cerno', 'name', { recordedOn: 'estdate' }),
  },
};

export const TAX: StandInDeclaration = {
  checksNames: true,
  registers: { income: register('tax/income', 'sfzjhm', 'xm', { month: 'ssq' }) },
};

export const HOUSING_FUND: StandInDeclaration = {
  checksNames: true,
  registers: { account: register('housing-fund/accounts', 'zjhm', 'xingming') },
};

export const MEDICAL_INSURANCE: StandInDeclaration = {
  checksNames: true,
  registers: {
    outlay: register('medical-insurance/settlements', 'certno', 'psn_name', { month: 'setl_ym' }),
  },
};

export const DISABLED_FEDERATION: StandInDeclaration = {
  checksNames: true,
  registers: { certificate: register('disabled-federation/certificates', 'citizen_id', 'name') },
};

export const VETERANS: StandInDeclaration = {
  checksNames: false,
  registers: {
    benefit: register('veterans/benefits', 'sfzh', 'xm', { month: 'ffny' }),
    service: register('veterans/service', 'sfzh', 'xm', { recordedOn: 'rwrq' }),
  },
};

export const AGRICULTURE: StandInDeclaration = {
  checksNames: false,
  registers: {
    subsidy: register('agriculture/subsidies', 'sfzjhm', 'xm', { month: 'ffny' }),
    'land-contract': register('agriculture/land-contracts', 'cyzjhm', 'cyxm'),
    machine: register('agriculture/machines', 'syrzjhm', 'syr'),
  },
};

export const JUSTICE: StandInDeclaration = {
  checksNames: true,
  registers: { custody: register('justice/custody', 'zjhm', 'xm', { recordedOn: 'qsrq' }) },
};

export const BANKS: StandInDeclaration = {
  checksNames: true,
  registers: { deposit: register('banks/deposits', 'zjhm', 'khmc', { recordedOn: 'rq' }) },
};

export const SECURITIES: StandInDeclaration = {
  checksNames: true,
  registers: { holding: register('securities/holdings', 'zjhm', 'khxm', { recordedOn: 'rq' }) },
};

export const INSURANCE: StandInDeclaration = {
  checksNames: true,
  registers: { policy: register('insurance/policies', 'zjhm', 'xm') },
};

/** A tenancy is a household's: its record names the tenant and all who live with them. */
export const HOUSING_SECURITY: StandInDeclaration = {
  checksNames: true,
  registers: {
    rental: {
      register: 'housing-security/rentals',
      idFields: ['zlzjhm', 'gtjzrzjhm'],
      nameFields: ['zlxm'],
      recordedOn: 'qsrq',
    },
  },
};
