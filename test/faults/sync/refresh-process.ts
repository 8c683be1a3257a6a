// A process of its own that is killed: the application without Electron, refreshing a directory.
import type { SendPush } from '../../../main/app.ts';
import { everybody } from '../../../preload/rules/everybody.ts';
import { createProcessApp } from './process-app.ts';
import type { ProcessReport } from './process-report.ts';

const [userDataFolder = '', address = ''] = process.argv.slice(2);

function report(line: ProcessReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const send: SendPush = (channel, payload) => {
  if (channel !== 'refresh:progress' || payload === null || !('fetched' in payload)) return;
  const { phase, fetched, pages } = payload;
  if (phase === 'running' && pages > 0) report({ kind: 'page', fetched, pages });
};

const app = createProcessApp(userDataFolder, send);

async function total(): Promise<number> {
  const window = await app.handlers.people.window({ ...everybody, offset: 0, limit: 1 });
  return window.total;
}

await app.reopen();
if ((await app.handlers.session.current(null)) !== null) {
  report({ kind: 'opened', total: await total() });
}
await app.handlers.session.signIn({
  address,
  userId: 'admin',
  password: 'admin',
  acceptPlainHttp: true,
  remember: false,
});
while ((await app.handlers.refresh.state(null)).phase === 'running') {
  await new Promise((resolve) => setTimeout(resolve, 20));
}
const { phase } = await app.handlers.refresh.state(null);
report({ kind: 'ended', phase, total: await total() });
await app.close();
