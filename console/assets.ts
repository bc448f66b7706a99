// The console's own style sheet and scripts: read once, served under an address that changes with their content.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { inProject } from '../config/places.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

type Asset = { readonly type: string; readonly content: Buffer; readonly digest: string };

const FOLDER = inProject('console', 'assets');

const ASSETS: ReadonlyMap<string, Asset> = new Map(
  readdirSync(FOLDER).flatMap((name) => {
    const type = TYPES[extname(name)];
    if (type === undefined) return [];
    const content = readFileSync(`${FOLDER}/${name}`);
    const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
    return [[name, { type, content, digest }] as const];
  }),
);

/** @throws TypeError when there is no such file in console/assets/ */
export function assetUrl(name: string): string {
  const asset = ASSETS.get(name);
  if (asset === undefined) throw new TypeError(`console/assets/${name} is missing`);
  return `/assets/${asset.digest}/${name}`;
}

export function serveAssets(server: FastifyInstance): void {
  for (const [name, { type, content }] of ASSETS) {
    server.get(assetUrl(name), async (_, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(content),
    );
  }
}
