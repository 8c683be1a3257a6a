import { createSeededRandom } from '../../support/seeded-random.ts';
import { countOf, runOverDemo, saveTitle, titleOf } from './support/demo-run.ts';
import { alfrescoError, dropped, sessionEnded } from './support/demo-rig.ts';
import type { RowOptions, RowResult } from './support/row.ts';

const edits = 5;
const failures = ['lost before', 'lost after', '500', '503'] as const;

/** B13: five edits of one person, each made while the one before is on its way, with a failure at each. */
export function testOrder(options: RowOptions): Promise<RowResult> {
  return runOverDemo(
    options,
    async ({ rig, findings, rounds, people }) => {
      const person = people[0];
      if (person === undefined) return;
      let count = 0;
      for (let round = 0; round < rounds; round += 1) {
        for (let failing = 0; failing <= edits; failing += 1) {
          for (const failure of failures) {
            count += 1;
            await fail(`${count}`, failing, failure);
          }
        }
      }
      await undo();
      findings.note(`${count} ways of failing`);

      async function fail(name: string, failing: number, failure: string): Promise<void> {
        if (person === undefined) return;
        let puts = 0;
        let edit = 1;
        const arrived: string[] = [];
        const title = (index: number): string => `edit ${name}-${index}`;
        rig.intercept = async ({ method, body }, pass) => {
          if (method !== 'PUT') return pass();
          puts += 1;
          const isFailing = puts === failing;
          if (edit < edits) await saveTitle(rig, person, title((edit += 1)));
          if (isFailing && failure === 'lost before') throw dropped();
          if (isFailing && failure === '500') return alfrescoError(500, 'Broken');
          if (isFailing && failure === '503') return alfrescoError(503, 'Busy');
          arrived.push((JSON.parse(body) as { jobTitle: string }).jobTitle);
          const answer = await pass();
          if (isFailing && failure === 'lost after') throw dropped();
          return answer;
        };
        await saveTitle(rig, person, title(1));
        await rig.settle();
        const what = `${failure} at ${failing}: ${arrived.join(', ')}`;
        if ((await titleOf(rig, person)) !== title(edits)) findings.lost(what);
        if (JSON.stringify(arrived) !== JSON.stringify(arrived.toSorted())) findings.wrong(what);
        if (new Set(arrived).size < arrived.length) findings.duplicate(what);
        if (rig.outbox.changes.length > 0) findings.wrong(`${what}: still waits`);
      }

      async function undo(): Promise<void> {
        if (person === undefined) return;
        const other = people[1] ?? person;
        rig.intercept = () => Promise.resolve(sessionEnded());
        await saveTitle(rig, other, 'the one that finds out');
        await rig.settle();
        rig.requests.length = 0;
        for (const title of ['never sent', 'never sent either']) {
          await saveTitle(rig, person, title);
          const [change] = rig.outbox.ofPerson(person.id);
          await rig.outbox.undo(change?.id ?? '');
        }
        const before = rig.cache.shown.get(person.id.toLowerCase())?.jobTitle ?? '';
        await saveTitle(rig, person, 'taken back by hand');
        await saveTitle(rig, person, before);
        rig.intercept = (_request, pass) => pass();
        rig.drain.wake({ isUrgent: true });
        await rig.settle();
        const sent = rig.requests.filter((request) => request.includes(person.id));
        if (sent.length > 0) findings.wrong(`undone and sent: ${sent.join()}`);
        if ((await titleOf(rig, person)) !== before) findings.lost('what was there before');
      }
    },
    { people: 12 },
  );
}

const yearsMs = 10 * 365 * 86_400_000;

/** B22: with a wall clock that jumps by up to ten years at each look, all is sent as without. */
export async function testWrongClock(options: RowOptions): Promise<RowResult> {
  const random = createSeededRandom(options.seed + 1);
  const steady: string[] = [];
  const first = await drainWithFaults(options, Date.now, steady);
  const jumping: string[] = [];
  const jump = (): number => Date.UTC(2026, 2, 29) + Math.round((random() - 0.5) * 2 * yearsMs);
  const second = await drainWithFaults(options, jump, jumping);
  const isSame = JSON.stringify(steady) === JSON.stringify(jumping);
  return {
    ...second,
    lost: first.lost + second.lost,
    pass: first.pass && second.pass && isSame,
    failures: [
      ...first.failures,
      ...second.failures,
      ...(isSame ? [] : ['another order with a clock that jumps']),
    ],
    notes: [`${steady.length} requests, the same ones in the same order with both clocks`],
  };
}

function drainWithFaults(
  options: RowOptions,
  now: () => number,
  log: string[],
): Promise<RowResult> {
  return runOverDemo(
    options,
    async ({ rig, findings, rounds, people, random }) => {
      rig.requests.length = 0;
      rig.intercept = async (_request, pass) => {
        if (random() < 0.1) throw dropped();
        return random() < 0.1 ? alfrescoError(503, 'Busy') : pass();
      };
      for (let index = 0; index < rounds; index += 1) {
        const person = people[index % people.length];
        if (person !== undefined) await saveTitle(rig, person, `title ${index}`);
      }
      await rig.settle();
      log.push(...rig.requests);
      rig.intercept = (_request, pass) => pass();
      for (const [at, person] of people.entries()) {
        const last = rounds - 1 - ((rounds - 1 - at) % people.length);
        if (at >= rounds) break;
        if ((await titleOf(rig, person)) !== `title ${last}`) findings.lost(person.id);
      }
      if (countOf(rig, 'PUT') === 0) findings.wrong('nothing was sent');
    },
    { people: 40, now },
  );
}
