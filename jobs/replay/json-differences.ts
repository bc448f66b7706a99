// Where two JSON values differ, as paths a person can follow: `$.findings[0].figures.limit.value`.

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** `undefined`: not there at all. */
export type JsonDifference = {
  readonly path: string;
  readonly stored: Json | undefined;
  readonly recomputed: Json | undefined;
};

/** The places where the values differ, in the order of the path, each as deep as it can be told. */
export function jsonDifferences(
  stored: Json | undefined,
  recomputed: Json | undefined,
  path = '$',
): JsonDifference[] {
  if (isList(stored) && isList(recomputed)) {
    const length = Math.max(stored.length, recomputed.length);
    return Array.from({ length }, (_, place) =>
      jsonDifferences(stored[place], recomputed[place], `${path}[${place}]`),
    ).flat();
  }
  if (isRecord(stored) && isRecord(recomputed)) {
    const keys = [...new Set([...Object.keys(stored), ...Object.keys(recomputed)])].sort();
    return keys.flatMap((key) =>
      jsonDifferences(field(stored, key), field(recomputed, key), path + step(key)),
    );
  }
  return Object.is(stored, recomputed) ? [] : [{ path, stored, recomputed }];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function field(value: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function step(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
