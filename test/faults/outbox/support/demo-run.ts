import type { Person } from '../../../../preload/model/person.ts';
import { createTestDemo } from '../../../support/demo-server.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';
import { createDemoRig, type DemoRig } from './demo-rig.ts';
import { type Findings, type RowOptions, type RowResult, runRow } from './row.ts';
import { inScratchFolder } from './scratch-folder.ts';

/** What a row over a demo server works with. */
export interface DemoRun {
  readonly rig: DemoRig;
  readonly findings: Findings;
  readonly random: () => number;
  readonly rounds: number;
  /** People of the server who can be edited, known to the cache. */
  readonly people: readonly Person[];
}

/** Runs a row over a company of its own. */
export function runOverDemo(
  options: RowOptions,
  row: (run: DemoRun) => Promise<void>,
  more: { readonly people?: number; readonly now?: () => number } = {},
): Promise<RowResult> {
  const { people: size = 60, now } = more;
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder(async (folder) => {
      const demo = createTestDemo({ fixture: 'demo', people: size, seed: 1 });
      const random = createSeededRandom(seed);
      const fetch = (request: Request): Promise<Response> => demo.fetch(request);
      const rig = await createDemoRig({ folder, fetch, random, ...(now && { now }) });
      const people = await readAll(demo.fetch.bind(demo), rig);
      await row({ rig, findings, random, rounds, people });
      await rig.close();
    }),
  );
}

async function readAll(
  fetch: (request: Request) => Promise<Response>,
  rig: DemoRig,
): Promise<readonly Person[]> {
  const answer = await fetch(
    new Request(
      'http://demo.invalid/alfresco/api/-default-/public/alfresco/versions/1/people?maxItems=2000',
      { headers: { Authorization: `Basic ${btoa('admin:admin')}` } },
    ),
  );
  const body = (await answer.json()) as { list: { entries: { entry: { id: string } }[] } };
  const people: Person[] = [];
  for (const { entry } of body.list.entries) people.push(await rig.reread(entry.id));
  return people;
}

/** Saves somebody's job title. */
export function saveTitle(rig: DemoRig, person: Person, title: string): Promise<unknown> {
  return rig.outbox.save({
    personId: person.id,
    base: { jobTitle: rig.cache.shown.get(person.id.toLowerCase())?.jobTitle ?? null },
    mine: { jobTitle: title },
  });
}

/** The job title that the server has. */
export async function titleOf(rig: DemoRig, person: Person): Promise<string | null> {
  return (await rig.others.people.get(person.id)).jobTitle;
}

export const countOf = (rig: DemoRig, start: string): number =>
  rig.requests.filter((request) => request.startsWith(start)).length;
