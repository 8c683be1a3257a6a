import { join } from 'node:path';
import { app } from 'electron';
import type { Log } from '../services/ports/log.ts';
import { openLogFile } from './log-file.ts';

/** The log in the system's folder for logs. */
export function createFileLog(): Log {
  return openLogFile(join(app.getPath('logs'), 'main.log'));
}
