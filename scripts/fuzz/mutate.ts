// Inputs that nobody meant to send: what is right, with bytes changed, cut out, put in and mixed; and JSON of any shape.

import fc from 'fast-check';
import type { Random } from '../city/grow/random.ts';

/** What readers stumble over: ends, quotes, depth, great and strange numbers, other encodings, names of the language. */
const PIECES = [
  '"',
  "'",
  ',',
  '\n',
  '\r\n',
  '\0',
  '{',
  '}',
  '[',
  ']',
  '[[[[[[[[[[[[[[[[',
  '{"a":',
  '\\u0000',
  '\\ud800',
  '-',
  '0',
  '1e999',
  '99999999999999999999999',
  '-0',
  '0.1',
  'null',
  'true',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  '=1+1',
  '${HOME}',
  '&a [*a, *a]',
  '!!js/function',
  '<!ENTITY x "y">',
  '2026-02-30',
  '37100219900101001X',
  '张三·阿卜杜',
  '𬭚',
  '\ufeff',
  '\u202e',
  ' '.repeat(64),
  'A'.repeat(2_000),
].map((piece) => Buffer.from(piece));
const BYTES = [
  Buffer.from([0xff]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0x80]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0x81, 0x30, 0x81, 0x30]),
  Buffer.from([0x50, 0x4b, 0x03, 0x04]),
  Buffer.from([0x1f, 0x8b]),
];
const ALL_PIECES = [...PIECES, ...BYTES];
const MOST_CHANGES = 6;
const LARGEST_BYTES = 64 * 1024;

/** One of the seeds with some of its bytes changed; now and then the seed itself. */
export function mutated(random: Random, seeds: readonly Buffer[]): Buffer {
  let bytes: Buffer = Buffer.from(random.pick(seeds));
  for (let change = random.below(MOST_CHANGES + 1); change > 0; change--) {
    bytes = CHANGES[random.below(CHANGES.length)]?.(bytes, random, seeds) ?? bytes;
  }
  return bytes.subarray(0, LARGEST_BYTES);
}

type Change = (bytes: Buffer, random: Random, seeds: readonly Buffer[]) => Buffer;

const CHANGES: readonly Change[] = [
  function flip(bytes, random) {
    if (bytes.length === 0) return bytes;
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  },
  function overwrite(bytes, random) {
    if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => replaced(bytes, random, Buffer.alloc(0)),
  (bytes, random) => inserted(bytes, random, random.pick(ALL_PIECES)),
  (bytes, random) => replaced(bytes, random, random.pick(ALL_PIECES)),
  (bytes, random) => inserted(bytes, random, slice(bytes, random)),
  (bytes, random, seeds) => replaced(bytes, random, slice(random.pick(seeds), random)),
];

function inserted(bytes: Buffer, random: Random, piece: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

function replaced(bytes: Buffer, random: Random, piece: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const until = at + random.below(Math.min(64, bytes.length - at) + 1);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(until)]);
}

function slice(bytes: Buffer, random: Random): Buffer {
  const from = random.below(bytes.length + 1);
  return bytes.subarray(from, from + random.below(Math.min(256, bytes.length - from) + 1));
}

const SOME_AT_ONCE = 64;
const anyJson = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });

/** JSON of any shape, by fast-check. With a seed of JSON, one of its values is replaced, so that the outside is right. */
export function openJsonMaker(random: Random, seeds: readonly Buffer[]): () => Buffer {
  let values: unknown[] = [];
  return () => {
    if (values.length === 0) {
      values = fc.sample(anyJson, { seed: random.below(2 ** 31), numRuns: SOME_AT_ONCE });
    }
    const value = values.pop();
    const seed = random.chance(0.8) ? parsed(random.pick(seeds)) : undefined;
    return Buffer.from(JSON.stringify(seed === undefined ? value : graft(seed, value, random)));
  };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function graft(into: unknown, value: unknown, random: Random): unknown {
  if (typeof into !== 'object' || into === null || random.chance(0.15)) return value;
  const keys = Object.keys(into);
  if (keys.length === 0) return value;
  const key = random.pick(keys);
  const copy = (Array.isArray(into) ? [...into] : { ...into }) as Record<string, unknown>;
  copy[key] = graft(copy[key], value, random);
  return copy;
}
