// The departments file: what is declared, what the environment adds, what is wrong with it.

import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadDepartments } from '../../../config/departments.ts';
import { DEPARTMENTS } from '../../../connectors/connector-list.ts';
import { HeduiError } from '../../../domain/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-departments-'));
const path = join(folder, 'departments.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

const LAND = {
  id: 'land',
  names: { zh: '自然资源', en: 'Natural resources' },
  transport: 'sql',
  address: '${LAND_URL}',
  limits: { requestsPerSecond: 5, answerWithinMs: 60_000 },
};

function load(content: unknown, env: Record<string, string> = {}) {
  writeFileSync(path, typeof content === 'string' ? content : stringify(content));
  return loadDepartments(path, env);
}

function refusal(content: unknown): HeduiError {
  try {
    load(content);
  } catch (error) {
    if (error instanceof HeduiError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

describe('the departments file', () => {
  test('that is delivered declares every department that hedui knows, none of them connected', () => {
    const declared = loadDepartments('config/departments.yaml', {});
    expect(declared.map(({ id }) => id)).toEqual(DEPARTMENTS.map(({ id }) => id));
    expect(declared.every(({ missing }) => missing.length > 0)).toBe(true);
  });

  test('takes addresses and secrets from the environment', () => {
    const credentials = { user: 'reader', password: '${LAND_PASSWORD}' };
    const env = { LAND_URL: 'postgres://db/land', LAND_PASSWORD: 'p' };
    const [land] = load({ departments: [{ ...LAND, credentials }] }, env);
    expect(land).toMatchObject({
      address: 'postgres://db/land',
      credentials: { user: 'reader', password: 'p' },
      missing: [],
      limits: { burst: 1, concurrency: 4, personsPerRequest: 100, timeoutMs: 10_000 },
    });
  });

  test('names the variables that are not set', () => {
    expect(load({ departments: [LAND] })[0]?.missing).toEqual(['LAND_URL']);
    expect(load({ departments: [LAND] }, { LAND_URL: '' })[0]?.missing).toEqual(['LAND_URL']);
  });

  test.each([
    ['transport', { ...LAND, transport: 'telepathy' }],
    ['limits.requestsPerSecond', { ...LAND, limits: { ...LAND.limits, requestsPerSecond: 0 } }],
    ['limits.answerWithinMs', { ...LAND, limits: { requestsPerSecond: 1 } }],
    ['names.zh', { ...LAND, names: { en: 'Land' } }],
    ['colour', { ...LAND, colour: 'green' }],
    ['hours.from', { ...LAND, hours: { from: '9', until: '17:00' } }],
    ['hours', { ...LAND, hours: { from: '17:00', until: '09:00' } }],
  ])('names entry and field %s in both languages', (field, entry) => {
    const error = refusal({ departments: [entry] });
    expect(error.code).toBe('DEPARTMENTS_INVALID');
    for (const said of [error.said.zh, error.said.en]) {
      expect(said).toContain('land');
      expect(said).toContain(field);
    }
  });

  test('refuses a department that is declared twice, and an entry without id by its place', () => {
    expect(refusal({ departments: [LAND, LAND] }).said.en).toContain('"land" is declared twice');
    expect(refusal({ departments: [LAND, {}] }).said.en).toContain('#2');
  });

  test('refuses whatever else it holds with the one code', () => {
    fc.assert(
      fc.property(fc.string(), (content) => {
        expect(refusal(`x: ${content}`).code).toBe('DEPARTMENTS_INVALID');
      }),
    );
    expect(() => loadDepartments(join(folder, 'nowhere.yaml'), {})).toThrow('DEPARTMENTS_INVALID');
  });
});
