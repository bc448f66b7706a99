// JSON read with its numbers as they were written. A signature is over text, and `1.0` and `1` are one number but two
// texts: after JSON.parse nobody can tell any more which of them was signed.

/** Every string, keys too, begins with `s`; every number is a string that begins with `n`. */
export type Marked =
  | null
  | boolean
  | string
  | readonly Marked[]
  | { readonly [key: string]: Marked };

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[[{]|[\]}]/g;
/** No honest message is nested deeper; what is would exhaust the stack of whoever walks through it. */
const DEEPEST = 64;

/** @returns null when it is not JSON, or nested too deeply. */
export function readMarkedJson(text: string): Marked | null {
  let depth = 0;
  let deepest = 0;
  const marked = text.replace(TOKEN, (token) => {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth--;
    else return token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`;
    return token;
  });
  if (deepest > DEEPEST) return null;
  try {
    JSON.parse(text);
    return JSON.parse(marked) as Marked;
  } catch {
    return null;
  }
}

/** The field of an object; undefined when it has none of this name or is no object. */
export function fieldOf(node: Marked, name: string): Marked | undefined {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return undefined;
  const key = `s${name}`;
  return Object.hasOwn(node, key) ? (node as Record<string, Marked>)[key] : undefined;
}
