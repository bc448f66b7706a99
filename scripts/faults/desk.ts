// A member of the staff at a browser: signs in with a password, keeps cookies, reads pages and sends their forms. Whatever
// befalls the console, an answer may not come; what to do then is for whoever sits at the desk.

export type Page = { readonly status: number; readonly text: string; readonly to: string | null };

export type Fields = Readonly<Record<string, string>>;

export type Desk = {
  readonly account: string;
  /** @throws when no answer comes */
  read(path: string): Promise<Page>;
  /** Sends a form of a page that was read. @throws when no answer comes: it may have been taken all the same */
  send(from: Page, action: string, fields: Fields): Promise<Page>;
  /** The same of a form that takes files. */
  sendFiles(from: Page, action: string, fields: Fields): Promise<Page>;
};

const ANSWER_WITHIN_MS = 10_000;

export function openDesk(address: string, account: string, password: string): Desk {
  const cookies = new Map<string, string>();

  async function ask(path: string, body?: URLSearchParams | FormData): Promise<Page> {
    const reply = await fetch(address + path, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(body && { method: 'POST', body }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return { status: reply.status, text: await reply.text(), to: reply.headers.get('location') };
  }

  async function signIn(): Promise<void> {
    const { text } = await ask('/sign-in');
    await ask('/sign-in', new URLSearchParams({ account, password, 'form-key': formKeyIn(text) }));
  }

  return {
    account,
    async read(path) {
      const page = await ask(path);
      if (page.to?.startsWith('/sign-in') !== true) return page;
      await signIn();
      return ask(path);
    },
    send: (from, action, fields) =>
      ask(action, new URLSearchParams({ ...fields, 'form-key': formKeyIn(from.text) })),
    sendFiles(from, action, fields) {
      const body = new FormData();
      body.set('form-key', formKeyIn(from.text));
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return ask(action, body);
    },
  };
}

function formKeyIn(text: string): string {
  return /name="form-key" value="([^"]+)"/.exec(text)?.[1] ?? '';
}
