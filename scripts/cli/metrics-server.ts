// Serves a worker's metrics at /metrics. On the loopback interface unless told otherwise: the page names departments
// and their troubles, and asks for no password.

import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { HeduiError } from '../../domain/errors.ts';
import type { Metrics } from '../../jobs/metrics.ts';

export type MetricsServer = { readonly port: number; close(): Promise<void> };

/** @throws HeduiError SETTING_INVALID when the port is taken or the address is not this machine's */
export async function serveMetrics(
  metrics: Metrics,
  place: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.page().then(
      ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await listening(server, place);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function listening(server: Server, place: { host: string; port: number }): Promise<void> {
  server.listen(place);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new HeduiError(
      'SETTING_INVALID',
      {
        zh: `无法在 ${place.host}:${place.port} 提供指标，端口可能已被占用。`,
        en: `Metrics cannot be served at ${place.host}:${place.port}; the port may be taken.`,
      },
      { cause },
    );
  }
}
