// Opens a database and is killed at one of the statements on the way, or so long after the start.
import { tapDatabase } from './step-taps.ts';

const [kind = 'outbox', file = '', killAt = '0'] = process.argv.slice(2);
let statements = 0;
tapDatabase((_sql, exec) => {
  statements += 1;
  if (statements === Number(killAt)) process.kill(process.pid, 'SIGKILL');
  exec();
  statements += 1;
  if (statements === Number(killAt)) process.kill(process.pid, 'SIGKILL');
});
if (kind === 'outbox') {
  const { openOutboxStore } = await import('../../../../main/store/outbox/outbox-store.ts');
  openOutboxStore({ file, now: Date.now }).close();
} else {
  const { openCacheDatabase } = await import('../../../../main/store/database.ts');
  openCacheDatabase(file, Date.now).database.close();
}
process.stdout.write(String(statements));
