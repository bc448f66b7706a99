// What people and other systems ask of a full store, each time with other conditions.

import { CASEWORKERS, KINDS, TOWNS } from './seed-batches.ts';
import type { Random } from '../city/grow/random.ts';

export type PageRequest = {
  readonly name: string;
  readonly who: 'caseworker' | 'auditor' | 'operator' | 'api';
  address(random: Random): string;
};

const month = (random: Random) => {
  const at = new Date(Date.now() - random.between(0, 23) * 30.4 * 86_400_000);
  return at.toISOString().slice(0, 7);
};

export function pageRequests(reports: readonly string[], batch: string): readonly PageRequest[] {
  const anyReport = (random: Random) => random.pick(reports);
  return [
    { name: 'work list', who: 'caseworker', address: () => '/work' },
    { name: 'batches', who: 'caseworker', address: () => '/batches' },
    { name: 'a batch', who: 'caseworker', address: () => `/batches/${batch}` },
    {
      name: 'a household with its report',
      who: 'caseworker',
      address: (random) => `/reports/${anyReport(random)}`,
    },
    {
      name: 'the report alone',
      who: 'caseworker',
      address: (random) => `/reports/${anyReport(random)}/document`,
    },
    { name: 'search: everything', who: 'auditor', address: () => '/search' },
    {
      name: 'search: conclusion and town',
      who: 'auditor',
      address: (random) =>
        `/search?conclusion=${random.pick(['exceeds', 'doubts', 'incomplete'])}&region=${random.pick(TOWNS)}`,
    },
    {
      name: 'search: kind of finding',
      who: 'auditor',
      address: (random) => `/search?kind=${random.pick(KINDS)}`,
    },
    {
      name: 'search: kind, town and month',
      who: 'auditor',
      address: (random) => {
        const m = month(random);
        return `/search?kind=${random.pick(KINDS)}&region=${random.pick(TOWNS)}&from=${m}-01&until=${m}-28`;
      },
    },
    {
      name: 'search: caseworker',
      who: 'auditor',
      address: (random) => `/search?caseworker=${random.pick(CASEWORKERS)}`,
    },
    {
      name: 'search: scheme and town',
      who: 'auditor',
      address: (random) =>
        `/search?scheme=${random.pick(['extreme-poverty', 'temporary-aid', 'subsistence'])}&region=${random.pick(TOWNS)}`,
    },
    { name: 'statistics of a year, the city', who: 'auditor', address: () => '/statistics' },
    {
      name: 'statistics of two years, a county',
      who: 'auditor',
      address: (random) =>
        `/statistics?from=2024-12&until=2026-11&region=${random.pick(TOWNS).slice(0, 6)}`,
    },
    {
      name: 'who looked: an account',
      who: 'auditor',
      address: (random) => `/looks?actor=${random.pick(CASEWORKERS)}`,
    },
    {
      name: 'who looked: a kind',
      who: 'auditor',
      address: (random) => `/looks?kind=${random.pick(['export', 'erase', 'look'])}`,
    },
    { name: 'the ledger', who: 'auditor', address: () => '/ledger' },
    { name: 'spot checks', who: 'auditor', address: () => '/spot-checks' },
    { name: 'departments', who: 'operator', address: () => '/departments' },
    {
      name: 'a department, 90 days',
      who: 'operator',
      address: () => '/departments/public-security?days=90',
    },
    { name: 'queues and workers', who: 'operator', address: () => '/operations' },
    { name: 'standards', who: 'operator', address: () => '/standards' },
    { name: 'settings', who: 'operator', address: () => '/settings' },
    {
      name: 'API: find reports',
      who: 'api',
      address: (random) => `/api/v1/reports?region=${random.pick(TOWNS)}`,
    },
    {
      name: 'API: a report',
      who: 'api',
      address: (random) => `/api/v1/reports/${anyReport(random)}`,
    },
  ];
}
