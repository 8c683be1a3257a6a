import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { listen } from '../../../scripts/demo-server/listen.ts';
import { openOutboxStore } from '../../../main/store/outbox/outbox-store.ts';
import { openPictures } from '../../../main/store/pictures.ts';
import type { Change } from '../../../preload/model/change.ts';
import { createTestDemo } from '../../support/demo-server.ts';
import { numberOfPhoto } from '../../support/numbered-photo.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { type ProcessOrder, type Report, type Step, steps } from './process/report.ts';
import { type Findings, type RowOptions, type RowResult, runRow } from './support/row.ts';
import { inScratchFolder } from './support/scratch-folder.ts';

const script = new URL('./process/editing-process.ts', import.meta.url).pathname;
const editsOfRound = 30;
/** Titles that the server has taken, as "id title 7". */
const titlePattern = /title (\d+)/;

/**
 * B1: the application's own process, killed `rounds` times at random moments and, where `perStep` says
 * so, at each named step as often.
 */
export function testKills(options: RowOptions & { readonly perStep?: number }): Promise<RowResult> {
  const { perStep = 0 } = options;
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder(async (folder) => {
      const random = createSeededRandom(seed);
      const server = await startServer(findings);
      const ledger = createTruth(findings, server);
      let from = 1;
      const order = (killAt: ProcessOrder['killAt'], edits: number): ProcessOrder => ({
        folder: join(folder, 'user-data'),
        address: server.address,
        seed: seed + from,
        ids: server.ids,
        from,
        edits,
        killAt,
      });
      let kills = 0;
      const perStepCount = new Map<Step, number>();
      for (let round = 0; round < rounds; round += 1) {
        const killAfterMs = Math.floor(random() * 700);
        const told = await runProcess(order(null, editsOfRound), killAfterMs);
        kills += 1;
        from += editsOfRound;
        await ledger.check(told, folder);
      }
      for (const step of steps) {
        for (let round = 0; round < perStep; round += 1) {
          const time =
            1 + Math.floor(random() * (/POST|keychain|picture|avatar/.test(step) ? 2 : 8));
          const told = await runProcess(order({ step, time }, editsOfRound), null);
          if (!told.some(({ kind }) => kind === 'rested')) {
            perStepCount.set(step, (perStepCount.get(step) ?? 0) + 1);
          }
          from += editsOfRound;
          await ledger.check(told, folder);
        }
      }
      const last = await runProcess(order(null, 0), null);
      await ledger.check(last, folder);
      const rested = last.find((report) => report.kind === 'rested');
      if (rested === undefined) findings.wrong(`never at rest: ${JSON.stringify(last)}`);
      for (const left of rested?.left ?? []) findings.wrong(`left over: ${left}`);
      findings.note(`${kills} kills at random, ${ledger.acknowledged()} acknowledged`);
      if (perStep > 0) findings.note([...perStepCount].map((entry) => entry.join(': ')).join('; '));
      for (const step of perStep > 0 ? steps : []) {
        if (!perStepCount.has(step)) findings.wrong(`never killed at ${step}`);
      }
      await server.close();
    }),
  );
}

interface Server {
  readonly address: string;
  readonly ids: readonly string[];
  titleOf(id: string): Promise<string | null>;
  /** The number of the photo that arrived last; 0 where none has. */
  photoOf(id: string): number;
  close(): Promise<void>;
}

/** A demo server that watches what is written to it. */
async function startServer(findings: Findings): Promise<Server> {
  const demo = createTestDemo({ fixture: 'demo', people: 30, singleTicketPerUser: true });
  const highest = new Map<string, number>();
  const created = new Set<string>();
  const photos = new Map<string, number>();

  /** The same photo may arrive twice, where the first answer was lost; an older one never. */
  async function watchPhoto(request: Request): Promise<Response> {
    const id = decodeURIComponent(new URL(request.url).pathname.split('/').at(-2) ?? '');
    const number = numberOfPhoto(new Uint8Array(await request.clone().arrayBuffer()));
    const answer = await demo.fetch(request);
    const before = photos.get(id) ?? 0;
    if (!answer.ok) findings.wrong(`${id}: photo ${number} answered with ${answer.status}`);
    if (number < before) findings.wrong(`${id}: photo ${number} after photo ${before}`);
    photos.set(id, number);
    return answer;
  }

  async function watch(request: Request): Promise<Response> {
    if (request.method === 'PUT' && request.url.endsWith('/avatar')) return watchPhoto(request);
    const id = decodeURIComponent(new URL(request.url).pathname.split('/').at(-1) ?? '');
    const body = /PUT|POST/.test(request.method) ? await request.clone().text() : '';
    const answer = await demo.fetch(request);
    const number = Number(titlePattern.exec(body)?.[1]);
    if (request.method === 'PUT' && answer.ok && number > 0) {
      const before = highest.get(id) ?? 0;
      if (number === before) findings.duplicate(`${id} title ${number}`);
      if (number < before) findings.wrong(`${id}: title ${number} after title ${before}`);
      highest.set(id, Math.max(number, before));
    }
    if (request.method === 'POST' && id === 'people' && answer.status === 201) {
      const { id: newId } = JSON.parse(body) as { id: string };
      if (created.has(newId)) findings.duplicate(`created ${newId}`);
      created.add(newId);
    }
    return answer;
  }

  const listening = await listen({ port: 0, fetch: watch });
  const authorization = `Basic ${btoa('admin:admin')}`;
  const api = '/alfresco/api/-default-/public/alfresco/versions/1';
  const ask = (path: string): Promise<Response> =>
    demo.fetch(
      new Request(`http://demo.invalid${api}${path}`, {
        headers: { Authorization: authorization },
      }),
    );
  const list = (await (await ask('/people?maxItems=100')).json()) as {
    list: { entries: { entry: { id: string } }[] };
  };
  return {
    address: `${listening.url}/alfresco`,
    ids: list.list.entries.map(({ entry }) => entry.id).slice(5, 15),
    async titleOf(id) {
      const answer = await ask(`/people/${encodeURIComponent(id)}`);
      if (!answer.ok) return null;
      return ((await answer.json()) as { entry: { jobTitle?: string } }).entry.jobTitle ?? '';
    },
    photoOf: (id) => photos.get(id) ?? 0,
    close: () => listening.close(),
  };
}

/** Runs the process until it ends, or is killed so long after it was ready. */
async function runProcess(order: ProcessOrder, killAfterMs: number | null): Promise<Report[]> {
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const told: Report[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const report = JSON.parse(line) as Report;
    told.push(report);
    if (report.kind === 'ready' && killAfterMs !== null) {
      setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    }
  }
  await exited;
  return told;
}

/** What was acknowledged, and whether it is all there. */
function createTruth(findings: Findings, server: Server) {
  const edited = new Map<string, number>();
  const photographed = new Map<string, number>();
  const created = new Set<string>();
  let count = 0;
  return {
    acknowledged: () => count,
    async check(told: readonly Report[], folder: string): Promise<void> {
      if (!told.some(({ kind }) => kind === 'ready')) findings.wrong('a process never got ready');
      for (const report of told) {
        if (report.kind === 'failed') findings.wrong(report.message);
        if (report.kind === 'edited') edited.set(report.id, report.number);
        if (report.kind === 'created') created.add(report.id);
        if (report.kind === 'photographed') photographed.set(report.id, report.number);
        if (/edited|created|photographed/.test(report.kind)) count += 1;
      }
      const { waiting, photosOf } = readOutbox(folder);
      for (const [id, number] of edited) {
        const titles = waiting
          .filter(({ personId }) => personId === id)
          .map(({ mine }) => mine.jobTitle);
        const known = [await server.titleOf(id), ...titles].map((title) =>
          Number(titlePattern.exec(typeof title === 'string' ? title : '')?.[1] ?? 0),
        );
        if (Math.max(...known) < number) findings.lost(`${id} title ${number}: ${known.join()}`);
      }
      for (const [id, number] of photographed) {
        const known = [server.photoOf(id), ...(await photosOf(id))];
        if (Math.max(...known) < number) findings.lost(`${id} photo ${number}: ${known.join()}`);
      }
      for (const id of created) {
        const isWaiting = waiting.some(({ personId }) => personId === id);
        if (!isWaiting && (await server.titleOf(id)) === null) findings.lost(`created ${id}`);
      }
    },
  };
}

interface Kept {
  readonly waiting: readonly Change[];
  /** The numbers of the photos that wait for somebody and are whole on the disk. */
  readonly photosOf: (id: string) => Promise<readonly number[]>;
}

/** What is on the disk of a process that has ended; looked at in a copy, since opening it heals it. */
function readOutbox(folder: string): Kept {
  const [file] = globSync('user-data/**/outbox.db', { cwd: folder });
  if (file === undefined) return { waiting: [], photosOf: () => Promise.resolve([]) };
  const copy = join(folder, 'copy');
  cpSync(join(folder, file, '..'), copy, { recursive: true, force: true });
  const store = openOutboxStore({ file: join(copy, 'outbox.db'), now: Date.now });
  const { changes } = store;
  store.close();
  const pictures = openPictures({ folder: join(copy, 'pictures'), now: Date.now });
  return {
    waiting: changes,
    photosOf: (id) =>
      Promise.all(
        changes
          .filter(({ personId }) => personId === id)
          .map(async ({ photo }) => {
            const kept = await pictures.read(photo?.picture?.id ?? '');
            return kept === null ? 0 : numberOfPhoto(kept.bytes);
          }),
      ),
  };
}
