// When a department does not answer by its own announcement: outside its working hours (opening-hours.ts) and in its
// maintenance windows. Nothing is sent then.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { MaintenanceWindow } from '../../config/resilience-settings.ts';
import { AnswerSheet } from '../answer-sheet.ts';
import type { Connector } from '../connector.ts';
import { closedForMs } from '../opening-hours.ts';

type Times = Pick<DepartmentDeclaration, 'hours' | 'maintenance'>;

/** More windows than this one after the other are a mistake, not a plan. */
const MOST_STEPS = 100;

export function withinOpenTimes(
  connector: Connector,
  times: Times,
  now: () => Date = () => new Date(),
): Connector {
  if (!times.hours && times.maintenance.length === 0) return connector;
  return {
    ...connector,
    ask: async (question, context) => {
      const waitMs = untilOpenMs(times, now());
      if (waitMs === 0) return connector.ask(question, context);
      const sheet = new AnswerSheet();
      sheet.againAfter(waitMs);
      return sheet.finish(question, 'outside-hours');
    },
  };
}

/** @returns milliseconds until hours and windows both let a question through; 0 when they do now */
export function untilOpenMs({ hours, maintenance }: Times, at: Date): number {
  let opensAt = at.getTime();
  for (let step = 0; step < MOST_STEPS; step++) {
    const closedMs = hours ? closedForMs(hours, new Date(opensAt)) : 0;
    const waitMs = closedMs === 0 ? inMaintenanceForMs(maintenance, opensAt) : closedMs;
    if (waitMs === 0) break;
    opensAt += waitMs;
  }
  return opensAt - at.getTime();
}

/** A window includes its beginning and not its end. */
function inMaintenanceForMs(windows: readonly MaintenanceWindow[], at: number): number {
  const ends = windows
    .filter(({ from, until }) => shanghaiTime(from) <= at && at < shanghaiTime(until))
    .map(({ until }) => shanghaiTime(until));
  return ends.length === 0 ? 0 : Math.max(...ends) - at;
}

function shanghaiTime(local: string): number {
  return Date.parse(`${local}:00+08:00`);
}
