import type { FieldValues } from '../../../preload/model/person-fields.ts';
import { countOf, runOverDemo, saveTitle, titleOf } from './support/demo-run.ts';
import { type DemoRig, dropped } from './support/demo-rig.ts';
import type { Findings, RowOptions, RowResult } from './support/row.ts';

/** B6: the answer to a PUT is lost, `rounds` times after the server did its part and as often before. */
export function testLostPut(options: RowOptions): Promise<RowResult> {
  return runOverDemo(options, async ({ rig, findings, rounds, people }) => {
    for (let round = 0; round < 2 * rounds; round += 1) {
      const isApplied = round % 2 === 0;
      const person = people[round % people.length];
      if (person === undefined) return;
      loseOnce(rig, 'PUT', isApplied);
      rig.requests.length = 0;
      await saveTitle(rig, person, `title ${round}`);
      await rig.settle();
      const name = `round ${round}, ${isApplied ? 'applied' : 'not applied'}, ${person.id}`;
      if ((await titleOf(rig, person)) !== `title ${round}`) findings.lost(name);
      const puts = countOf(rig, 'PUT');
      if (puts > (isApplied ? 1 : 2)) findings.duplicate(`${name}: ${puts} PUTs`);
      if (rig.outbox.changes.length > 0) findings.wrong(`${name}: still waits`);
    }
    findings.note(`${rounds} applied, ${rounds} not applied`);
  });
}

function loseOnce(rig: DemoRig, method: string, isApplied: boolean): void {
  let isDone = false;
  rig.intercept = async (request, pass) => {
    if (isDone || request.method !== method) return pass();
    isDone = true;
    if (isApplied) await pass();
    throw dropped();
  };
}

const waysOfOthers = ['before us', 'after a lost try', 'between question and request'] as const;

/** B7: the answer to a POST is lost; `rounds` times the person there is ours, and as often not. */
export function testLostPost(options: RowOptions): Promise<RowResult> {
  return runOverDemo(
    options,
    async ({ rig, findings, rounds }) => {
      for (let round = 0; round < rounds; round += 1) await loseOurs(rig, findings, round);
      for (let round = 0; round < rounds; round += 1) await meetOthers(rig, findings, round);
      if (rig.secrets.size > 0) findings.wrong(`${rig.secrets.size} passwords left`);
      findings.note(`${rounds} ours, ${rounds} of others`);
    },
    { people: 12 },
  );
}

const valuesOf = (round: number): FieldValues => ({
  firstName: 'New',
  email: `new${round}@example.com`,
  'company.organization': round % 2 === 0 ? 'Org' : null,
});

async function loseOurs(rig: DemoRig, findings: Findings, round: number): Promise<void> {
  const id = `ours-${round}`;
  loseOnce(rig, 'POST', true);
  rig.requests.length = 0;
  await rig.outbox.create({ id, values: valuesOf(round), password: 'secret' });
  // Sometimes the user goes on with the new person meanwhile.
  const isEdited = round % 3 === 0;
  if (isEdited) {
    await rig.outbox.save({ personId: id, base: { location: null }, mine: { location: 'Rome' } });
  }
  await rig.settle();
  if (countOf(rig, 'POST') !== 1) findings.duplicate(`${id}: ${rig.requests.join(', ')}`);
  if (rig.outbox.changes.length > 0) {
    findings.wrong(`${id} is taken for somebody else’s: ${JSON.stringify(rig.outbox.changes)}`);
    await rig.outbox.discard(rig.outbox.changes.map((change) => change.id));
  }
  const { location } = await rig.others.people.get(id);
  if (isEdited && location !== 'Rome') findings.lost(`${id}: the edit of a new person`);
}

async function meetOthers(rig: DemoRig, findings: Findings, round: number): Promise<void> {
  const id = `theirs-${round}`;
  const way = waysOfOthers[round % waysOfOthers.length];
  const createTheirs = async (): Promise<void> => {
    const email = `somebody${round}@example.com`;
    await rig.others.people.create({ id, firstName: 'New', email, password: 'other' });
  };
  if (way === 'before us') await createTheirs();
  let isFirst = true;
  rig.intercept = async ({ method }, pass) => {
    if (way === 'before us' || method !== 'POST' || !isFirst) return pass();
    isFirst = false;
    await createTheirs();
    if (way === 'after a lost try') throw dropped();
    return pass();
  };
  await rig.outbox.create({ id, values: valuesOf(round), password: 'secret' });
  await rig.settle();
  const [change] = rig.outbox.changes;
  const isKept = change?.state === 'refused' && change.error?.code === 'conflict';
  if (!isKept) findings.wrong(`${id}, ${String(way)}: taken for ours`);
  const { email } = await rig.others.people.get(id);
  if (email !== `somebody${round}@example.com`) findings.wrong(`${id}: overwritten`);
  await rig.outbox.discard(rig.outbox.changes.map((one) => one.id));
}
