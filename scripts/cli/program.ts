// The list of all commands.

import { Command } from 'commander';
import { ENGINE_VERSION } from '../../config/version.ts';
import { isRunning } from './acting.ts';

/** A command by its name, loaded when it is wanted: together they carry the console, the printing and the city. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  demo: async () => (await import('./demo.ts')).addDemoCommand,
  submit: async () => (await import('./submit.ts')).addSubmitCommand,
  status: async () => (await import('./status.ts')).addStatusCommand,
  report: async () => (await import('./report.ts')).addReportCommand,
  explain: async () => (await import('./explain.ts')).addExplainCommand,
  replay: async () => (await import('./replay.ts')).addReplayCommand,
  'what-if': async () => (await import('./what-if.ts')).addWhatIfCommand,
  standards: async () => (await import('./standards.ts')).addStandardsCommand,
  support: async () => (await import('./support.ts')).addSupportCommand,
  schedule: async () => (await import('./schedule.ts')).addScheduleCommand,
  alerts: async () => (await import('./alerts.ts')).addAlertsCommand,
  signals: async () => (await import('./signals.ts')).addSignalsCommand,
  objection: async () => (await import('./objection.ts')).addObjectionCommand,
  worker: async () => (await import('./worker.ts')).addWorkerCommand,
  recover: async () => (await import('./recover.ts')).addRecoverCommand,
  departments: async () => (await import('./departments.ts')).addDepartmentsCommand,
  city: async () => (await import('./city.ts')).addCityCommand,
  registry: async () => (await import('./registry.ts')).addRegistryCommand,
  console: async () => (await import('./console.ts')).addConsoleCommand,
  staff: async () => (await import('./staff.ts')).addStaffCommand,
  'api-key': async () => (await import('./api-key.ts')).addApiKeyCommand,
  keys: async () => (await import('./keys.ts')).addKeysCommand,
  authorisation: async () => (await import('./authorisation.ts')).addAuthorisationCommand,
  audit: async () => (await import('./audit.ts')).addAuditCommand,
  database: async () => (await import('./database.ts')).addDatabaseCommand,
  retention: async () => (await import('./retention.ts')).addRetentionCommand,
  hold: async () => (await import('./retention.ts')).addRetentionCommand,
  doctor: async () => (await import('./doctor.ts')).addDoctorCommand,
};

/**
 * Each command adds itself. What goes wrong is thrown, also wrong use.
 * @param wanted the first word of the command line: only that command is loaded; whatever else it is, all are
 */
export async function openProgram(wanted?: string): Promise<Command> {
  const program = new Command('hedui')
    .description(
      '核对 — verifies the financial status of households that ask for social assistance',
    )
    .version(ENGINE_VERSION)
    .exitOverride()
    .showHelpAfterError()
    .helpCommand(true);
  const only =
    wanted !== undefined && Object.hasOwn(COMMANDS, wanted) ? COMMANDS[wanted] : undefined;
  const loaded = new Set<(program: Command) => void>();
  // Loading is work of the processor: at once would be no faster. One file may add several commands.
  for (const load of only ? [only] : Object.values(COMMANDS)) loaded.add(await load());
  for (const add of loaded) add(program);

  program.hook('preAction', (_, command) => {
    const path = [command.parent?.name() ?? '', command.name()];
    isRunning(path.filter((name) => name !== program.name()).join(' '));
  });
  return program;
}
