// The import directions of the house (docs/architecture.md). `npm run rooms` fails on any other.

/** Rooms that a room may import from, besides itself. */
const MAY_IMPORT = {
  domain: [],
  config: ['domain'],
  matchers: ['domain'],
  connectors: ['domain', 'config'],
  store: ['domain', 'config'],
  reports: ['domain', 'config'],
  jobs: ['domain', 'config', 'matchers', 'connectors', 'store', 'reports'],
  // SPDCI is one protocol on both of our sides: asking a registry, and being one.
  console: ['domain', 'config', 'store', 'reports', 'jobs', 'connectors/spdci'],
};

const roomRules = Object.entries(MAY_IMPORT).map(([room, others]) => ({
  name: `${room}-imports`,
  comment: `${room}/ may import only: ${[room, ...others].join(', ')}`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    path: '^(domain|matchers|connectors|jobs|store|reports|console|config|scripts|test)/',
    pathNot: `^(${[room, ...others].join('|')})/`,
  },
}));

/** A package that only the named folders may use. */
const onlyIn = (name, packages, folders) => ({
  name,
  comment: `${packages} only in ${folders}`,
  severity: 'error',
  from: { pathNot: `^(${folders})` },
  to: { path: `node_modules/(${packages})/` },
});

export default {
  forbidden: [
    ...roomRules,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    onlyIn(
      'sql-in-the-store',
      'knex|pg|pg-copy-streams',
      'store/|connectors/transports/|jobs/queue-engine\\.ts|scripts/city/|scripts/bench/|scripts/faults/|scripts/soak/',
    ),
    {
      name: 'connectors-by-permit',
      comment:
        'the engine asks departments through connectors/permitted-connector.ts: no permit of a person, no question',
      severity: 'error',
      from: { path: '^(jobs|console|scripts/cli)/' },
      to: { path: '^connectors/(connector-list|not-connected|transports/|departments/)' },
    },
    onlyIn('queue-in-jobs', 'bullmq|ioredis', 'jobs/|scripts/bench/|scripts/soak/'),
    {
      name: 'pure-rooms',
      comment:
        'domain/ and matchers/ do no I/O: no node built-ins, and of packages only zod and date-fns',
      severity: 'error',
      from: { path: '^(domain|matchers)/' },
      to: { dependencyTypes: ['core', 'npm'], pathNot: 'node_modules/(zod|date-fns)/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
