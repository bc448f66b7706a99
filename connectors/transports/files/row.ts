// One line of an exchanged file, and what reading a file yields.

export type Row = Readonly<Record<string, string>>;

export type FileRows =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly fault: string };
