// Its entry for plain Node: the one for Electron would listen to messages of the window as well.
import electronLog from 'electron-log/node.js';
import type { Log } from '../services/ports/log.ts';
import { describeError, describeEvent } from './log-text.ts';

/** Opens a log file, readable to its user alone. It is begun anew when it is large. */
export function openLogFile(path: string, { isPrinted = true } = {}): Log {
  const logger = electronLog.create({ logId: path });
  logger.transports.file.resolvePathFn = () => path;
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  logger.transports.file.level = 'info';
  logger.transports.file.maxSize = 1_000_000;
  logger.transports.console.level = isPrinted ? 'warn' : false;
  return {
    info: (message, facts) => logger.info(describeEvent(message, facts)),
    warn: (message, facts) => logger.warn(describeEvent(message, facts)),
    error(message, traceId, cause) {
      logger.error(`${describeEvent(message, { traceId })}: ${describeError(cause)}`);
    },
  };
}
