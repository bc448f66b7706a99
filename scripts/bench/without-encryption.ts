// Loaded before the engine (node --import) by bench:encryption alone: puts plain-envelope.ts in the place of the envelope.

import { register } from 'node:module';

const plain = new URL('./plain-envelope.js', import.meta.url).href;
const hooks = `
  export async function resolve(specifier, context, next) {
    const found = await next(specifier, context);
    return found.url.endsWith('/store/encryption/envelope.js') ? { ...found, url: ${JSON.stringify(plain)} } : found;
  }`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
