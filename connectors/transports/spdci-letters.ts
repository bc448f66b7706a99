// The letters we write to a registry about one batch of persons.

import { createHmac } from 'node:crypto';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { RegistrySettings } from '../../config/spdci.ts';
import { newRequestHeader, sealEnvelope, stamp } from '../spdci/envelope.ts';
import type { Signing } from '../spdci/signing.ts';
import type { AskedPerson, Question } from '../connector.ts';
import { type Resource, wireName } from '../department.ts';
import type { Letter } from './spdci-exchange.ts';

export type Batch = {
  readonly resource: Resource;
  /** By their references in the batch's messages. */
  readonly persons: ReadonlyMap<string, AskedPerson>;
  /** The same for the same persons asked the same question, by whichever worker and however often. */
  readonly transactionId: string;
};

/** @returns what is wanted, in batches of at most `personsPerRequest` */
export function batchesOf(
  resources: readonly Resource[],
  question: Question,
  { limits, credentials }: DepartmentDeclaration,
): Batch[] {
  const byKey = new Map(question.persons.map((person) => [person.key, person]));
  return question.wanted.flatMap(({ resource: id, keys }) => {
    const resource = resources.find((known) => known.id === id);
    if (!resource) return [];
    const asked = [...new Set(keys)].flatMap((key) => byKey.get(key) ?? []);
    const batches: Batch[] = [];
    for (let from = 0; from < asked.length; from += limits.personsPerRequest) {
      const persons = asked.slice(from, from + limits.personsPerRequest);
      batches.push({
        resource,
        persons: new Map(persons.map((person, at) => [`r${at + 1}`, person])),
        transactionId: transactionOf(question.id, id, persons, credentials),
      });
    }
    return batches;
  });
}

/** Keyed, since an id stands in logs on both sides and an ID number can be guessed from a plain digest. */
function transactionOf(
  questionId: string,
  resource: string,
  persons: readonly AskedPerson[],
  credentials: Readonly<Record<string, string>>,
): string {
  const numbers = persons.map(({ idNumber }) => idNumber);
  return createHmac('sha256', JSON.stringify(credentials))
    .update(JSON.stringify([questionId, resource, numbers]))
    .digest('hex')
    .slice(0, 40);
}

export type Letters = ReturnType<typeof lettersTo>;

export function lettersTo(settings: RegistrySettings, signing: Signing) {
  const write = (action: string, message: object, count: number, senderUri: string | null) => {
    const at = new Date();
    const { ourId: senderId, theirId: receiverId } = settings;
    const head = { action, senderId, receiverId, totalCount: count };
    return sealEnvelope(newRequestHeader(head, senderUri, signing, at), message, signing, at);
  };

  return {
    /** @param pages the page that is wanted of each reference */
    search(
      { resource, persons, transactionId }: Batch,
      pages: ReadonlyMap<string, number>,
      question: Pick<Question, 'purpose' | 'scheme'>,
      senderUri: string | null,
    ): Letter {
      return () => {
        const timestamp = stamp(new Date());
        const items = [...pages].flatMap(([reference, page]) => {
          const person = persons.get(reference);
          if (!person) return [];
          return {
            reference_id: reference,
            timestamp,
            search_criteria: {
              version: '1.0.0',
              ...(settings.regType === null ? {} : { reg_type: settings.regType }),
              reg_record_type: settings.recordTypes[wireName(resource.id)] ?? 'Person',
              query_type: 'idtype-value',
              query: { type: settings.identifierType, value: person.idNumber },
              ...(page === 1 ? {} : { pagination: { page_size: PAGE_SIZE, page_number: page } }),
              ...statementOf(settings, signing, person, question, timestamp),
            },
            locale: settings.locale,
          };
        });
        const message = { transaction_id: transactionId, search_request: items };
        return write('search', message, items.length, senderUri);
      };
    },

    status({ transactionId }: Batch): Letter {
      return () =>
        write(
          'txn-status',
          {
            transaction_id: transactionId,
            txnstatus_request: {
              reference_id: 'state',
              txn_type: 'search',
              attribute_type: 'transaction_id',
              attribute_value: transactionId,
            },
          },
          1,
          null,
        );
    },
  };
}

const PAGE_SIZE = 100;

/** Under which authorisation and for what the person is asked about, in the form that the partner reads. */
function statementOf(
  { consent }: RegistrySettings,
  signing: Signing,
  { authorisationNo }: AskedPerson,
  { purpose, scheme }: Pick<Question, 'purpose' | 'scheme'>,
  timestamp: string,
): object {
  const stated = { text: `${scheme} ${purpose}; authorisation ${authorisationNo}`, code: purpose };
  switch (consent) {
    case 'none':
      return {};
    case 'jws': {
      const jws = signing.state({ ts: timestamp, purpose: stated, authorisation: authorisationNo });
      return jws === null ? {} : { authorize: { consent_jws: jws } };
    }
    case 'object': {
      const context = 'https://schema.spdci.org/common/v1/api-schemas';
      const fields = { ts: timestamp, purpose: stated };
      return {
        consent: { '@context': `${context}/Consent.jsonld`, '@type': 'Consent', ...fields },
        authorize: { '@context': `${context}/Authorize.jsonld`, '@type': 'Authorize', ...fields },
      };
    }
  }
}
