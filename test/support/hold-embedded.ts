// A process of its own that holds the embedded server of a folder until its standard input ends or it is killed.
// Says the server's address, or what failed, on standard output.
// Usage: hold-embedded FOLDER

import { HeduiError } from '../../domain/errors.ts';
import { acquireEmbedded } from '../../store/embedded/acquire.ts';

try {
  const server = await acquireEmbedded({ folder: process.argv[2] ?? '' });
  console.log(JSON.stringify({ url: server.url }));
  for await (const _ of process.stdin);
  await server.release();
} catch (error) {
  console.log(JSON.stringify({ code: error instanceof HeduiError ? error.code : String(error) }));
}
