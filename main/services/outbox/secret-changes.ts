import type { Change, NewPersonInput } from '../../../preload/model/change.ts';
import { faultsOfNew } from '../../../preload/rules/person-rules.ts';
import { createAppError } from '../errors.ts';
import type { PendingPeople } from '../ports/pending-people.ts';
import { type ChangeSecrets, hasSecret } from './change-secrets.ts';
import type { Drain } from './drain.ts';
import type { Ledger } from './ledger.ts';
import type { NewChange } from './new-change.ts';
import { changesOf } from './pending.ts';
import { keyOf } from '../person-key.ts';
import { refusalOf } from './refusal-of.ts';

/** The changes that a password goes with. */
export interface SecretChanges {
  create(person: NewPersonInput): Promise<Change>;
  setPassword(personId: string, displayName: string, password: string): Promise<Change>;
}

/** Creates them for an outbox. */
export function createSecretChanges(options: {
  readonly ledger: Ledger;
  readonly drain: Drain;
  readonly secrets: ChangeSecrets;
  readonly people: PendingPeople;
  readonly newChange: NewChange;
}): SecretChanges {
  const { ledger, drain, secrets, people, newChange } = options;

  async function create({ id, values, password, replaces }: NewPersonInput): Promise<Change> {
    const faults = faultsOfNew(id, values);
    if (faults.size > 0) throw refusalOf(Object.fromEntries(faults));
    const former = formerOf(replaces);
    const isSame = former !== undefined && keyOf(former.personId) === keyOf(id);
    if (!isSame && (await people.get(id)) !== null) throw isTaken();
    const name = [values.firstName, values.lastName].filter((part) => typeof part === 'string');
    const change = { ...newChange(id, name.join(' ').trim() || id, 'create'), mine: values };
    // The earlier attempt must not be sent while another takes its place.
    const release = former === undefined ? () => undefined : drain.hold(former.personId);
    try {
      return await keep(change, password, former);
    } finally {
      release();
      drain.wake();
    }
  }

  function formerOf(changeId: string | undefined): Change | undefined {
    const former = ledger.changes.find(({ id, kind }) => id === changeId && kind === 'create');
    if (former !== undefined && drain.isBusy(former.personId)) {
      throw createAppError(
        'conflict',
        'The earlier attempt is being sent at the moment. Look at it again before you change it.',
      );
    }
    return former;
  }

  /** The password first: a change on the disk without it could never be sent. */
  async function keep(change: Change, password: string, former?: Change): Promise<Change> {
    await secrets.keep(change.id, password);
    // With the former attempt goes all that was to happen to that person, but for the photo.
    const gone = former === undefined ? [] : changesOf(ledger.changes, former.personId);
    try {
      const others = changesOf(ledger.changes, change.personId);
      if (change.kind === 'create' && others.some((one) => !gone.includes(one))) throw isTaken();
      await ledger.write({
        put: [change, ...photosOf(gone, change)],
        drop: gone.map(({ id }) => id),
        log: gone.map((one) => ledger.line(one, 'discarded')),
      });
    } catch (error) {
      await secrets.wipe(change.id);
      throw error;
    }
    for (const { id } of gone.filter(hasSecret)) await secrets.wipe(id);
    return change;
  }

  /** The photo of an earlier attempt, behind the one in its place. */
  function photosOf(gone: readonly Change[], change: Change): Change[] {
    const photo = gone.findLast(({ kind }) => kind === 'photo')?.photo ?? null;
    if (photo === null) return [];
    return [{ ...newChange(change.personId, change.displayName, 'photo'), photo }];
  }

  return {
    create,
    async setPassword(personId, displayName, password) {
      const change = await keep(newChange(personId, displayName, 'password'), password);
      drain.wake();
      return change;
    },
  };
}

function isTaken(): Error {
  return createAppError(
    'conflict',
    'There is a person with this user name already. Choose another one.',
  );
}
