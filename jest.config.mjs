const project = (name) => ({
  displayName: name,
  testEnvironment: 'node',
  roots: [`<rootDir>/test/${name}`],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
});

export default {
  // A hung test ends the run; a slow machine must not. How long things take is the bench's to say.
  testTimeout: 300_000,
  projects: ['unit', 'integration', 'e2e', 'faults'].map(project),
  reporters: ['default', '<rootDir>/scripts/setup/closing-line.mjs'],
  coverageProvider: 'v8',
};
