// Readers of what departments and partners send: over each transport, and record by record.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { signatureSettings, type SignatureSettings } from '../../config/spdci.ts';
import { AnswerSheet } from '../../connectors/answer-sheet.ts';
import { askedByNumber, sortRecords } from '../../connectors/asked-persons.ts';
import { DEPARTMENTS } from '../../connectors/connector-list.ts';
import { Gathering } from '../../connectors/spdci/gathering.ts';
import { openEnvelope, sealEnvelope } from '../../connectors/spdci/envelope.ts';
import { searchRequest, searchResponse } from '../../connectors/spdci/messages.ts';
import { openSigning } from '../../connectors/spdci/signing.ts';
import { asCalendarDate } from '../../domain/calendar.ts';
import { declarationOf, isWhole, openAsked, PERSONS, questionFor } from './asked-department.ts';
import type { OpenTarget, Target } from './target.ts';

const AT = new Date('2026-07-01T02:00:00Z');

/** A department whose server sends what it is given, whatever it is asked. */
function serving(
  id: string,
  declared: Partial<DepartmentDeclaration>,
  resources: readonly string[],
  seeds: readonly object[],
): () => Promise<OpenTarget> {
  return async () => {
    let reply = Buffer.alloc(0);
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(reply);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const asked = openAsked(declarationOf(id, `http://127.0.0.1:${port}`, declared), resources);
    return {
      seeds: seeds.map((seed) => Buffer.from(JSON.stringify(seed))),
      async take(bytes) {
        reply = Buffer.from(bytes);
        await asked.ask();
      },
      async close() {
        await asked.close();
        server.closeAllConnections();
        server.close();
      },
    };
  };
}

const CAR = {
  sfzmhm: '371002199001010015',
  syr: '张三',
  hpzl: '02',
  hphm: '鲁K12345',
  syxz: 'A',
  ccdjrq: '2015-03-04',
  zt: 'A',
};
const PAGE = {
  page: 1,
  pageSize: 1000,
  total: 1,
  asOf: '2026-07-01',
  persons: [
    { seq: 0, status: 'found', count: 1 },
    { seq: 1, status: 'none', count: 0 },
  ],
  records: [CAR],
};
const CATALOGUE = { resourceCode: 'X/1', version: '7', fields: Object.keys(CAR) };
const OVER_PLATFORM = {
  code: '0000',
  data: { ...CATALOGUE, ...PAGE, catalogueVersion: '7', records: [Object.values(CAR)] },
};
const SEARCH_ANSWER = {
  header: {
    message_id: 'm1',
    message_ts: AT.toISOString(),
    action: 'on-search',
    status: 'succ',
    total_count: 1,
    sender_id: 'them',
    receiver_id: 'us',
  },
  message: {
    transaction_id: 't1',
    correlation_id: 'c1',
    search_response: [
      {
        reference_id: 'r1',
        timestamp: AT.toISOString(),
        status: 'succ',
        data: { reg_records: [{ member_list: [{ identifier: [{ identifier_value: '3710' }] }] }] },
        pagination: { page_size: 10, page_number: 1, total_count: 1 },
      },
    ],
  },
};
const SEARCH = {
  transaction_id: 't1',
  search_request: [
    {
      reference_id: 'r1',
      timestamp: AT.toISOString(),
      search_criteria: {
        query_type: 'idtype-value',
        query: { type: 'UIN', value: '371002199001010015' },
      },
    },
  ],
};

/** An envelope of each dialect, rightly signed by us to ourselves. */
function envelopes(dialect: SignatureSettings['dialect']): () => Promise<OpenTarget> {
  return async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const settings = signatureSettings.parse(
      dialect === 'none'
        ? {}
        : {
            dialect,
            ownKey: privateKey.export({ format: 'pem', type: 'pkcs8' }),
            partnerKey: publicKey.export({ format: 'pem', type: 'spki' }),
          },
    );
    const signing = openSigning(settings, 'them', 'them');
    const { header, message } = SEARCH_ANSWER;
    const seeds = [message, SEARCH].map((one) => sealEnvelope(header, one, signing, AT));
    return {
      seeds: seeds.map((seed) => Buffer.from(seed)),
      async take(bytes) {
        const opened = await openEnvelope(Buffer.from(bytes), signing, AT);
        if (!opened.ok) return;
        searchRequest.safeParse(opened.content['message']);
        const response = searchResponse.safeParse(opened.content['message']);
        if (response.success) new Gathering(['r1', 'r2']).take(response.data);
      },
    };
  };
}

const RESOURCES = DEPARTMENTS.flatMap(({ resources }) => resources);

/** A record of every resource, as it came out of a database or a page. */
async function records(): Promise<OpenTarget> {
  const byNumber = askedByNumber(PERSONS);
  const rows = RESOURCES.map((resource) => {
    const fields = Object.keys((resource.record as { shape?: object }).shape ?? {});
    const filled = Object.fromEntries(fields.map((field) => [field, '1']));
    const numbers = Object.fromEntries(resource.idFields.map((f) => [f, PERSONS[0]?.idNumber]));
    return Buffer.from(
      JSON.stringify({ resource: resource.id, rows: [{ ...filled, ...numbers }] }),
    );
  });
  return {
    seeds: rows,
    take(bytes) {
      const given = jsonOf(bytes) as { resource?: unknown; rows?: unknown } | null;
      const resource = RESOURCES.find(({ id }) => id === given?.resource) ?? RESOURCES[0];
      if (!resource || !Array.isArray(given?.rows)) return;
      const sheet = new AnswerSheet();
      const sorted = sortRecords(resource, byNumber, given.rows);
      sheet.faultsOf(resource.id, sorted);
      const asOf = asCalendarDate('2026-07-01');
      for (const person of PERSONS) sheet.answered(resource, person, 'found', null, sorted, asOf);
      const question = questionFor([resource.id]);
      isWhole(sheet.finish(question, 'failed').answers, question);
    },
  };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

export const DEPARTMENT_TARGETS: readonly Target[] = [
  { name: 'records', weight: 100, open: records },
  {
    name: 'http',
    weight: 1,
    open: serving('public-security', { transport: 'http' }, ['public-security.vehicle'], [PAGE]),
  },
  {
    name: 'exchange-platform',
    weight: 1,
    open: serving(
      'public-security',
      {
        transport: 'exchange-platform',
        credentials: { signingKeyId: '1', signingSecret: 's' },
        gateway: { applicationNo: 'A', resourceCodes: { vehicle: 'X/1' } },
      },
      ['public-security.vehicle'],
      [OVER_PLATFORM],
    ),
  },
  {
    name: 'spdci',
    weight: 1,
    open: serving(
      'social-registry',
      {
        transport: 'spdci',
        spdci: {
          ourId: 'us',
          theirId: 'them',
          prefix: '',
          tokenPath: '/t',
          signature: signatureSettings.parse({}),
          identifierType: 'UIN',
          regType: null,
          recordTypes: {},
          locale: 'zho',
          consent: 'none',
          mode: 'sync',
          callbackWithinMs: 100,
        },
      },
      ['social-registry.membership', 'social-registry.assistance'],
      [SEARCH_ANSWER],
    ),
  },
  { name: 'envelope-plain', weight: 60, open: envelopes('none') },
  { name: 'envelope-cavage', weight: 50, open: envelopes('cavage-openspp') },
  { name: 'envelope-jws', weight: 50, open: envelopes('jws-detached') },
];
