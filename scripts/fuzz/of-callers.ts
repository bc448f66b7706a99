// Readers of what callers and auditors hand in: bodies and cursors of the API, proofs of ledger entries.

import { z } from 'zod';
import { HOUSEHOLD } from '../../console/api/shapes.ts';
import { cursorOf, readCursor } from '../../store/cursors.ts';
import { generateSigningKey, signingKeyFrom } from '../../store/encryption/signatures.ts';
import { signCheckpoint } from '../../store/ledger/checkpoint.ts';
import { checkProof, PROOF, PUBLISHED } from '../../store/ledger/proof-file.ts';
import type { OpenTarget, Target } from './target.ts';

const AT = '2026-07-01T02:00:00.000Z';
const HASH = 'ab'.repeat(32);
const PERSON = {
  role: 'applicant',
  name: '王小明',
  id_number: '371002199001010015',
  declared_wage: 1,
};

function json(...seeds: readonly object[]): Buffer[] {
  return seeds.map((seed) => Buffer.from(JSON.stringify(seed)));
}

async function proofs(): Promise<OpenTarget> {
  const key = signingKeyFrom('ed25519', generateSigningKey('ed25519'));
  const format = 'hedui-ledger-checkpoint/1';
  const statement = {
    format,
    ledger: 'L',
    size: 3,
    treeDigest: 'sha-256',
    root: HASH,
    at: AT,
  } as never;
  const checkpoint = signCheckpoint(statement, key);
  const entry = {
    at: AT,
    actor: 'worker',
    kind: 'lookup',
    subject: 'B1-1/land',
    purpose: 'application',
    digestAlgorithm: 'sha-256',
    contentDigest: HASH,
  };
  const proof = {
    format: 'hedui-ledger-proof/1',
    entry,
    leafIndex: 1,
    path: [HASH, HASH],
    checkpoint,
  };
  return {
    seeds: json(proof, { checkpoint, continues: null }),
    take(bytes) {
      const given = parsed(bytes);
      PUBLISHED.safeParse(given);
      const read = PROOF.safeParse(given);
      // Whatever was changed, it does not prove anything: the seed's path leads to another root.
      if (read.success && checkProof(read.data, [key]) === 'proven') throw new TypeError('proven');
    },
  };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

export const CALLER_TARGETS: readonly Target[] = [
  { name: 'ledger-proof', weight: 50, open: proofs },
  {
    name: 'api-household',
    weight: 50,
    open: async () => ({
      seeds: json({ scheme: 'subsistence', ref: 'H1', persons: [PERSON, PERSON] }),
      take: (bytes) => void HOUSEHOLD.safeParse(parsed(bytes)),
    }),
  },
  {
    name: 'api-cursor',
    weight: 60,
    open: async () => ({
      seeds: [Buffer.from(cursorOf([AT, 17]))],
      take: (bytes) => void readCursor(bytes.toString('latin1'), z.tuple([z.string(), z.int()])),
    }),
  },
];
