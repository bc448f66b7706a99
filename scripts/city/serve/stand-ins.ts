// The stand-in departments: which registers each serves, under which names, and how it treats a person it is asked of.

import type { StandInDeclaration } from './holdings.ts';

export const PUBLIC_SECURITY: StandInDeclaration = {
  checksNames: true,
  registers: {
    'household-register': {
      register: 'public-security/household-register',
      idFields: ['gmsfhm'],
      nameFields: ['xm', 'cym'],
      recordedOn: 'ztrq',
    },
    vehicle: {
      register: 'public-security/vehicles',
      idFields: ['sfzmhm'],
      nameFields: ['syr'],
      recordedOn: 'ccdjrq',
    },
  },
};

export const HUMAN_RESOURCES: StandInDeclaration = {
  checksNames: true,
  registers: {
    contribution: {
      register: 'human-resources/contributions',
      idFields: ['aac002'],
      nameFields: ['aac003'],
      month: 'aae003',
    },
    pension: {
      register: 'human-resources/pensions',
      idFields: ['aac002'],
      nameFields: ['aac003'],
      month: 'aae003',
    },
  },
};

export const CIVIL_AFFAIRS: StandInDeclaration = {
  checksNames: false,
  registers: {
    marriage: {
      register: 'civil-affairs/marriages',
      idFields: ['cert_num_man', 'cert_num_woman'],
      nameFields: ['name_man', 'name_woman'],
      recordedOn: 'op_date',
    },
    funeral: {
      register: 'civil-affairs/funerals',
      idFields: ['cert_num'],
      nameFields: ['name'],
      recordedOn: 'death_date',
    },
    assistance: {
      register: 'civil-affairs/assistance',
      idFields: ['cert_num'],
      nameFields: ['name'],
      recordedOn: 'start_date',
    },
  },
};

export const LAND: StandInDeclaration = {
  // A database does not check whom it is asked about.
  checksNames: false,
  registers: {
    'real-estate': { register: 'land/real-estate', idFields: ['zjh'], nameFields: ['qlr'] },
  },
};
