// What an installation is started from: every manifest satisfies Kubernetes' own schemas, and nothing names a command, an
// option or a setting that hedui does not have.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { parse, parseAllDocuments } from 'yaml';

const DEPLOY = 'scripts/deploy';
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const load = createRequire(import.meta.url);

type Manifest = { apiVersion: string; kind: string; metadata: { name: string }; spec?: never };
type Container = {
  args: string[];
  image: string;
  securityContext: { readOnlyRootFilesystem: boolean; allowPrivilegeEscalation: boolean };
};
type Workload = {
  spec: { template: { spec: { securityContext: object; containers: Container[] } } };
};

const { resources, images } = parse(read(DEPLOY, 'kubernetes', 'kustomization.yaml')) as {
  resources: string[];
  images: { newTag: string }[];
};
const manifests = resources.flatMap((file) =>
  parseAllDocuments(read(DEPLOY, 'kubernetes', file)).map((one) => one.toJSON() as Manifest),
);
const version = (JSON.parse(read('package.json')) as { version: string }).version;
const units = readdirSync(join(DEPLOY, 'systemd')).map((file) => read(DEPLOY, 'systemd', file));

const compose = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<
    string,
    {
      image: string;
      command?: string[];
      secrets?: string[];
      volumes?: string[];
      env_file?: string;
      environment?: object;
    }
  >;
  secrets: Record<string, { file: string }>;
  volumes: object;
};
const dockerfile = read('Dockerfile')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' '));
const lines = (instruction: string) => dockerfile.filter(([word]) => word === instruction);
/** What of the checkout reaches a build of the image. */
const isInContext = (path: string) =>
  !read('.dockerignore')
    .split('\n')
    .some((ignored) => ignored !== '' && `${path}/`.startsWith(`${ignored}/`));

describe('the image', () => {
  const stages = lines('FROM');

  test('breaks no rule of its language', () => {
    const faults = (text: string) => validate(text).map(({ message }) => message);
    expect(faults(read('Dockerfile'))).toEqual([]);
    expect(faults('FROM base\nCOPY dist')).toEqual([expect.stringContaining('COPY')]);
  });

  test('is built in one stage and run in another, both of a base pinned to its version', () => {
    expect(stages).toHaveLength(2);
    for (const [, base] of stages) expect(base).toMatch(/^node:\d+\.\d+-/);
    const supported = /\d+/.exec(
      (JSON.parse(read('package.json')) as { engines: { node: string } }).engines.node,
    );
    for (const [, base] of stages) expect(base).toContain(`node:${supported?.[0]}.`);
  });

  test('runs as the user, by number, that the manifests name', () => {
    const users = lines('USER').map(([, user]) => Number(user));
    const last = dockerfile.findLastIndex(([word]) => word === 'FROM');
    expect(dockerfile.findIndex(([word]) => word === 'USER')).toBeGreaterThan(last);
    const workloads = manifests.filter((one) => one.kind === 'Deployment') as unknown as Workload[];
    for (const { spec } of workloads) {
      expect(users).toEqual([
        (spec.template.spec.securityContext as { runAsUser: number }).runAsUser,
      ]);
    }
  });

  test('what is copied into it is there', () => {
    const made = ['/hedui/dist', '/hedui/node_modules'];
    for (const [, ...words] of lines('COPY')) {
      const sources = words.filter((word) => !word.startsWith('--')).slice(0, -1);
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources.filter((one) => !made.includes(one))) {
        const path = source.replace(/^\/hedui\//, '').replace(/^\.\//, '');
        expect([path, existsSync(path), isInContext(path)]).toEqual([path, true, true]);
      }
    }
  });

  test('starts what the build makes', () => {
    const [entry] = lines('ENTRYPOINT').map(
      ([, ...words]) => JSON.parse(words.join(' ')) as string[],
    );
    const built = parse(read('tsconfig.build.json')) as {
      compilerOptions: { outDir: string };
      exclude: string[];
    };
    expect(entry?.[1]).toBe(`${built.compilerOptions.outDir}/scripts/hedui.js`);
    expect(existsSync('scripts/hedui.ts')).toBe(true);
    expect(built.exclude).not.toContain('scripts');
  });

  test('holds no secret: none stands in it, none of an installation reaches its build', () => {
    const set = [...lines('ENV'), ...lines('ARG')].flat().join(' ');
    expect(set).not.toMatch(/PASSWORD|SECRET|TOKEN|KEY/i);
    const files = [
      ...Object.values(compose.secrets).map(({ file }) => file),
      ...Object.values(compose.services).flatMap((one) => one.env_file ?? []),
    ];
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const path = file.replace(/^\.\//, '');
      expect([path, isInContext(path)]).toEqual([path, false]);
    }
  });
});

describe('on Kubernetes', () => {
  test.each(manifests.map((one) => [`${one.kind} ${one.metadata.name}`, one] as const))(
    '%s satisfies its schema',
    (_, manifest) => {
      const kinds = load(`kubernetes-models/${manifest.apiVersion}`) as Record<
        string,
        new (
          given: unknown,
        ) => { validate(): void }
      >;
      const Kind = kinds[manifest.kind];
      expect(Kind).toBeDefined();
      if (Kind) new Kind(manifest).validate();
    },
  );

  test('a schema refuses what is wrong: a number of replicas that is a word', () => {
    const { Deployment } = load('kubernetes-models/apps/v1') as {
      Deployment: new (given: unknown) => { validate(): void };
    };
    const worker = manifests.find((one) => one.kind === 'Deployment');
    const wrong = new Deployment({ ...worker, spec: { replicas: 'two' } });
    expect(() => wrong.validate()).toThrow();
  });

  test('every file of the folder is listed', () => {
    const files = readdirSync(join(DEPLOY, 'kubernetes'));
    expect(files.toSorted()).toEqual(['kustomization.yaml', ...resources].toSorted());
  });

  test('every process runs unprivileged on a file system it cannot write', () => {
    const workloads = manifests.filter((one) => one.kind === 'Deployment') as unknown as Workload[];
    expect(workloads).toHaveLength(2);
    for (const { spec } of workloads) {
      expect(spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true });
      for (const { securityContext } of spec.template.spec.containers) {
        expect(securityContext).toMatchObject({
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
        });
      }
    }
  });

  test('the image is the version of this checkout', () => {
    expect(images.map((one) => one.newTag)).toEqual([version]);
  });
});

describe('with compose', () => {
  const { services } = compose;

  test('images are pinned, ours to the version of this checkout', () => {
    for (const { image } of Object.values(services)) expect(image).toMatch(/:\d+\.\d+/);
    expect(services['worker']?.image).toBe(`hedui:${version}`);
    expect(services['console']?.image).toBe(`hedui:${version}`);
  });

  test('every secret and volume that a service names is declared', () => {
    for (const { secrets = [], volumes = [] } of Object.values(services)) {
      for (const name of secrets) expect(Object.keys(compose.secrets)).toContain(name);
      for (const mount of volumes)
        expect(Object.keys(compose.volumes)).toContain(mount.split(':')[0]);
    }
  });

  test('the queue writes what it holds to disk', () => {
    expect(services['queue']?.command?.join(' ')).toContain('--appendonly yes');
  });
});

describe('what is started is there', () => {
  const source = (command: string) => read('scripts', 'cli', `${command}.ts`);
  const words = [
    ...manifests
      .filter((one) => one.kind === 'Deployment')
      .flatMap((one) => (one as unknown as Workload).spec.template.spec.containers)
      .map(({ args }) => args),
    ...lines('CMD').map(([, ...given]) => JSON.parse(given.join(' ')) as string[]),
    ...Object.values(compose.services)
      .filter(({ image }) => image.startsWith('hedui:'))
      .map(({ command = [] }) => command),
    ...units.map(
      (unit) => /^ExecStart=\S+ \S+hedui\.js (.+)$/m.exec(unit)?.[1]?.split(' ') ?? ['none'],
    ),
  ];

  test.each(words.map((line) => [line.join(' '), line] as const))('%s', (_, [command, ...rest]) => {
    const text = source(command ?? '');
    expect(text).toContain(`.command('${command}')`);
    for (const word of rest.filter((one) => one.startsWith('--'))) expect(text).toContain(word);
  });

  test('every setting of the example is one that hedui or a department reads', () => {
    const known = read('config', 'settings.ts') + read('config', 'departments.yaml');
    const names = read(DEPLOY, 'hedui.env.example').match(/^[A-Z_]+(?==)/gm) ?? [];
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(known).toContain(name);
  });

  test('every variable that is set for a process is read by one', () => {
    // Node's, the system's, and what the client of PostgreSQL reads itself.
    const known = `${read('config', 'settings.ts')} NODE_ENV TZ PGPASSFILE`;
    const settings = manifests.filter((one) => one.kind === 'ConfigMap') as unknown as {
      data: object;
    }[];
    const names = [
      ...settings.flatMap(({ data }) => Object.keys(data)),
      ...Object.values(compose.services)
        .filter(({ image }) => image.startsWith('hedui:'))
        .flatMap(({ environment = {} }) => Object.keys(environment)),
      ...[...units, lines('ENV').flat().join(' ')].flatMap(
        (text) => text.match(/\b[A-Z][A-Z_]+(?==)/g) ?? [],
      ),
    ];
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) expect(known).toContain(name);
  });

  test('a command at the terminal runs where the services do, with their settings', () => {
    const script = read(DEPLOY, 'hedui.sh');
    for (const unit of units) {
      const [, settings] = /^EnvironmentFile=(\S+)$/m.exec(unit) ?? [];
      const [, user] = /^User=(\S+)$/m.exec(unit) ?? [];
      const [, program, entry] =
        /^ExecStart=\S+ (\S+)(\/dist\/scripts\/hedui\.js) /m.exec(unit) ?? [];
      const [, home] = /HEDUI_HOME=(\S+)/.exec(unit) ?? [];
      for (const place of [settings, user, program, home]) expect(script).toContain(`:-${place}}`);
      expect(script).toContain(`${entry}" "$@"`);
    }
  });
});
