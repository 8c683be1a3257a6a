import { describe, expect, it, onTestFinished } from 'vitest';
import { createAppError } from '../../../../../main/services/errors.ts';
import type { ErrorCode } from '../../../../../preload/model/app-error.ts';
import { settled } from '../../../../support/fake-clock.ts';
import { appErrorOf } from '../../../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../../../support/folders.ts';
import {
  createOutboxRig,
  createPeopleInMemory,
  lost,
  type OutboxRig,
} from '../../../../support/outbox-rig.ts';
import { makePerson } from '../../../../support/people.ts';

const ada = makePerson({ id: 'ada', jobTitle: 'Analyst', location: 'London' });
const bob = makePerson({ id: 'bob', jobTitle: 'Cook' });
const title = (from: string | null, to: string | null) => ({
  personId: 'ada',
  base: { jobTitle: from },
  mine: { jobTitle: to },
});

function setUp(more: Partial<Parameters<typeof createOutboxRig>[0]> = {}): OutboxRig {
  const rig = createOutboxRig({ folder: makeTestFolder(), people: [ada, bob], ...more });
  onTestFinished(() => rig.stop());
  return rig;
}

/** Nothing arrives. */
function goOffline(rig: OutboxRig): void {
  rig.server.mishap = () => ({ before: lost });
}

function comeBack(rig: OutboxRig): void {
  rig.server.mishap = () => null;
  rig.drain.wake({ isUrgent: true });
}

const puts = (rig: OutboxRig): string[] =>
  rig.server.requests.filter((request) => request.startsWith('PUT'));
const outcomes = (rig: OutboxRig): string[] =>
  [...rig.store.allActivity()].map(({ outcome }) => outcome);

describe('saving an edit', () => {
  it('sends only the fields that changed, once, and forgets the change when it is proved', async () => {
    const rig = setUp();
    await rig.outbox.save({
      personId: 'ada',
      base: { jobTitle: 'Analyst', location: 'London' },
      mine: { jobTitle: 'Engineer', location: 'London' },
    });
    expect(rig.shown.get('ada')?.jobTitle).toBe('Engineer');
    await rig.settle();
    expect(puts(rig)).toEqual(['PUT ada {"jobTitle":"Engineer"}']);
    expect(rig.outbox.changes).toEqual([]);
    expect(outcomes(rig)).toEqual(['applied']);
  });

  it('adds up what is saved while it waits, against the oldest base', async () => {
    const rig = setUp();
    goOffline(rig);
    await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.settle();
    await rig.outbox.save(title('Engineer', 'Poet'));
    await rig.outbox.save({
      personId: 'ada',
      base: { location: 'London' },
      mine: { location: null },
    });
    expect(rig.outbox.changes).toMatchObject([
      {
        base: { jobTitle: 'Analyst', location: 'London' },
        mine: { jobTitle: 'Poet', location: null },
      },
    ]);
    comeBack(rig);
    await rig.settle();
    expect(puts(rig)).toEqual(['PUT ada {"jobTitle":"Poet","location":null}']);
  });

  it('sends nothing where everything was taken back before it was sent', async () => {
    const rig = setUp();
    goOffline(rig);
    await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.settle();
    expect(await rig.outbox.save(title('Engineer', 'Analyst'))).toBeNull();
    expect(rig.shown.get('ada')?.jobTitle).toBe('Analyst');
    comeBack(rig);
    await rig.settle();
    expect(rig.server.requests).toEqual([]);
    expect(outcomes(rig)).toEqual(['undone']);
  });

  it('takes back a change under way, of which nobody knows whether it arrived', async () => {
    for (const mishap of [{ before: lost }, { after: lost }]) {
      const rig = setUp();
      let isFirst = true;
      rig.server.mishap = (request) => {
        if (!request.startsWith('PUT') || !isFirst) return null;
        isFirst = false;
        void rig.outbox.save(title('Engineer', 'Analyst'));
        return mishap;
      };
      await rig.outbox.save(title('Analyst', 'Engineer'));
      await rig.settle();
      expect(rig.server.people.get('ada')?.jobTitle).toBe('Analyst');
      expect(rig.outbox.changes).toEqual([]);
    }
  });

  it('refuses what the server would refuse, before anything is kept', async () => {
    const rig = setUp();
    const save = rig.outbox.save({
      personId: 'ada',
      base: { firstName: 'Ada' },
      mine: { firstName: ' ' },
    });
    expect(await appErrorOf(save)).toMatchObject({
      code: 'invalid',
      fields: { firstName: 'required' },
    });
    expect(rig.outbox.changes).toEqual([]);
  });

  it('goes on after a restart, and shows what waits', async () => {
    const folder = makeTestFolder();
    const first = createOutboxRig({ folder, people: [ada, bob] });
    goOffline(first);
    await first.outbox.save(title('Analyst', 'Engineer'));
    await first.stop();
    const rig = setUp({ folder });
    expect(rig.outbox.changes).toHaveLength(1);
    rig.drain.wake();
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Engineer');
  });

  it('is not taken back where it was changed again since', async () => {
    const rig = setUp();
    const change = await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.settle();
    await rig.outbox.save(title('Engineer', 'Poet'));
    await rig.settle();
    const undo = rig.outbox.undo(change?.id ?? '');
    expect(await appErrorOf(undo)).toMatchObject({ code: 'conflict' });
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Poet');
  });

  it('is taken back after it was sent by sending the opposite', async () => {
    const rig = setUp();
    const change = await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.settle();
    await rig.outbox.undo(change?.id ?? '');
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Analyst');
  });
});

describe('an answer that is lost', () => {
  it('to a PUT that arrived: the server is asked, and nothing is sent twice', async () => {
    const rig = setUp();
    rig.server.mishap = (request) => (request.startsWith('PUT') ? { after: lost } : null);
    await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.settle();
    expect(puts(rig)).toHaveLength(1);
    expect(rig.outbox.changes).toEqual([]);
    expect(outcomes(rig)).toEqual(['already-there']);
  });

  it('to a PUT that did not arrive: it is sent again', async () => {
    const rig = setUp();
    let failures = 2;
    rig.server.mishap = (request) =>
      request.startsWith('PUT') && (failures -= 1) >= 0 ? { before: lost } : null;
    await rig.outbox.save(title('Analyst', 'Engineer'));
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Engineer');
    expect(rig.outbox.changes).toEqual([]);
  });

  it('to a POST that arrived: the person is known for ours', async () => {
    const rig = setUp();
    rig.server.mishap = (request) => (request.startsWith('POST') ? { after: lost } : null);
    await rig.outbox.create({
      id: 'eve',
      values: { firstName: 'Eve', email: 'eve@example.com', jobTitle: null },
      password: 'secret',
    });
    expect(rig.secrets.size).toBe(1);
    await rig.settle();
    expect(rig.server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
    expect(rig.outbox.changes).toEqual([]);
    expect(rig.secrets.size).toBe(0);
  });

  it('to a POST that arrived, of somebody who was changed since: only the change is sent', async () => {
    const rig = setUp();
    rig.server.mishap = (request) => (request.startsWith('POST') ? { after: lost } : null);
    const values = { firstName: 'Eve', email: 'eve@example.com', jobTitle: 'Cook' };
    await rig.outbox.create({ id: 'eve', values, password: 'secret' });
    await settled();
    rig.server.change('eve', { mobile: '+1' });
    const edit = {
      base: { jobTitle: 'Cook', mobile: null },
      mine: { jobTitle: 'Chef', mobile: '+2' },
    };
    await rig.outbox.save({ personId: 'eve', ...edit });
    await rig.settle();
    // Ours, all the same; and what somebody else has made of her meanwhile is not overwritten.
    expect(rig.outbox.changes).toMatchObject([
      { kind: 'update', state: 'conflict', theirs: { mobile: '+1' } },
    ]);
    expect(rig.secrets.size).toBe(0);
  });

  it('to two PUTs of different values: both are known for ours', async () => {
    const rig = setUp();
    let puts = 0;
    rig.server.mishap = (request) => {
      if (!request.startsWith('PUT')) return null;
      puts += 1;
      return puts === 1 ? { after: lost } : puts === 2 ? { before: lost } : null;
    };
    await rig.outbox.save(title('Analyst', 'Engineer'));
    await settled();
    await rig.outbox.save(title('Engineer', 'Poet'));
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Poet');
    expect(rig.outbox.changes).toEqual([]);
  });

  it('is taken back at the server as well, where it had arrived', async () => {
    const rig = setUp();
    rig.server.mishap = (request) => (request.startsWith('PUT') ? { after: lost } : null);
    const change = await rig.outbox.save(title('Analyst', 'Engineer'));
    await settled();
    rig.server.mishap = () => null;
    expect(await rig.outbox.undo(change?.id ?? '')).not.toBeNull();
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Analyst');
    expect(rig.outbox.changes).toEqual([]);
  });

  it('and somebody else’s person of that name is not taken for ours', async () => {
    const rig = setUp();
    goOffline(rig);
    await rig.outbox.create({
      id: 'eve',
      values: { firstName: 'Eve', email: 'eve@example.com' },
      password: 'secret',
    });
    await rig.settle();
    rig.server.people.set('eve', makePerson({ id: 'eve', firstName: 'Evelyn' }));
    comeBack(rig);
    await rig.settle();
    expect(rig.outbox.changes).toMatchObject([{ state: 'refused', error: { code: 'conflict' } }]);
    expect(rig.server.people.get('eve')?.firstName).toBe('Evelyn');
    await rig.outbox.discard(null);
    expect(rig.secrets.size).toBe(0);
  });
});

describe('a creation in place of one that was refused', () => {
  const values = { firstName: 'Eve', email: 'eve@example.com' };

  /** Somebody else has the user name. */
  async function refused(): Promise<{ readonly rig: OutboxRig; readonly replaces: string }> {
    const rig = setUp();
    goOffline(rig);
    const { id } = await rig.outbox.create({ id: 'eve', values, password: 'first' });
    await rig.outbox.setPassword('eve', 'Eve', 'of the future');
    await rig.settle();
    rig.server.people.set('eve', makePerson({ id: 'eve', firstName: 'Evelyn' }));
    comeBack(rig);
    await rig.settle();
    expect(rig.outbox.ofPerson('eve')).toMatchObject([{ state: 'refused' }, { kind: 'password' }]);
    return { rig, replaces: id };
  }

  it('takes its place in one write, and the passwords of the first one are gone', async () => {
    const { rig, replaces } = await refused();
    await rig.outbox.create({ id: 'eve.adams', values, password: 'second', replaces });
    expect(rig.outbox.changes).toMatchObject([{ personId: 'eve.adams', kind: 'create' }]);
    expect([...rig.secrets.values()]).toEqual(['second']);
    await rig.settle();
    expect(rig.outbox.changes).toEqual([]);
    expect(rig.server.people.get('eve.adams')?.firstName).toBe('Eve');
    expect(rig.server.people.get('eve')?.firstName).toBe('Evelyn');
    expect(outcomes(rig)).toEqual(['refused', 'discarded', 'discarded', 'applied']);
  });

  it('may have the same user name, and is refused as well while that is taken', async () => {
    const { rig, replaces } = await refused();
    await rig.outbox.create({ id: 'Eve', values, password: 'second', replaces });
    await rig.settle();
    expect(rig.outbox.changes).toMatchObject([{ personId: 'Eve', state: 'refused' }]);
    expect([...rig.secrets.values()]).toEqual(['second']);
  });

  it('leaves the first one as it was where it cannot be kept', async () => {
    const { rig, replaces } = await refused();
    const before = rig.outbox.changes;
    const kept = [...rig.secrets];
    for (const [input, code] of [
      [{ id: 'ada', values }, 'conflict'],
      [{ id: 'GROUP_x', values }, 'invalid'],
      [{ id: 'eve2', values: { ...values, email: '' } }, 'invalid'],
    ] as const) {
      const attempt = rig.outbox.create({ ...input, password: 'second', replaces });
      expect(await appErrorOf(attempt)).toMatchObject({ code });
    }
    expect(rig.outbox.changes).toEqual(before);
    expect([...rig.secrets]).toEqual(kept);
  });

  it('waits for an attempt that is being sent', async () => {
    const { rig, replaces } = await refused();
    const release = rig.drain.hold('eve');
    const attempt = rig.outbox.create({ id: 'eve2', values, password: 'second', replaces });
    expect(await appErrorOf(attempt)).toMatchObject({ code: 'conflict' });
    release();
    expect(rig.outbox.ofPerson('eve')).toHaveLength(2);
  });
});

describe('a change by somebody else', () => {
  it('to other fields merges', async () => {
    const rig = setUp();
    goOffline(rig);
    await rig.outbox.save(title('Analyst', 'Engineer'));
    rig.server.change('ada', { location: 'Paris' });
    comeBack(rig);
    await rig.settle();
    expect(rig.server.people.get('ada')).toMatchObject({ jobTitle: 'Engineer', location: 'Paris' });
    expect(rig.shown.get('ada')).toMatchObject({ jobTitle: 'Engineer', location: 'Paris' });
  });

  async function conflict(): Promise<OutboxRig> {
    const rig = setUp();
    goOffline(rig);
    await rig.outbox.save(title('Analyst', 'Engineer'));
    rig.server.change('ada', { jobTitle: 'Countess' });
    comeBack(rig);
    await rig.settle();
    expect(rig.outbox.changes).toMatchObject([
      { state: 'conflict', theirs: { jobTitle: 'Countess' } },
    ]);
    expect(puts(rig)).toEqual([]);
    return rig;
  }

  for (const [name, value] of [
    ['mine', 'Engineer'],
    ['theirs', 'Countess'],
    ['a third value', 'Mathematician'],
  ] as const) {
    it(`to the same field waits for the user, who takes ${name}`, async () => {
      const rig = await conflict();
      const [change] = rig.outbox.changes;
      await rig.outbox.resolve({ changeId: change?.id ?? '', values: { jobTitle: value } });
      await rig.settle();
      expect(rig.outbox.changes).toEqual([]);
      expect(rig.server.people.get('ada')?.jobTitle).toBe(value);
      expect(rig.shown.get('ada')?.jobTitle).toBe(value);
    });
  }

  it('after the decision is a conflict again', async () => {
    const rig = await conflict();
    goOffline(rig);
    const [change] = rig.outbox.changes;
    await rig.outbox.resolve({ changeId: change?.id ?? '', values: { jobTitle: 'Engineer' } });
    rig.server.change('ada', { jobTitle: 'Baroness' });
    comeBack(rig);
    await rig.settle();
    expect(rig.outbox.changes).toMatchObject([
      { state: 'conflict', theirs: { jobTitle: 'Baroness' } },
    ]);
  });

  it('keeps what is saved on top of a conflict in one change', async () => {
    const rig = await conflict();
    await rig.outbox.save({
      personId: 'ada',
      base: { location: 'London' },
      mine: { location: 'Rome' },
    });
    await rig.settle();
    expect(rig.outbox.changes).toMatchObject([
      { state: 'conflict', mine: { jobTitle: 'Engineer', location: 'Rome' } },
    ]);
  });

  it('takes in what is saved while the photo is on its way, so that there is one to decide', async () => {
    const rig = await conflict();
    rig.server.changePhoto('ada', new Uint8Array([1]));
    rig.shown.set('ada', { ...ada, jobTitle: 'Engineer', avatarId: 'avatar-1' });
    rig.server.mishap = (request) =>
      request.startsWith('GET') ? { delay: new Promise(() => undefined) } : null;
    await rig.outbox.photos.remove('ada', null);
    await settled();
    expect(rig.drain.isBusy('ada')).toBe(true);
    await rig.outbox.save(title('Engineer', 'Poet'));
    expect(rig.outbox.changes).toMatchObject([
      { kind: 'update', mine: { jobTitle: 'Poet' } },
      { kind: 'photo' },
    ]);
  });

  it('given up shows again what the server has', async () => {
    const rig = await conflict();
    await rig.outbox.discard(null);
    expect(rig.outbox.changes).toEqual([]);
    expect(rig.shown.get('ada')?.jobTitle).toBe('Countess');
  });
});

describe('giving up one of two changes of a person', () => {
  it('leaves the other against what the first one was made against', async () => {
    const folder = makeTestFolder();
    const first = createOutboxRig({ folder, people: [ada, bob] });
    first.server.mishap = (request) =>
      request.startsWith('GET') ? { delay: new Promise(() => undefined) } : null;
    await first.outbox.save(title('Analyst', 'Engineer'));
    await settled();
    await first.outbox.save(title('Engineer', 'Poet'));
    first.store.close();

    const rig = setUp({ folder });
    const [older] = rig.outbox.changes;
    expect(rig.outbox.changes).toHaveLength(2);
    await rig.outbox.discard([older?.id ?? '']);
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Poet');
    expect(rig.outbox.changes).toEqual([]);
  });
});

describe('a cache that fails', () => {
  it('keeps nobody from saving: the edit is safe', async () => {
    const cache = createPeopleInMemory([ada, bob]);
    const rig = setUp({
      cache: { ...cache, set: () => Promise.reject(createAppError('storage', 'Broken.')) },
    });
    goOffline(rig);
    expect(await rig.outbox.save(title('Analyst', 'Engineer'))).not.toBeNull();
    comeBack(rig);
    await rig.settle();
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Engineer');
    expect(rig.outbox.changes).toEqual([]);
  });
});

describe('a refusal', () => {
  for (const code of [
    'invalid',
    'forbidden',
    'not-found',
    'conflict',
    'too-large',
    'unsupported',
  ] satisfies ErrorCode[]) {
    it(`of the code ${code} waits for the user, and holds up nobody else`, async () => {
      const rig = setUp();
      const refusal = createAppError(code, 'No.', { status: 400, serverText: 'because' });
      rig.server.mishap = (request) => (request.startsWith('PUT ada') ? { before: refusal } : null);
      await rig.outbox.save(title('Analyst', 'Engineer'));
      await rig.outbox.save({
        personId: 'bob',
        base: { jobTitle: 'Cook' },
        mine: { jobTitle: 'Chef' },
      });
      await rig.settle();
      expect(rig.outbox.changes).toMatchObject([
        { personId: 'ada', state: 'refused', error: { code } },
      ]);
      expect(rig.server.people.get('bob')?.jobTitle).toBe('Chef');
      rig.server.mishap = () => null;
      await rig.outbox.retry(null);
      await rig.settle();
      expect(rig.server.people.get('ada')?.jobTitle).toBe('Engineer');
    });
  }

  it('behind a 200 is found out field by field, and remembered', async () => {
    const rig = setUp();
    rig.server.managedFields.add('email');
    await rig.outbox.save({
      personId: 'ada',
      base: { email: ada.email, jobTitle: 'Analyst' },
      mine: { email: 'new@example.com', jobTitle: 'Engineer' },
    });
    await rig.settle();
    expect(rig.outbox.changes).toMatchObject([
      { state: 'refused', notApplied: ['email'], mine: { email: 'new@example.com' } },
    ]);
    expect(rig.outbox.lockedFields('ada')).toEqual(['email']);
    expect(rig.server.people.get('ada')?.jobTitle).toBe('Engineer');
    expect(outcomes(rig)).toEqual(['partly-applied']);
  });
});
