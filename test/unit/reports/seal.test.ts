import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { asCalendarDate } from '../../../domain/calendar.ts';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import { checkSealedReport, sealReportAsJson } from '../../../reports/seal.ts';
import {
  EXAMPLE_REPORTS,
  EXAMPLE_SIGNER,
  exampleDraft,
  verifierOf,
} from '../../support/example-reports.ts';

const report = EXAMPLE_REPORTS.exceeds;

/** Copies of a JSON value, each with one leaf changed, one field left out or one added; with the path of the change. */
function* alterations(value: unknown, path = ''): Generator<{ path: string; altered: unknown }> {
  if (Array.isArray(value)) {
    for (const [place, item] of value.entries())
      for (const one of alterations(item, `${path}/${place}`))
        yield { path: one.path, altered: value.with(place, one.altered) };
    yield { path: `${path}/+`, altered: [...value, 'added'] };
    if (value.length > 0) yield { path: `${path}/-`, altered: value.slice(1) };
  } else if (value !== null && typeof value === 'object') {
    for (const [key, field] of Object.entries(value)) {
      for (const one of alterations(field, `${path}/${key}`))
        yield { path: one.path, altered: { ...value, [key]: one.altered } };
      yield { path: `${path}/-${key}`, altered: { ...value, [key]: undefined } };
    }
    yield { path: `${path}/+`, altered: { ...value, added: 1 } };
  } else if (typeof value === 'string') yield { path, altered: `${value} ` };
  else if (typeof value === 'number') yield { path, altered: value + 1 };
  else yield { path, altered: value === null ? 0 : !value };
}

test('what is no report at all is not genuine', () => {
  for (const text of ['null', '[]', '{}', '"report"', '{"signature":null}'])
    expect(checkSealedReport(JSON.parse(text), verifierOf)).toBe('altered');
});

describe('a sealed report', () => {
  test('is genuine under the key that signed it', () => {
    for (const one of Object.values(EXAMPLE_REPORTS))
      expect(checkSealedReport(one, verifierOf)).toBe('genuine');
  });

  test('has its digest over everything but digest and signature', () => {
    const { digest, signature, ...rest } = report;
    expect(digest).toBe(createHash('sha256').update(canonicalJson(rest)).digest('hex'));
    expect(signature).toMatchObject({ algorithm: 'ed25519', keyId: EXAMPLE_SIGNER.keyId });
  });

  test('comes with the canonical JSON of the whole', () => {
    const contents = Object.values(EXAMPLE_REPORTS).map((one) => one.content);
    const later = contents.map((one) => ({ ...one, standardsOn: asCalendarDate('2026-08-01') }));
    for (const content of [...contents, ...later]) {
      const sealed = sealReportAsJson(exampleDraft(content, 7), EXAMPLE_SIGNER);
      expect(sealed.json.toString()).toBe(canonicalJson(sealed.report));
      expect(checkSealedReport(JSON.parse(sealed.json.toString()), verifierOf)).toBe('genuine');
    }
  });

  test('may be of any length', () => {
    const content = { ...report.content, householdRef: '户'.repeat(100_000) };
    const sealed = sealReportAsJson(exampleDraft(content, 7), EXAMPLE_SIGNER);
    expect(sealed.json.toString()).toBe(canonicalJson(sealed.report));
    expect(checkSealedReport(sealed.report, verifierOf)).toBe('genuine');
  });

  test('sealed twice has the same digest', () => {
    const draft = exampleDraft(report.content, 7);
    const copy = structuredClone(draft);
    expect(sealReportAsJson(draft, EXAMPLE_SIGNER).json).toEqual(
      sealReportAsJson(copy, EXAMPLE_SIGNER).json,
    );
  });

  test('is found altered, whatever field is changed, left out or added', () => {
    const undetected: string[] = [];
    let tried = 0;
    for (const { path, altered } of alterations(report)) {
      // Another key's name is met by the keys, not by the digest: see the next test.
      if (path === '/signature/keyId') continue;
      tried += 1;
      if (checkSealedReport(altered, verifierOf) !== 'altered') undetected.push(path);
    }
    expect(undetected).toEqual([]);
    expect(tried).toBeGreaterThan(700);
  });

  test('signed by another key is not genuine, and a key nobody knows is said', () => {
    const foreign = {
      keyId: EXAMPLE_SIGNER.keyId,
      algorithm: 'ed25519' as const,
      verify: (digest: Buffer, signature: Buffer) =>
        verify(null, digest, generateKeyPairSync('ed25519').publicKey, signature),
    };
    expect(checkSealedReport(report, () => foreign)).toBe('altered');
    expect(checkSealedReport(report, () => null)).toBe('unknown-key');
    const renamed = { ...report, signature: { ...report.signature, keyId: 'other' } };
    expect(checkSealedReport(renamed, verifierOf)).toBe('unknown-key');
  });
});
