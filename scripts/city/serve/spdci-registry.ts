// A stand-in social registry that speaks SPDCI: the city's people as groups with members, and the help they receive as
// enrolments. It finds by ID number; to questions about attributes it answers that nobody matches.

import type { Logger } from 'pino';
import type { Partner } from '../../../config/partners.ts';
import { identifierQuery } from '../../../connectors/spdci/messages.ts';
import { type Desk, rejected } from '../../../console/spdci/desk.ts';
import type { RegistryLimits } from '../../../console/spdci/registry-limits.ts';
import { openRegistryServer } from '../../../console/spdci/registry-server.ts';
import { openHoldings } from './holdings.ts';
import type { Row } from './register.ts';

export type SpdciRegistryOptions = {
  readonly id: string;
  readonly partners: readonly Partner[];
  readonly port: number;
  readonly prefix?: string;
  readonly limits?: Partial<RegistryLimits>;
  readonly log: Logger;
};

const HOUSEHOLD_REGISTER = {
  register: 'public-security/household-register',
  idFields: ['gmsfhm'],
  nameFields: ['xm'],
} as const;
const ASSISTANCE = {
  register: 'civil-affairs/assistance',
  idFields: ['cert_num'],
  nameFields: ['name'],
} as const;
const WHOLE_CITY = { asOf: '9999-12-31', from: '0000-01', until: '9999-12' };

/** @returns its address and how to end it */
export async function serveSpdciRegistry(
  city: string,
  options: SpdciRegistryOptions,
): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const holdings = await openHoldings(city, {
    checksNames: false,
    registers: { people: HOUSEHOLD_REGISTER, assistance: ASSISTANCE },
  });
  const rowsOf = (register: string, idNumber: string) =>
    holdings.tellAll(register, [{ idNumber, name: '' }], WHOLE_CITY).records;
  const desk: Desk = {
    regType: 'ns:org:RegistryType:Social',
    recordType: 'Group',
    offersEvents: true,
    async find({ search_criteria: asked }) {
      if (asked.query_type !== 'idtype-value') return { kind: 'records', records: [] };
      const query = identifierQuery.safeParse(asked.query);
      if (!query.success) return rejected('rjct.filter.invalid', 'type and value are needed');
      const isBeneficiary = asked.reg_record_type === 'Beneficiary';
      const rows = rowsOf(isBeneficiary ? 'assistance' : 'people', query.data.value);
      return { kind: 'records', records: rows.map(isBeneficiary ? enrolmentOf : groupOf) };
    },
  };
  const server = openRegistryServer({ ...options, desk });
  const origin = await server.listen({ port: options.port, host: '127.0.0.1' });
  return {
    address: origin + (options.prefix ?? ''),
    async stop() {
      await server.close();
      holdings.close();
    },
  };
}

/** A register's row, as the group of which its person is the one member that the registry tells of. */
function groupOf(row: Row): object {
  const identifier = { '@type': 'Identifier', identifier_type: 'UIN' };
  const number = { ...identifier, identifier_value: row['gmsfhm'] };
  const [surname = '', ...given] = Array.from(row['xm'] ?? '');
  return {
    '@type': 'spdci:Group',
    '@id': `group/${row['xzqh']}/${row['hh']}`,
    group_identifier: [
      { ...identifier, identifier_type: 'HOUSEHOLD_ID', identifier_value: row['hh'] },
    ],
    group_type: 'household',
    poverty_score: 4.0,
    place: row['xzqh'],
    member_list: [
      {
        '@type': 'Member',
        member_identifier: [number],
        demographic_info: {
          '@type': 'SRPerson',
          identifier: [number],
          name: { '@type': 'Name', surname, given_name: given.join('') },
          sex: row['xb'] === '1' ? 'male' : 'female',
          birth_date: row['csrq'],
          address: { '@type': 'Address', street_address: row['hjdz'] },
        },
        relationship_to_head: row['yhzgx'],
        is_disabled: false,
      },
    ],
  };
}

function enrolmentOf(row: Row): object {
  return {
    '@type': 'Beneficiary',
    identifier: [{ identifier_type: 'UIN', identifier_value: row['cert_num'] }],
    name: row['name'],
    programme: row['programme'],
    enrolment_id: row['case_no'],
    place: row['region'],
    enrolment_date: row['start_date'],
    exit_date: row['end_date'] || null,
    monthly_amount: row['monthly_amount'],
    currency: 'CNY',
    group_size: row['headcount'],
  };
}
