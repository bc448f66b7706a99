// Checking a proof of lookups without the database: the lookups that are shown are in the list, the list in the entry, the entry
// in the ledger.

import { lookupsOfText } from '../../domain/answer-text.ts';
import type { DepartmentId, Lookup } from '../../domain/lookup.ts';
import { lookupsOfLines } from '../../domain/lookup-lines.ts';
import type { VerifyingKey } from '../encryption/signatures.ts';
import { answerPlace } from '../household-keys.ts';
import {
  isListed,
  listDigest,
  lookupDigest,
  ofPersons,
  personDigest,
  saltsFrom,
  undividedDigest,
} from './lookup-list.ts';
import {
  checkProof,
  type LookupProof,
  type PersonLookupProof,
  type ProofCheck,
} from './proof-file.ts';

export type LookupsProven = { readonly outcome: ProofCheck; readonly lookups: readonly Lookup[] };

type AnyLookupProof = LookupProof | PersonLookupProof;

export function checkLookupProof(
  proof: AnyLookupProof,
  keys: readonly VerifyingKey[],
): LookupsProven {
  const lookups = lookupsIn(proof);
  if (lookups === null) return { outcome: 'not-in-tree', lookups: [] };
  const { household: householdId, verification, department, ledger } = proof;
  const { digestAlgorithm, contentDigest, kind, subject } = ledger.entry;
  const list = Buffer.from(proof.list, 'base64');
  const isIn = digestsOf(proof, lookups).some((digest) =>
    isListed(list, { householdId, verification, digest }),
  );
  const isOfEntry =
    kind === 'lookup' &&
    subject.endsWith(`/${department}`) &&
    listDigest(digestAlgorithm, list).toString('hex') === contentDigest;
  const outcome = isIn && isOfEntry ? checkProof(ledger, keys) : 'not-in-tree';
  return { outcome, lookups: outcome === 'proven' ? lookups : [] };
}

/** What the list may hold of the lookups that are shown. */
function digestsOf(proof: AnyLookupProof, lookups: readonly Lookup[]): Buffer[] {
  const { household, verification, department, salt } = proof;
  const algorithm = proof.ledger.entry.digestAlgorithm;
  const place = answerPlace(household, verification, department);
  if (proof.format === 'hedui-person-lookup-proof/1') {
    const { person, others } = proof;
    const digest = personDigest(algorithm, salt, place, proof.lookups);
    const persons = [...others, { person, digest }].toSorted((a, b) => a.person - b.person);
    return [ofPersons(algorithm, persons)];
  }
  return [
    lookupDigest(algorithm, saltsFrom(algorithm, salt), place, lookups),
    undividedDigest(algorithm, salt, place, proof.lookups),
  ];
}

/** null when they are not as we write them */
function lookupsIn(proof: AnyLookupProof): Lookup[] | null {
  const department = proof.department as DepartmentId;
  try {
    return proof.format === 'hedui-person-lookup-proof/1'
      ? lookupsOfLines(proof.lookups, department, proof.person)
      : lookupsOfText(proof.lookups, department);
  } catch {
    return null;
  }
}
