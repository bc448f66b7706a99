import nodeProcess from 'node:process';
import { afterEach, expect, jest, test } from '@jest/globals';
import { readYaml } from '../../../config/read-yaml.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

test('what the reader finds odd it says nowhere: a warning would print the line, and a line may hold a secret', () => {
  const warned = jest.spyOn(nodeProcess, 'emitWarning').mockImplementation(() => {});
  const printed = jest.spyOn(console, 'warn').mockImplementation(() => {});
  expect(readYaml('clientSecret: !odd hush\n')).toEqual({ clientSecret: 'hush' });
  expect(warned).not.toHaveBeenCalled();
  expect(printed).not.toHaveBeenCalled();
});

test('what is no YAML is refused', () => {
  expect(() => readYaml('a: [1, 2')).toThrow();
});
