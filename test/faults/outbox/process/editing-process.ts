// A process of its own that is killed: the application without Electron, editing people.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../../../../preload/model/change.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import { createSharpImageScaler } from '../../../../scripts/demo-server/sharp-image-scaler.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';
import { numberedPhoto } from '../../../support/numbered-photo.ts';
import type { ProcessOrder, Report, Step } from './report.ts';
import { createSecretsInFile, tapFetch, tapStorage } from './step-taps.ts';

const order = JSON.parse(process.argv[2] ?? '{}') as ProcessOrder;
const random = createSeededRandom(order.seed);
let isReady = false;
let times = 0;

function reached(step: Step): void {
  if (!isReady || step !== order.killAt?.step) return;
  times += 1;
  if (times === order.killAt.time) process.kill(process.pid, 'SIGKILL');
}

// At once: what was told before the end has been told.
function report(line: Report): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

tapStorage(reached);
// Only now: it is to find what was tapped.
const { createApp } = await import('../../../../main/app.ts');
const app = createApp({
  userDataFolder: order.folder,
  fetch: tapFetch(reached),
  secrets: createSecretsInFile(join(order.folder, 'keychain.json'), reached),
  clipboard: { write: () => Promise.resolve(), writeImage: () => Promise.resolve() },
  fileSaver: { save: () => Promise.resolve(false), open: () => Promise.resolve(null) },
  fileDragger: { drag: () => Promise.resolve() },
  linkOpener: { open: () => Promise.resolve() },
  surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
  imageScaler: createSharpImageScaler(),
  versions: { app: '0', electron: '0', isPackaged: false },
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  send: () => undefined,
});
const { edits, outbox, people, photos, refresh, session } = app.handlers;

async function isShown(): Promise<boolean> {
  const { total } = await people.window({ ...everybody, offset: 0, limit: 1 });
  return total > 0 && (await refresh.state(null)).phase !== 'running';
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function edit(number: number): Promise<void> {
  const id = order.ids[Math.floor(random() * order.ids.length)] ?? '';
  const before = await people.get({ id });
  const base = { jobTitle: before?.person.jobTitle ?? null };
  await edits.save({ personId: id, base, mine: { jobTitle: `title ${number}` } });
  report({ kind: 'edited', id, number });
  reached('acknowledged');
}

async function create(number: number): Promise<void> {
  const id = `new-${number}`;
  const values = { firstName: 'New', email: `${id}@example.com`, jobTitle: `title ${number}` };
  await edits.create({ id, values, password: `secret ${number}` });
  report({ kind: 'created', id });
}

async function photograph(number: number): Promise<void> {
  const personId = order.ids[Math.floor(random() * order.ids.length)] ?? '';
  const bytes = await numberedPhoto(number);
  await photos.set({ personId, bytes, type: 'image/jpeg', jobId: null });
  report({ kind: 'photographed', id: personId, number });
  reached('acknowledged');
}

/**
 * A photo that was sent before the start may meet its own small picture, which may be anybody's by
 * then: the user is asked, and says that theirs is to be.
 */
async function decide(): Promise<void> {
  for (const { id, kind, state } of await outbox.list(null)) {
    if (kind === 'photo' && state === 'conflict')
      await photos.decide({ changeId: id, keep: 'mine' });
  }
}

const isOnItsWay = ({ kind, state }: Pick<Change, 'kind' | 'state'>): boolean =>
  state === 'waiting' || state === 'sending' || (kind === 'photo' && state === 'conflict');

async function rest(): Promise<void> {
  const end = performance.now() + 60_000;
  let changes = await outbox.list(null);
  while (changes.some(isOnItsWay) && performance.now() < end) {
    await pause(20);
    await decide();
    changes = await outbox.list(null);
  }
  report({
    kind: 'rested',
    left: changes.map((change) => JSON.stringify(change)),
  });
}

try {
  await session.signIn({
    address: order.address,
    userId: 'admin',
    password: 'admin',
    acceptPlainHttp: true,
    remember: false,
  });
  while (!(await isShown())) await pause(5);
  isReady = true;
  report({ kind: 'ready' });
  for (let index = 0; index < order.edits; index += 1) {
    const number = order.from + index;
    const does = index % 6 === 5 ? create : index % 3 === 1 ? photograph : edit;
    await does(number);
    await pause(Math.floor(random() * 12));
  }
  await rest();
  await app.close();
} catch (error) {
  report({ kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : String(error) });
  process.exitCode = 1;
}
