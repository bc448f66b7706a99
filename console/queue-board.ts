// The board of queues, behind the permission to read queues. It shows and changes nothing (jobs/queue-board.ts).

import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '../jobs/engine.ts';

const PREFIX = '/queues';
/** The board's own pages bring styles within them. Nothing is loaded from elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; frame-ancestors 'none'; form-action 'none'";
/** It would ask a font server abroad who is looking. */
const FOREIGN_FONTS = /<link[^>]+fonts\.googleapis\.com[^>]*>/g;

/** @param enter answers the request itself, and says false, when its visitor may not see the board */
export async function serveQueueBoard(
  server: FastifyInstance,
  { queues, departments }: Pick<Engine, 'queues' | 'departments'>,
  enter: (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>,
): Promise<void> {
  const adapter = new FastifyAdapter().setBasePath(PREFIX);
  createBullBoard({
    queues: queues.board(departments),
    serverAdapter: adapter,
    options: {
      uiConfig: { boardTitle: '核对 hedui', hideRedisDetails: true, showCreatedBy: false } as never,
    },
  });
  await server.register(
    async (board) => {
      board.addHook('onRequest', async (request, reply) => {
        if (!(await enter(request, reply))) return reply;
        reply.header('content-security-policy', POLICY).header('cache-control', 'no-store');
      });
      board.addHook('onSend', async (_, reply, payload) =>
        typeof payload === 'string' &&
        String(reply.getHeader('content-type')).startsWith('text/html')
          ? payload.replace(FOREIGN_FONTS, '')
          : payload,
      );
      await board.register(adapter.registerPlugin());
    },
    { prefix: PREFIX },
  );
}
