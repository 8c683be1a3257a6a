import { createHash } from 'node:crypto';
import type { DemoServer } from '../../../main/demo/demo-server.ts';
import { createTestDemo } from '../../support/demo-server.ts';
import { numberedPhoto } from '../../support/numbered-photo.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { createDemoRig, type DemoRig, dropped, sessionEnded } from './support/demo-rig.ts';
import { type Findings, type RowOptions, type RowResult, runRow } from './support/row.ts';
import { inScratchFolder } from './support/scratch-folder.ts';

/** What becomes of a photo on its way, once the server is there. */
const ways = ['all is well', 'lost before', 'lost after', 'lost after, twice', 'broken'] as const;

type Way = (typeof ways)[number];

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * B14: photos that are chosen while the server is away, up to three for a person, whose bytes are gone
 * the moment that they are acknowledged; lost on their way, and Rollcall restarted in between.
 */
export function testPhotos(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder(async (folder) => {
      const random = createSeededRandom(seed);
      const server = watch(createTestDemo({ fixture: 'demo', people: 20, seed: 1 }));
      const open = (): Promise<DemoRig> => createDemoRig({ folder, fetch: server.fetch, random });
      let rig = await open();
      let restarts = 0;
      for (let round = 0; round < rounds; round += 1) {
        const id = `user${Math.floor(random() * 4)}`;
        if (round < 1) for (let no = 0; no < 4; no += 1) await createPerson(rig, `user${no}`);
        await rig.reread(id);
        await pause(rig, id, round);
        const wanted = await choose(rig, id, round, random);
        if (random() < 0.3) {
          restarts += 1;
          await rig.close();
          rig = await open();
          await rig.reread(id);
        }
        const way = ways[Math.floor(random() * ways.length)] ?? 'all is well';
        server.puts.length = 0;
        befall(rig, way);
        rig.drain.wake({ isUrgent: true });
        await rig.settle();
        await judge(`round ${round}, ${way}, ${id}`, { rig, findings, server, id, wanted, way });
      }
      findings.note(`${restarts} restarts`);
      await rig.close();
    }),
  );
}

async function createPerson(rig: DemoRig, id: string): Promise<void> {
  const names = { firstName: 'Per', email: `${id}@example.com` };
  await rig.others.people.create({ id, ...names, password: 'secret' });
}

/** The session has ended: nothing is sent until the user signs in. */
async function pause(rig: DemoRig, id: string, round: number): Promise<void> {
  rig.intercept = () => Promise.resolve(sessionEnded());
  const location = rig.cache.shown.get(id)?.location ?? null;
  await rig.outbox.save({ personId: id, base: { location }, mine: { location: `${round}` } });
  await rig.settle();
}

/** Chooses up to three photos or none at all, one after the other; answers the hash of the last. */
async function choose(
  rig: DemoRig,
  id: string,
  round: number,
  random: () => number,
): Promise<string | null> {
  let wanted: string | null = null;
  const count = 1 + Math.floor(random() * 3);
  for (let no = 0; no < count; no += 1) {
    if (random() < 0.15) {
      await rig.outbox.photos.remove(id, null);
      wanted = null;
      continue;
    }
    const bytes = await numberedPhoto(round * 10 + no);
    wanted = sha256(bytes);
    await rig.outbox.photos.set(id, await rig.pictures.keep(bytes), null);
    // The file that it came from is deleted.
    bytes.fill(0);
  }
  return wanted;
}

function befall(rig: DemoRig, way: Way): void {
  let left = way === 'lost after, twice' ? 2 : way === 'all is well' ? 0 : 1;
  rig.intercept = async ({ method, path }, pass) => {
    if (method === 'GET' || !path.endsWith('/avatar') || left === 0) return pass();
    left -= 1;
    if (way === 'broken') return new Response('{}', { status: 500 });
    if (way !== 'lost before') await pass();
    throw dropped();
  };
}

interface Watched {
  readonly fetch: (request: Request) => Promise<Response>;
  /** The hash of the photo that the server has from us, by person; null for none. */
  readonly has: Map<string, string | null>;
  /** The hashes of all that has arrived. */
  readonly puts: string[];
}

function watch(demo: DemoServer): Watched {
  const has = new Map<string, string | null>();
  const puts: string[] = [];
  return {
    has,
    puts,
    async fetch(request) {
      const [, id, isAvatar] = /\/people\/([^/]+)(\/avatar)?$/.exec(request.url) ?? [];
      const bytes = new Uint8Array(await request.clone().arrayBuffer());
      const answer = await demo.fetch(request);
      if (id === undefined || isAvatar === undefined || !answer.ok) return answer;
      if (request.method === 'DELETE') has.set(id, null);
      if (request.method === 'PUT') {
        has.set(id, sha256(bytes));
        puts.push(sha256(bytes));
      }
      return answer;
    },
  };
}

async function judge(
  name: string,
  {
    rig,
    findings,
    server,
    id,
    wanted,
    way,
  }: {
    readonly rig: DemoRig;
    readonly findings: Findings;
    readonly server: Watched;
    readonly id: string;
    readonly wanted: string | null;
    readonly way: Way;
  },
): Promise<void> {
  const has = server.has.get(id) ?? null;
  if (has !== wanted) findings.lost(`${name}: ${String(has)} and not ${String(wanted)}`);
  const most = way === 'lost after' ? 2 : way === 'lost after, twice' ? 3 : 1;
  if (server.puts.length > most) findings.duplicate(`${name}: ${server.puts.length} PUTs`);
  if (server.puts.some((sent) => sent !== wanted)) findings.wrong(`${name}: sent another one`);
  for (const { state, error } of rig.outbox.changes) {
    findings.wrong(`${name}: still ${state} ${error?.message ?? ''}`);
  }
  await rig.outbox.discard(rig.outbox.changes.map((change) => change.id));
}

/** When somebody else changes the photo: where the user sees it, and where not. */
const moments = ['before it is chosen', 'before it is sent'] as const;

/**
 * B14: somebody else changes or removes the photo as well. What the user has not seen is not replaced
 * without a question, and what the user decides is what holds. A server of 6.0 tells the new `avatarId`
 * at once, so that each photo of ours is known to be ours.
 */
export function testPhotoConflicts(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder(async (folder) => {
      const random = createSeededRandom(seed);
      const settings = { fixture: 'demo', people: 20, seed: 1, version: '6.0' } as const;
      const server = watch(createTestDemo(settings));
      const rig = await createDemoRig({ folder, fetch: server.fetch, random });
      for (let no = 0; no < 4; no += 1) await createPerson(rig, `user${no}`);
      for (let round = 0; round < rounds; round += 1) {
        await meetOthers({ rig, findings, server, random, round });
      }
      await rig.close();
    }),
  );
}

async function meetOthers({
  rig,
  findings,
  server,
  random,
  round,
}: {
  readonly rig: DemoRig;
  readonly findings: Findings;
  readonly server: Watched;
  readonly random: () => number;
  readonly round: number;
}): Promise<void> {
  const id = `user${Math.floor(random() * 4)}`;
  const moment = moments[Math.floor(random() * moments.length)] ?? 'before it is sent';
  const name = `round ${round}, ${moment}, ${id}`;
  const change = async (): Promise<void> => {
    if (random() < 0.3) await rig.others.avatars.delete(id);
    else {
      const bytes = await numberedPhoto(1_000_000 + round);
      await rig.others.avatars.put(id, { bytes, contentType: 'image/jpeg' });
    }
  };
  await rig.reread(id);
  const before = server.has.get(id) ?? null;
  if (moment === 'before it is chosen') await change();
  await rig.reread(id);
  await pause(rig, id, round);
  const bytes = await numberedPhoto(round);
  await rig.outbox.photos.set(id, await rig.pictures.keep(bytes), null);
  if (moment === 'before it is sent') await change();
  const theirs = server.has.get(id) ?? null;
  server.puts.length = 0;
  rig.intercept = (_request, pass) => pass();
  rig.drain.wake({ isUrgent: true });
  await rig.settle();
  const [waiting] = rig.outbox.changes;
  const isNews = moment === 'before it is sent' && theirs !== before;
  if (isNews !== (waiting?.state === 'conflict')) {
    findings.wrong(`${name}: ${waiting?.state ?? 'sent'}`);
  }
  if (waiting !== undefined) {
    if (server.has.get(id) !== theirs) findings.lost(`${name}: theirs`);
    const keep = random() < 0.5 ? 'mine' : 'theirs';
    await rig.outbox.photos.decide(waiting.id, keep);
    await rig.settle();
    const wanted = keep === 'mine' ? sha256(bytes) : theirs;
    if (server.has.get(id) !== wanted) findings.lost(`${name}: decided for ${keep}`);
  } else if (server.has.get(id) !== sha256(bytes)) findings.lost(name);
  if (rig.outbox.changes.length > 0) findings.wrong(`${name}: still waits`);
}
