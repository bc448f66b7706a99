// The machine itself: room on its disk, and its clock.

import { statfs } from 'node:fs/promises';
import type { Settings } from '../../config/settings.ts';
import type { Instant } from '../../domain/calendar.ts';
import type { Check } from './check.ts';

const LEAST_FREE_BYTES = 1_000_000_000;
/** One-time passwords allow half a minute; a report's time should be right to less. */
const CLOCKS_APART_MS = 5_000;

export async function diskSpace({ home }: Settings): Promise<Check> {
  const disk = await statfs(home).catch(() => statfs('.'));
  const free = disk.bavail * disk.bsize;
  const gigabytes = (free / 1e9).toFixed(1);
  const isEnough = free >= LEAST_FREE_BYTES;
  return {
    name: 'disk',
    state: isEnough ? 'ok' : 'warn',
    said: {
      zh: `${home} 所在磁盘剩余 ${gigabytes} GB${isEnough ? '' : '，请清理或扩容'}`,
      en: `${gigabytes} GB free for ${home}${isEnough ? '' : ': make room'}`,
    },
  };
}

/** Machines that do not agree what time it is date reports and sign-ins differently. */
export function clocksAgree(database: Instant, here: Date): Check {
  const apart = Math.abs(Date.parse(database) - here.getTime());
  const seconds = Math.round(apart / 1000);
  return apart < CLOCKS_APART_MS
    ? {
        name: 'clock',
        state: 'ok',
        said: { zh: '与数据库时钟一致', en: "agrees with the database's" },
      }
    : {
        name: 'clock',
        state: 'warn',
        said: {
          zh: `本机与数据库服务器的时钟相差 ${seconds} 秒。请在两台机器上启用时间同步（NTP）。`,
          en: `This machine's clock and the database's are ${seconds} seconds apart. Keep both in time by NTP.`,
        },
      };
}
