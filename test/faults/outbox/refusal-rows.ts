import type { FieldName } from '../../../preload/model/person-fields.ts';
import { valueOf } from '../../../preload/rules/person-fields.ts';
import { countOf, runOverDemo, saveTitle, titleOf } from './support/demo-run.ts';
import { alfrescoError, sessionEnded } from './support/demo-rig.ts';
import type { RowOptions, RowResult } from './support/row.ts';

const mapped = ['firstName', 'lastName', 'email'] as const satisfies readonly FieldName[];

/** B9: a directory service has fields dropped, with an answer of 200. */
export function testNotApplied(options: RowOptions): Promise<RowResult> {
  return runOverDemo(
    options,
    async ({ rig, findings, rounds, people }) => {
      const managed = people.filter(
        ({ capabilities }) => capabilities?.isMutable === false && !capabilities.isGuest,
      );
      let count = 0;
      for (const person of managed.slice(0, rounds)) {
        const field = mapped[count % mapped.length] ?? 'email';
        count += 1;
        const now = valueOf(person, field);
        await rig.outbox.save({
          personId: person.id,
          base: { [field]: now, mobile: person.mobile },
          mine: { [field]: `new ${count}`, mobile: `+${count}` },
        });
        await rig.settle();
        const [change] = rig.outbox.changes;
        const after = await rig.others.people.get(person.id);
        const name = `${person.id} ${field}`;
        if (change?.state !== 'refused' || change.notApplied.join() !== field) {
          findings.lost(`${name}: ${JSON.stringify(change)}`);
        }
        if (change?.mine[field] !== `new ${count}`) findings.lost(`${name}: the value`);
        if (after.mobile !== `+${count}`) findings.lost(`${name}: the field beside it`);
        if (!rig.outbox.lockedFields(person.id).includes(field)) findings.wrong(`${name}: open`);
        await rig.outbox.discard(null);
      }
      if (count === 0) findings.wrong('nobody is managed here');
      findings.note(`${count} people of a directory service`);
    },
    { people: 400 },
  );
}

/** B10: every request of a drain is met once by a session that has ended; `rounds` edits. */
export function testEndedSessions(options: RowOptions): Promise<RowResult> {
  return runOverDemo(
    options,
    async ({ rig, findings, rounds, people }) => {
      const edited = people.slice(0, rounds);
      const met = new Set<string>();
      let prompts = 0;
      let wasPaused = false;
      rig.drain.changed.subscribe(() => {
        const isPaused = rig.drain.pausedBy?.code === 'unauthorized';
        if (isPaused && !wasPaused) prompts += 1;
        wasPaused = isPaused;
      });
      rig.intercept = async ({ method, path }, pass) => {
        const position = `${method} ${path}`;
        if (met.has(position)) return pass();
        met.add(position);
        return sessionEnded();
      };
      for (const person of edited) await saveTitle(rig, person, 'Signed out');
      let signIns = 0;
      await rig.settle();
      while (rig.drain.pausedBy?.code === 'unauthorized') {
        if (prompts !== signIns + 1) findings.wrong(`${prompts} prompts, ${signIns} sign-ins`);
        signIns += 1;
        rig.drain.wake({ isUrgent: true });
        await rig.settle();
      }
      for (const person of edited) {
        if ((await titleOf(rig, person)) !== 'Signed out') findings.lost(person.id);
      }
      if (rig.outbox.changes.length > 0) findings.wrong('something still waits');
      if (met.size < 2 * edited.length) findings.wrong(`only ${met.size} positions`);
      findings.note(`${met.size} positions, ${signIns} sign-ins, as many prompts`);
    },
    { people: options.rounds },
  );
}

const parked: Readonly<Record<number, string>> = {
  400: 'invalid',
  403: 'forbidden',
  404: 'not-found',
  405: 'unsupported',
  409: 'conflict',
  413: 'too-large',
  415: 'unsupported',
  422: 'invalid',
};

/** B11: what the server will never take waits for the user, with its words; the others go on. */
export function testRefusals(options: RowOptions): Promise<RowResult> {
  return runOverDemo(
    options,
    async ({ rig, findings, rounds, people }) => {
      const [refused, ...others] = people.slice(0, 6);
      if (refused === undefined) return;
      for (let round = 0; round < rounds; round += 1) {
        for (const [status, code] of Object.entries(parked)) {
          const title = `${status} ${round}`;
          rig.intercept = async ({ method, path }, pass) =>
            method === 'PUT' && path.endsWith(refused.id)
              ? alfrescoError(Number(status), `Because of ${status}`)
              : pass();
          for (const person of [refused, ...others]) await saveTitle(rig, person, title);
          await rig.settle();
          const [change, ...more] = rig.outbox.changes;
          const isParked =
            change?.personId === refused.id &&
            change.state === 'refused' &&
            change.error?.code === code &&
            change.error.serverText?.includes(`Because of ${status}`) === true;
          if (!isParked) findings.wrong(`${status}: ${JSON.stringify(change)}`);
          if (more.length > 0) findings.wrong(`${status}: holds up ${more.length} others`);
          for (const person of others) {
            if ((await titleOf(rig, person)) !== title) findings.lost(`${status} ${person.id}`);
          }
          rig.intercept = (_request, pass) => pass();
          await rig.outbox.retry(null);
          await rig.settle();
          if ((await titleOf(rig, refused)) !== title) findings.lost(`${status}: tried again`);
        }
        await testFullServer();
      }
      findings.note(`${Object.keys(parked).join(', ')} parked; 507 paused`);

      async function testFullServer(): Promise<void> {
        let left = 7;
        rig.intercept = async ({ method }, pass) =>
          method === 'PUT' && (left -= 1) >= 0 ? alfrescoError(507, 'Quota') : pass();
        const pauses: (number | undefined)[] = [];
        const stop = rig.drain.changed.subscribe(() => {
          pauses.push(rig.drain.pausedBy?.status);
        });
        for (const person of others) await saveTitle(rig, person, 'room again');
        await rig.settle();
        stop();
        if (!pauses.includes(507)) findings.wrong('507: no pause');
        if (countOf(rig, 'PUT') === 0) findings.wrong('507: nothing sent');
        for (const person of others) {
          if ((await titleOf(rig, person)) !== 'room again') findings.lost(`507 ${person.id}`);
        }
      }
    },
    { people: 20 },
  );
}
