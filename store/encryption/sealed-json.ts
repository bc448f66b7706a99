// Sealed values are JSON inside.

import { open, seal } from './envelope.ts';
import type { SealingKey } from './sealing-key.ts';

export function sealJson(value: unknown, key: SealingKey, place: string): Buffer {
  return seal(Buffer.from(JSON.stringify(value)), key, place);
}

/** What was sealed has authenticated itself, so its shape is the one that was put in. */
export function openJson<T>(envelope: Buffer, key: SealingKey, place: string): T {
  return JSON.parse(openText(envelope, key, place)) as T;
}

export function openText(envelope: Buffer, key: SealingKey, place: string): string {
  return open(envelope, key, place).toString('utf8');
}
