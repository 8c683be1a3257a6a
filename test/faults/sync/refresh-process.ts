// A process of its own that is killed: the application without Electron, refreshing a directory.
import { createApp, type SendPush } from '../../../main/app.ts';
import { everybody } from '../../../preload/rules/everybody.ts';
import { createSharpImageScaler } from '../../../scripts/demo-server/sharp-image-scaler.ts';
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

const app = createApp({
  userDataFolder,
  fetch,
  clipboard: { write: () => Promise.resolve(), writeImage: () => Promise.resolve() },
  fileSaver: { save: () => Promise.resolve(false) },
  fileDragger: { drag: () => Promise.resolve() },
  linkOpener: { open: () => Promise.resolve() },
  surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
  imageScaler: createSharpImageScaler(),
  versions: { app: '0', electron: '0', isPackaged: false },
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  send,
});

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
