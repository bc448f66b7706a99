// The two texts over which SPDCI partners sign one and the same message. The specification names none, so each
// implementation signs what the JSON library of its language writes with its keys sorted:
//   OpenSPP   Python's json.dumps(sort_keys=True, separators=(',', ':')): ASCII, the rest as \uXXXX
//   OpenG2P   orjson with OPT_SORT_KEYS: UTF-8 as it is
// Both sort keys by code point, JavaScript by UTF-16 unit; both write a number that was read as a fraction with one.

import type { Marked } from './marked-json.ts';

type Form = {
  text(value: string): string;
  number(lexeme: string): string;
};

/** @param node as `readMarkedJson` gives it */
export function pythonForm(node: Marked): string {
  return write(node, { text: asciiText, number: pythonNumber });
}

/** @param node as `readMarkedJson` gives it */
export function orjsonForm(node: Marked): string {
  return write(node, { text: JSON.stringify, number: orjsonNumber });
}

function write(node: Marked, form: Form): string {
  if (node === null || typeof node === 'boolean') return String(node);
  if (typeof node === 'string') {
    const value = node.slice(1);
    return node.startsWith('n') ? form.number(value) : form.text(value);
  }
  if (isList(node)) return `[${node.map((one) => write(one, form)).join(',')}]`;
  const fields = Object.entries(node)
    .sort(([one], [other]) => byCodePoint(one, other))
    .map(([key, value]) => `${form.text(key.slice(1))}:${write(value, form)}`);
  return `{${fields.join(',')}}`;
}

function isList(node: object): node is readonly Marked[] {
  return Array.isArray(node);
}

function byCodePoint(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i]?.codePointAt(0) ?? 0) - (b[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Python escapes everything beyond printable ASCII, DEL included. */
function asciiText(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const INTEGER = /^-?\d+$/;

function pythonNumber(lexeme: string): string {
  if (INTEGER.test(lexeme)) return String(BigInt(lexeme));
  const value = Number(lexeme);
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const { digits, point } = shortest(value);
  if (point > -4 && point <= 16) return positional(value, digits, point);
  const exponent = point - 1;
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${scientific(value, digits)}e${exponent < 0 ? '-' : '+'}${size}`;
}

const LEAST_I64 = -(2n ** 63n);
const MOST_U64 = 2n ** 64n - 1n;

/**
 * orjson holds integers of 64 bits; what is larger it reads as a fraction. From version 3.12 on it writes `1e+16`, older
 * ones wrote `1e16`; no field of a registry holds such a fraction.
 */
function orjsonNumber(lexeme: string): string {
  if (INTEGER.test(lexeme)) {
    const value = BigInt(lexeme);
    if (value >= LEAST_I64 && value <= MOST_U64) return String(value);
  }
  const value = Number(lexeme);
  const { digits, point } = shortest(value);
  if (point > -5 && point <= 16) return positional(value, digits, point);
  return `${scientific(value, digits)}e${point > 0 ? '+' : ''}${point - 1}`;
}

/** The fewest digits that are this number, and where its point stands: 0.00123 is `123` and -2. */
function shortest(value: number): { digits: string; point: number } {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: value === 0 ? 1 : Number(exponent) + 1 };
}

function positional(value: number, digits: string, point: number): string {
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const whole = Math.max(1, point);
  return `${sign(value)}${padded.slice(0, whole)}.${padded.slice(whole) || '0'}`;
}

function scientific(value: number, digits: string): string {
  return sign(value) + digits.charAt(0) + (digits.length > 1 ? `.${digits.slice(1)}` : '');
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}
