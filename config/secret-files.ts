// Secrets from files, as container platforms hand them in: a variable that is not set is read from the file that the variable
// of the same name with _FILE names. Only what is asked for is read.

import { readFileSync } from 'node:fs';
import { HeduiError } from '../domain/errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws HeduiError SETTING_INVALID, when a variable is asked for, both are set, or the file cannot be read */
export function withSecretFiles(environment: Environment): Environment {
  const known = new Map<string, string | undefined>();
  return new Proxy(environment, {
    get(_, name) {
      if (typeof name !== 'string') return undefined;
      if (!known.has(name)) known.set(name, valueOf(name, environment));
      return known.get(name);
    },
  });
}

function valueOf(name: string, environment: Environment): string | undefined {
  const value = environment[name];
  const file = environment[`${name}_FILE`];
  if (file === undefined || file === '') return value;
  if (value !== undefined && value !== '') {
    throw invalid(name, '与 _FILE 只能设置其一', 'is set, and so is its _FILE: set one of them');
  }
  try {
    // Editors and `echo` end a file with a line end that is no part of the secret.
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw invalid(`${name}_FILE`, '所指文件无法读取', 'names a file that cannot be read', cause);
  }
}

/** The value is never repeated. */
function invalid(name: string, zh: string, en: string, cause?: unknown): HeduiError {
  return new HeduiError(
    'SETTING_INVALID',
    { zh: `环境变量 ${name} ${zh}。`, en: `The variable ${name} ${en}.` },
    { cause },
  );
}
