// A backup that nobody has restored is none: pg_dump, pg_restore into another database, the keys apart; then every report
// opens and the ledger verifies. On a server of DATABASE_URL alone: the tools have to be as new as the server.

import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openEngine } from '../../../jobs/engine.ts';
import { openLog } from '../../../jobs/log.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { freshDatabase } from '../../support/database.ts';
import { openVillage, submitVillage, untilDone } from '../../support/village.ts';

const onServer = process.env['DATABASE_URL'] ? test : test.skip;

onServer(
  'a restored copy has every report and a whole ledger, and is refused under other keys',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hedui-restore-'));
    const village = await openVillage();
    const copy = await freshDatabase({ empty: true });
    try {
      const engine = await village.open();
      const working = await startWorking(engine);
      const { batchId } = await submitVillage(village, engine);
      await untilDone(engine, batchId);
      await working.stop();
      await engine.store.ledger.sequence();
      const before = await engine.store.reports.ofBatch(batchId, { limit: 10 });

      const dump = join(folder, 'hedui.dump');
      const source = village.settings.databaseUrl ?? '';
      execFileSync('pg_dump', ['--format=custom', `--file=${dump}`, source]);
      // Roles belong to the server: the page says which an empty one needs first.
      const script = execFileSync('pg_restore', ['--file=-', dump], { encoding: 'utf8' });
      const named = [...script.matchAll(/^(?:GRANT|CREATE POLICY)[^;]* TO (\w+)/gm)];
      expect([...new Set(named.map(([, role]) => role))]).toEqual(['hedui_viewer']);
      const page = await readFile('docs/operating.md', 'utf8');
      expect(page).toContain('create role hedui_viewer nologin');
      execFileSync('pg_restore', ['--exit-on-error', `--dbname=${copy.url}`, dump]);

      const restored = { ...village.settings, databaseUrl: copy.url };
      const again = await openEngine(restored, openLog('silent'));
      try {
        const after = await again.store.reports.ofBatch(batchId, { limit: 10 });
        expect(after).toEqual(before);
        expect(after).toHaveLength(4);
        for (const { number } of after) {
          expect(await again.store.reports.read(number)).toEqual(
            await engine.store.reports.read(number),
          );
        }
        const { faults, size } = await again.store.ledger.verify();
        expect(faults).toEqual([]);
        expect(size).toBeGreaterThan(0);
      } finally {
        await again.queues.erase(again.departments);
        await again.close();
      }
      const otherKeys = { ...restored, keyFile: join(folder, 'other-keys.json') };
      await expect(openEngine(otherKeys, openLog('silent'))).rejects.toMatchObject({
        code: 'KEY_WRONG',
      });
    } finally {
      await village.close();
      await copy.drop();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
