// A registry with an interface as ours and a desk that counts: asked for the number n, it holds the records 1 to n.

import { afterEach } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Partner } from '../../config/partners.ts';
import type { Desk } from '../../console/spdci/desk.ts';
import type { RegistryLimits } from '../../console/spdci/registry-limits.ts';
import { openRegistryServer } from '../../console/spdci/registry-server.ts';
import { openCallbackTaker, testPartner } from './spdci-partner.ts';

const countingDesk: Desk = {
  regType: 'ns:org:RegistryType:Social',
  recordType: 'Person',
  offersEvents: true,
  async find({ search_criteria }) {
    const { value } = search_criteria.query as { value: string };
    const records = Array.from({ length: Number(value) }, (_, at) => ({ no: at + 1 }));
    return { kind: 'records', records };
  },
};

/** Call at the top of a test file. What it opens is closed after each test. */
export function useCountingRegistry() {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });
  return {
    async serve(
      partner: Partial<Partner> = {},
      limits: Partial<RegistryLimits> = {},
    ): Promise<{ url: string; server: FastifyInstance }> {
      const server = openRegistryServer({
        id: 'registry',
        partners: [testPartner(partner)],
        desk: countingDesk,
        limits,
        log: pino({ level: 'silent' }),
      });
      closing.push(() => server.close());
      return { url: `${await server.listen({ port: 0, host: '127.0.0.1' })}/registry`, server };
    },
    async takeCallbacks(refusals = 0) {
      const taker = await openCallbackTaker(refusals);
      closing.push(() => taker.close());
      return taker;
    },
  };
}
