import type { JsonValue } from '../../../preload/model/json.ts';
import type { FieldName, FieldValues } from '../../../preload/model/person-fields.ts';
import { fieldsOf, isSameValue, valueOf } from '../../../preload/rules/person-fields.ts';
import { toChanges } from '../../../main/services/outbox/wire-values.ts';
import { createTestDemo } from '../../support/demo-server.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { createDemoRig, type DemoRig } from './support/demo-rig.ts';
import { type Findings, type RowOptions, type RowResult, runRow } from './support/row.ts';
import { inScratchFolder } from './support/scratch-folder.ts';

const fields = [
  'jobTitle',
  'company.organization',
  'properties.papi:lunch',
  'mobile',
] as const satisfies readonly FieldName[];
const fates = ['unchanged', 'mine', 'theirs', 'both equal', 'both differ'] as const;
type Fate = (typeof fates)[number];

interface Case {
  readonly fate: Fate;
  readonly base: JsonValue;
  readonly mine: JsonValue;
  readonly theirs: JsonValue;
  /** What the server has in the end, where nobody has to decide. */
  readonly merged: JsonValue;
}

/**
 * B8: four fields, each of which nobody, the user, somebody else or both have changed: all 625 ways,
 * over the real client and a server whose answers are in another order and spell unset differently.
 * `rounds` times with other values.
 */
export function testConflicts(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder(async (folder) => {
      const demo = createTestDemo();
      const rig = await createDemoRig({ folder, fetch: (request) => demo.fetch(request) });
      rig.intercept = async (_request, pass) => respelled(await pass());
      const random = createSeededRandom(seed);
      let count = 0;
      for (let round = 0; round < rounds; round += 1) {
        for (let combination = 0; combination < fates.length ** fields.length; combination += 1) {
          count += 1;
          await testOne(rig, findings, casesOf(combination, random), random);
        }
      }
      findings.note(`${count} combinations`);
      await rig.close();
    }),
  );
}

function casesOf(combination: number, random: () => number): Map<FieldName, Case> {
  return new Map(
    fields.map((field, index) => {
      const fate = fates[Math.floor(combination / fates.length ** index) % fates.length];
      return [field, caseOf(fate ?? 'unchanged', random)];
    }),
  );
}

function caseOf(fate: Fate, random: () => number): Case {
  const one = <T>(...choices: readonly T[]): T =>
    choices[Math.floor(random() * choices.length)] as T;
  const text = (): string => `text ${Math.floor(random() * 1_000_000_000)}`;
  const unset = (): JsonValue => one<JsonValue>(null, '', '  ');
  const base = one<JsonValue>(text(), null);
  const other = (): JsonValue => (base === null ? text() : one<JsonValue>(text(), unset()));
  const mine = other();
  const respelledMine = typeof mine === 'string' && mine.trim() !== '' ? mine : unset();
  const differing = isSameValue(mine, null) ? text() : one(text(), base ?? text());
  switch (fate) {
    case 'unchanged':
      return { fate, base, mine: base, theirs: base, merged: base };
    case 'mine':
      return { fate, base, mine, theirs: base, merged: mine };
    case 'theirs':
      return { fate, base, mine: base, theirs: mine, merged: mine };
    case 'both equal':
      return { fate, base, mine, theirs: respelledMine, merged: mine };
    case 'both differ': {
      const theirs = isSameValue(differing, base) ? text() : differing;
      return { fate, base, mine, theirs, merged: theirs };
    }
  }
}

async function testOne(
  rig: DemoRig,
  findings: Findings,
  cases: ReadonlyMap<FieldName, Case>,
  random: () => number,
): Promise<void> {
  const of = (pick: (one: Case) => JsonValue, isMeant: (one: Case) => boolean): FieldValues =>
    Object.fromEntries(
      [...cases].filter(([, one]) => isMeant(one)).map(([field, one]) => [field, pick(one)]),
    );
  const id = 'alice';
  const every = (): boolean => true;
  const name = JSON.stringify([...cases]);
  await rig.others.people.update(id, toChanges(of(({ base }) => base, every)));
  await rig.reread(id);
  const release = rig.drain.hold(id);
  rig.requests.length = 0;
  await rig.outbox.save({
    personId: id,
    base: of(({ base }) => base, every),
    mine: of(({ mine }) => mine, every),
  });
  await rig.others.people.update(id, toChanges(of(({ theirs }) => theirs, every)));
  release();
  rig.drain.wake();
  await rig.settle();

  const contested = of(
    ({ theirs }) => theirs,
    ({ fate }) => fate === 'both differ',
  );
  const puts = rig.requests.filter((request) => request.startsWith('PUT'));
  const [change] = rig.outbox.changes;
  if (fieldsOf(contested).length > 0) {
    if (puts.length > 0) findings.wrong(`overwrote in silence: ${name}`);
    const told = change?.state === 'conflict' ? change.theirs : {};
    if (!isSameValue({ ...told }, { ...contested })) findings.wrong(`a wrong conflict: ${name}`);
    if (change === undefined) return;
    const takesMine = random() < 0.5;
    const values = takesMine
      ? of(
          ({ mine }) => mine,
          ({ fate }) => fate === 'both differ',
        )
      : contested;
    await rig.outbox.resolve({ changeId: change.id, values });
    await rig.settle();
    await expectMerged(rig, findings, cases, takesMine, name);
    return;
  }
  if (change !== undefined) {
    findings.wrong(`a false conflict: ${name} ${JSON.stringify(change)}`);
    await rig.outbox.discard([change.id]);
    return;
  }
  const isSent = ([field, { fate }]: [FieldName, Case]): boolean => {
    const isInPut = puts.some((put) => put.includes(`"${field.split('.').at(-1) ?? field}"`));
    return isInPut === (fate === 'mine');
  };
  if (![...cases].every(isSent) || puts.length > 1) findings.wrong(`sent ${puts.join()}: ${name}`);
  await expectMerged(rig, findings, cases, true, name);
}

async function expectMerged(
  rig: DemoRig,
  findings: Findings,
  cases: ReadonlyMap<FieldName, Case>,
  takesMine: boolean,
  name: string,
): Promise<void> {
  const person = await rig.others.people.get('alice');
  for (const [field, { fate, mine, merged }] of cases) {
    const wanted = fate === 'both differ' && takesMine ? mine : merged;
    if (isSameValue(valueOf(person, field), wanted)) continue;
    findings.lost(`${field} is ${JSON.stringify(valueOf(person, field))}: ${name}`);
  }
  if (rig.outbox.changes.length > 0) findings.wrong(`still waits: ${name}`);
  await rig.outbox.discard(rig.outbox.changes.map((change) => change.id));
}

/** The same person in another order, with unset fields as empty texts. */
async function respelled(answer: Response): Promise<Response> {
  const text = await answer.text();
  const body = JSON.parse(text) as { entry?: Record<string, JsonValue> };
  if (body.entry === undefined) return new Response(text, answer);
  const unset = { jobTitle: '', mobile: null, skypeId: '' };
  const entries = Object.entries({ ...unset, ...body.entry }).reverse();
  return new Response(JSON.stringify({ entry: Object.fromEntries(entries) }), {
    status: answer.status,
    headers: answer.headers,
  });
}
