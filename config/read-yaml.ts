// The one reader of our YAML files.

import { parse } from 'yaml';

/** @throws an error of the reader when it is no YAML */
export function readYaml(text: string): unknown {
  // Its warnings go to standard error with the line they are about, and a line may hold a secret.
  return parse(text, { logLevel: 'error' });
}
