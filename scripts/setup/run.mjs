// Runs a TypeScript entry file of the checkout: node scripts/setup/run.mjs FILE [ARGUMENTS]
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
const [entry, ...rest] = process.argv.slice(2);
const file = resolve(entry);
process.argv = [process.argv[0], file, ...rest];
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(file).href);
