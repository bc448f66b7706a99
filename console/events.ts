// Server-sent events.

import type { SentEvent } from './route.ts';

/** As the browser's EventSource reads them. JSON has no line ends. */
export async function* framesOf(events: AsyncIterable<SentEvent>): AsyncGenerator<string> {
  for await (const { name, content } of events)
    yield `event: ${name}\ndata: ${JSON.stringify(content)}\n\n`;
}
