import electronLog from 'electron-log/main.js';
import type { Log } from '../services/ports/log.ts';

/**
 * A log file in the system's folder for logs. Of an error only its name, code and stack are
 * written: messages and causes may quote what a server or a user said.
 */
export function createFileLog(): Log {
  electronLog.transports.file.level = 'info';
  electronLog.transports.file.maxSize = 1_000_000;
  electronLog.transports.console.level = 'warn';
  return {
    info: (message) => electronLog.info(message),
    warn: (message) => electronLog.warn(message),
    error(message, traceId, cause) {
      electronLog.error(`${message} (${traceId}): ${describeError(cause)}`);
    },
  };
}

/** An error's kind and where it arose, without its message. */
export function describeError(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const places = (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12);
  return [cause.name, ...places].join('\n');
}
