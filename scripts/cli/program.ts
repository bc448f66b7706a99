// The list of all commands.

import { Command } from 'commander';
import { ENGINE_VERSION } from '../../config/version.ts';
import { isRunning } from './acting.ts';
import { addAuthorisationCommand } from './authorisation.ts';
import { addAuditCommand } from './audit.ts';
import { addApiKeyCommand } from './api-key.ts';
import { addCityCommand } from './city.ts';
import { addConsoleCommand } from './console.ts';
import { addDatabaseCommand } from './database.ts';
import { addDemoCommand } from './demo.ts';
import { addDepartmentsCommand } from './departments.ts';
import { addDoctorCommand } from './doctor.ts';
import { addKeysCommand } from './keys.ts';
import { addRetentionCommand } from './retention.ts';
import { addRegistryCommand } from './registry.ts';
import { addExplainCommand } from './explain.ts';
import { addRecoverCommand } from './recover.ts';
import { addReplayCommand } from './replay.ts';
import { addReportCommand } from './report.ts';
import { addStaffCommand } from './staff.ts';
import { addAlertsCommand } from './alerts.ts';
import { addObjectionCommand } from './objection.ts';
import { addScheduleCommand } from './schedule.ts';
import { addSupportCommand } from './support.ts';
import { addStandardsCommand } from './standards.ts';
import { addStatusCommand } from './status.ts';
import { addSubmitCommand } from './submit.ts';
import { addWhatIfCommand } from './what-if.ts';
import { addWorkerCommand } from './worker.ts';

/** Each command adds itself. What goes wrong is thrown, also wrong use. */
export function openProgram(): Command {
  const program = new Command('hedui')
    .description(
      '核对 — verifies the financial status of households that ask for social assistance',
    )
    .version(ENGINE_VERSION)
    .exitOverride()
    .showHelpAfterError()
    .helpCommand(true);
  for (const add of [
    addDemoCommand,
    addSubmitCommand,
    addStatusCommand,
    addReportCommand,
    addExplainCommand,
    addReplayCommand,
    addWhatIfCommand,
    addStandardsCommand,
    addSupportCommand,
    addScheduleCommand,
    addAlertsCommand,
    addObjectionCommand,
    addWorkerCommand,
    addRecoverCommand,
    addDepartmentsCommand,
    addCityCommand,
    addRegistryCommand,
    addConsoleCommand,
    addStaffCommand,
    addApiKeyCommand,
    addKeysCommand,
    addAuthorisationCommand,
    addAuditCommand,
    addDatabaseCommand,
    addRetentionCommand,
    addDoctorCommand,
  ]) {
    add(program);
  }

  program.hook('preAction', (_, command) => {
    const path = [command.parent?.name() ?? '', command.name()];
    isRunning(path.filter((name) => name !== program.name()).join(' '));
  });
  return program;
}
