// The software bill of materials: what is in a delivered hedui, for whoever watches over known weaknesses.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'hedui-sbom-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('npm run sbom writes a valid CycloneDX document that holds every runtime dependency', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const file = join(folder, 'sbom.json');
  const [command, ...words] = String(scripts.sbom).replace('sbom.json', file).split(' ');
  // With --validate the tool itself refuses what is not of the schema.
  execFileSync(join('node_modules', '.bin', command ?? ''), words, { stdio: 'pipe' });
  const bom = JSON.parse(readFileSync(file, 'utf8'));
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  const listed = new Set<string>();
  const walk = (components: Component[]) => {
    for (const { group, name, version, components: inner = [] } of components) {
      listed.add(`${group ? `${group}/` : ''}${name}@${version}`);
      walk(inner);
    }
  };
  walk(bom.components);
  expect(runtimePackages().filter((one) => !listed.has(one))).toEqual([]);
});

type Component = { group?: string; name: string; version: string; components?: Component[] };

/** Of the lock file: what is neither only for development nor for another system. */
function runtimePackages(): string[] {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<
      string,
      { version: string; dev?: boolean; optional?: boolean; devOptional?: boolean }
    >;
  };
  return Object.entries(lock.packages).flatMap(
    ([path, { version, dev, optional, devOptional }]) => {
      const name = path.split('node_modules/').at(-1);
      return path === '' || dev || optional || devOptional ? [] : [`${name}@${version}`];
    },
  );
}
