import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DirectoryStore } from '../../../../main/services/ports/directory-store.ts';
import type { Person } from '../../../../preload/model/person.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { personWith } from '../../../support/people.ts';
import { openTestStore } from '../../../support/stores.ts';

const zoe = personWith({
  id: 'zakesson',
  firstName: 'Zoë',
  lastName: 'Åkesson',
  email: 'zoe@example.com',
  jobTitle: 'Archivist',
  avatarId: 'p1',
});

async function openStore(
  people: readonly Person[],
  pause?: () => Promise<void>,
): Promise<DirectoryStore> {
  const file = join(makeTestFolder(), 'people.db');
  const store = openTestStore({ file, now: Date.now, ...(pause === undefined ? {} : { pause }) });
  onTestFinished(() => store.close());
  await store.upsert(people);
  return store;
}

/** A store whose people can go once they have been read for a match, and before it is answered. */
async function openForGoing(people: readonly Person[]) {
  const nothing = (): Promise<void> => Promise.resolve();
  let meanwhile = nothing;
  const store = await openStore(people, () => meanwhile());
  const goDuringMatch = (id: string): void => {
    meanwhile = () => {
      meanwhile = async () => {
        meanwhile = nothing;
        await store.remove([id]);
      };
      return nothing();
    };
  };
  return { store, goDuringMatch };
}

function crowd(count: number): Person[] {
  return Array.from({ length: count }, (_, index) =>
    personWith({ id: `u${index}`, firstName: `First${index}`, lastName: `Last${index}` }),
  );
}

describe('files are matched to the people in the cache', () => {
  it('by id, e-mail address, mailbox and name', async () => {
    const store = await openStore([zoe, ...crowd(3)]);
    const names = [
      'zakesson.jpg',
      'ZOE@example.com.png',
      'zoe.gif',
      'akesson, zoe.jpg',
      'else.jpg',
    ];
    const matches = await store.matchPhotos(names);
    expect(matches.map(({ candidates: [first] }) => first?.kind ?? null)).toEqual([
      'id',
      'email',
      'mailbox',
      'name',
      null,
    ]);
    expect(matches[0]?.candidates[0]?.person).toMatchObject({
      id: 'zakesson',
      displayName: 'Zoë Åkesson',
      jobTitle: 'Archivist',
      avatarId: 'p1',
    });
  });

  it('in the order of the files, over everybody', async () => {
    const store = await openStore(crowd(1234));
    const names = ['Last1233_First1233.jpg', 'first100.last100.jpg', 'u0.jpg', 'nobody.jpg'];
    const matches = await store.matchPhotos(names);
    expect(matches.map(({ candidates: [first] }) => first?.person.id)).toEqual([
      'u1233',
      'u100',
      'u0',
      undefined,
    ]);
    expect(matches.map(({ group }) => group)).toEqual(['sure', 'sure', 'sure', 'none']);
  });

  it('with what waits for them', async () => {
    const store = await openStore([zoe]);
    await store.setPending([{ id: zoe.id, values: { lastName: 'Berg' }, person: zoe }], {
      askedAt: 0,
      answeredAt: 1,
    });
    const [old, wanted] = await store.matchPhotos(['Zoe Akesson.jpg', 'Zoe Berg.jpg']);
    expect(old?.group).toBe('none');
    expect(wanted?.group).toBe('sure');
  });

  it('while others are answered', async () => {
    let pauses = 0;
    const store = await openStore(crowd(950), () => {
      pauses += 1;
      return Promise.resolve();
    });
    pauses = 0;
    const names = Array.from({ length: 450 }, (_, index) => `u${index}.jpg`);
    await store.matchPhotos(names);
    // So many pieces of at most a hundred: files, people, and answers.
    expect(pauses).toBe(5 + 10 + 5);
  });

  it('for nobody where somebody goes meanwhile', async () => {
    const { store, goDuringMatch } = await openForGoing([zoe]);
    goDuringMatch(zoe.id);
    const [match] = await store.matchPhotos(['zakesson.jpg']);
    expect(match).toEqual({ group: 'none', doubts: [], candidates: [] });
  });

  it('never for sure for the next one where the first one goes meanwhile', async () => {
    const named = personWith({ id: 'asmith', firstName: 'Zed', email: 'zed@example.com' });
    const rival = personWith({ id: 'x1', firstName: 'Anna', lastName: 'Smith' });
    const { store, goDuringMatch } = await openForGoing([named, rival]);
    expect((await store.matchPhotos(['asmith.jpg']))[0]?.group).toBe('sure');
    goDuringMatch('asmith');
    const [match] = await store.matchPhotos(['asmith.jpg']);
    expect(match?.candidates.map(({ person }) => person.id)).toEqual(['x1']);
    expect(match?.group).toBe('look');
  });
});
