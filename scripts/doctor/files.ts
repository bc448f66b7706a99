// The files that the settings name: each is read as the engine reads it.

import { loadDepartments, type DepartmentDeclaration } from '../../config/departments.ts';
import { loadIdentity } from '../../config/identity.ts';
import { loadOffice } from '../../config/office.ts';
import { loadRecheckSettings } from '../../config/recheck.ts';
import { loadRetention } from '../../config/retention.ts';
import { withSecretFiles } from '../../config/secret-files.ts';
import type { Settings } from '../../config/settings.ts';
import { loadSignalSettings } from '../../config/signals.ts';
import { loadStandards, type StandardsBook } from '../../config/standards.ts';
import { loadWorkingDays, type WorkingDays } from '../../config/working-days.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import { SCHEMES } from '../../domain/scheme.ts';
import { standardKeysOf } from '../../matchers/schemes/scheme-list.ts';
import { type Check, opened } from './check.ts';

/** @returns the departments; null when their file is wrong */
export async function examineFiles(
  settings: Settings,
  today: CalendarDate,
  sheet: Check[],
): Promise<readonly DepartmentDeclaration[] | null> {
  const read = (name: string, load: () => unknown) => opened(sheet, name, load);
  await read('office', () => loadOffice(settings.officeFile));
  await read('recheck', () => loadRecheckSettings(settings.recheckFile));
  await read('signals', () => loadSignalSettings(settings.signalsFile));
  await read('retention', () => loadRetention(settings.retentionFile));
  const { identityFile } = settings;
  if (identityFile !== null) {
    await read('identity', () => loadIdentity(identityFile, withSecretFiles(process.env)));
  }
  const days = await opened(sheet, 'working days', () => loadWorkingDays(settings.workingDaysFile));
  if (days !== null) sheet.push(holidaysKnown(days, today));
  const standards = await opened(sheet, 'standards', () => loadStandards(settings.standardsFolder));
  if (standards !== null) sheet.push(standardsInForce(standards, settings, today));
  return opened(sheet, 'departments', () =>
    loadDepartments(settings.departmentsFile, withSecretFiles(process.env)),
  );
}

/** Limits of a case that begins today may run so far. */
const LIMITS_RUN_DAYS = 60;

/** A deadline that runs into a year whose holidays nobody told us ends too early. */
function holidaysKnown({ announcedUntil }: WorkingDays, today: CalendarDate): Check {
  const isKnown = Number(addDays(today, LIMITS_RUN_DAYS).slice(0, 4)) <= announcedUntil;
  return {
    name: 'working days',
    state: isKnown ? 'ok' : 'warn',
    said: isKnown
      ? {
          zh: `节假日安排已知至 ${announcedUntil} 年。`,
          en: `holidays are known up to ${announcedUntil}`,
        }
      : {
          zh: `仅知至 ${announcedUntil} 年的节假日安排，此后的时限按周一至周五计算。请升级，或在 HEDUI_WORKING_DAYS 文件中补充。`,
          en: `holidays are known up to ${announcedUntil} only; beyond, Monday to Friday count. Upgrade, or add them in the file of HEDUI_WORKING_DAYS.`,
        },
  };
}

function standardsInForce(book: StandardsBook, { region }: Settings, today: CalendarDate): Check {
  const inForce = book.inForce(region, today);
  const wanted = SCHEMES.flatMap((scheme) => standardKeysOf(scheme));
  const missing = wanted.filter((key) => !inForce.has(key));
  const unconfirmed = wanted.filter((key) => inForce.get(key)?.confirmed === false);
  if (missing.length > 0) {
    return {
      name: 'standards',
      state: 'fail',
      said: {
        zh: `地区 ${region} 缺少今日有效的标准参数：${missing.join('、')}。请在 config/standards 中补充。`,
        en: `Region ${region} lacks standards in force today: ${missing.join(', ')}. Add them in config/standards.`,
      },
    };
  }
  return {
    name: 'standards',
    state: unconfirmed.length > 0 ? 'warn' : 'ok',
    said: {
      zh: `${wanted.length} 项在用，其中 ${unconfirmed.length} 项来源待确认，启用前请核对文件。`,
      en: `${wanted.length} in force, ${unconfirmed.length} of them with a source to be confirmed: check them before real use.`,
    },
  };
}
