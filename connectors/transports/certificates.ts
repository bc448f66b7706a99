// Certificates of a connection to a department: whom we trust, and who we are.

import { readFileSync } from 'node:fs';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { HeduiError } from '../../domain/errors.ts';

export type Certificates = {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
};

/** @throws HeduiError DEPARTMENTS_INVALID when a file that the declaration names cannot be read */
export function certificatesOf({ id, tls }: DepartmentDeclaration): Certificates {
  const read = (field: 'ca' | 'certificate' | 'key') => {
    const path = tls?.[field];
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch (cause) {
      throw unreadable(id, field, cause);
    }
  };
  const [ca, cert, key] = [read('ca'), read('certificate'), read('key')];
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

function unreadable(id: string, field: string, cause: unknown): HeduiError {
  return new HeduiError(
    'DEPARTMENTS_INVALID',
    {
      zh: `部门「${id}」的 tls.${field} 所指文件无法读取。`,
      en: `entry "${id}", field tls.${field}: the file cannot be read.`,
    },
    { cause },
  );
}
