#!/usr/bin/env node
// The command line: `hedui COMMAND`. Exit codes: 0 done, 1 failed, 2 wrong use.

import { Command, CommanderError } from 'commander';
import { ENGINE_VERSION } from '../config/version.ts';
import { isRunning } from './cli/acting.ts';
import { addAuthorisationCommand } from './cli/authorisation.ts';
import { addAuditCommand } from './cli/audit.ts';
import { addApiKeyCommand } from './cli/api-key.ts';
import { addCityCommand } from './cli/city.ts';
import { addConsoleCommand } from './cli/console.ts';
import { addDatabaseCommand } from './cli/database.ts';
import { addDemoCommand } from './cli/demo.ts';
import { addDepartmentsCommand } from './cli/departments.ts';
import { addDoctorCommand } from './cli/doctor.ts';
import { addKeysCommand } from './cli/keys.ts';
import { addRetentionCommand } from './cli/retention.ts';
import { addRegistryCommand } from './cli/registry.ts';
import { addExplainCommand } from './cli/explain.ts';
import { addRecoverCommand } from './cli/recover.ts';
import { addReplayCommand } from './cli/replay.ts';
import { addReportCommand } from './cli/report.ts';
import { addStaffCommand } from './cli/staff.ts';
import { addAlertsCommand } from './cli/alerts.ts';
import { addObjectionCommand } from './cli/objection.ts';
import { addScheduleCommand } from './cli/schedule.ts';
import { addSupportCommand } from './cli/support.ts';
import { addStandardsCommand } from './cli/standards.ts';
import { addStatusCommand } from './cli/status.ts';
import { addSubmitCommand } from './cli/submit.ts';
import { FAILED, sayError, WRONG_USE, WrongUse } from './cli/terminal.ts';
import { addWhatIfCommand } from './cli/what-if.ts';
import { addWorkerCommand } from './cli/worker.ts';

const program = new Command('hedui')
  .description('核对 — verifies the financial status of households that ask for social assistance')
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

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
  } else {
    sayError(error);
    process.exitCode = error instanceof WrongUse ? WRONG_USE : FAILED;
  }
}
