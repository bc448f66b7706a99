// Text travels compressed to whoever can read it so: a list of fifty reports is a tenth of its size.

import { promisify } from 'node:util';
import { constants, brotliCompress, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Less is not worth the time. */
const FROM_BYTES = 1_400;
/** Above 5 it takes several times as long for some percent. */
const QUALITY = 5;

export function compressAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    const type = String(reply.getHeader('content-type') ?? '');
    if (!/^(text\/|application\/(.*\+)?json|image\/svg)/.test(type)) return payload;
    if (payload.length < FROM_BYTES || reply.hasHeader('content-encoding')) return payload;
    reply.header('vary', 'accept-encoding');
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const bytes = Buffer.from(payload as string);
    if (/\bbr\b/.test(accepted)) {
      reply.header('content-encoding', 'br').removeHeader('content-length');
      return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
    }
    if (/\bgzip\b/.test(accepted)) {
      reply.header('content-encoding', 'gzip').removeHeader('content-length');
      return zip(bytes);
    }
    return payload;
  });
}
