// The log of a process: JSON lines on standard error, with anything that could name a person masked.

import { type Logger, pino } from 'pino';

/** Standard output belongs to what a command prints, so logs go to standard error. */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      redact: {
        paths: [
          'name',
          'idNumber',
          '*.name',
          '*.idNumber',
          '*.*.name',
          '*.*.idNumber',
          'cells',
          '*.cells',
        ],
        censor: '***',
      },
      serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
