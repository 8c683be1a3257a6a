import type { Change } from '../../../../preload/model/change.ts';
import type { FieldName, FieldValues } from '../../../../preload/model/person-fields.ts';
import { fieldsOf } from '../../../../preload/rules/person-fields.ts';
import { acknowledged } from './acknowledged.ts';
import type { World } from './world.ts';

/** The user gives up one change, or all that wait for the user. */
export async function discard(world: World, pick: number | null): Promise<void> {
  const { rig } = world;
  const before = rig.outbox.changes;
  const chosen = pick === null ? undefined : before[pick % Math.max(1, before.length)];
  if (pick !== null && chosen === undefined) return;
  const ids = chosen === undefined ? null : [chosen.id];
  const isMeant = (change: Change): boolean =>
    (chosen === undefined
      ? change.state === 'conflict' || change.state === 'refused'
      : change.id === chosen.id) && !rig.drain.isBusy(change.personId);
  const meant = before.filter(isMeant);
  await acknowledged(rig.outbox.discard(ids));
  const creations = new Set(
    meant.flatMap(({ kind, personId }) => (kind === 'create' ? [personId.toLowerCase()] : [])),
  );
  for (const { personId, mine } of before.filter(
    (change) => meant.includes(change) || creations.has(change.personId.toLowerCase()),
  )) {
    giveUpWhatIsLeft(world, personId, mine);
    world.photos.follow(personId.toLowerCase(), rig.outbox.changes);
  }
}

/** Fields that a later change of the same person wants as well are still wanted. */
function giveUpWhatIsLeft({ rig, wishes }: World, personId: string, mine: FieldValues): void {
  const left = rig.outbox.ofPerson(personId);
  wishes.giveUp(
    personId.toLowerCase(),
    fieldsOf(mine).filter((field) => !left.some((change) => field in change.mine)),
  );
}

/** The user takes back what waits, or what was sent. */
export async function undo(world: World, pick: number): Promise<void> {
  const { rig, wishes } = world;
  const log = [...rig.store.allActivity()].slice(-5).map(({ changeId }) => changeId);
  const ids = [...new Set([...rig.outbox.changes.map(({ id }) => id), ...log])];
  const id = ids[pick % Math.max(1, ids.length)];
  if (id === undefined) return;
  const waiting = rig.outbox.changes.find((change) => change.id === id);
  const covering = waiting === undefined ? [] : rig.outbox.ofPerson(waiting.personId);
  const isWaiting = waiting !== undefined && !rig.drain.isBusy(waiting.personId);
  const line = rig.store.activityOf(id).find(({ outcome }) => /applied|already/.test(outcome));
  const personId = waiting?.personId ?? line?.personId ?? '';
  const coveringSent = rig.outbox.ofPerson(personId);
  const saw = rig.shown.get(personId.toLowerCase())?.avatarId ?? null;
  const undone = await acknowledged(rig.outbox.undo(id));
  if (undone === undefined) return;
  const key = personId.toLowerCase();
  const kind = (waiting ?? line)?.kind;
  if (kind === 'photo') world.photos.follow(key, rig.outbox.changes, { undone: waiting, saw });
  if (kind === 'create') world.photos.follow(key, rig.outbox.changes);
  if (!isWaiting) {
    if (line !== undefined) {
      wishes.save(key, { base: line.after, mine: line.before }, coveringSent);
    }
    return;
  }
  if (waiting.kind !== 'update') giveUpAll(world, covering);
  else takeBack(world, waiting, covering);
}

function giveUpAll(world: World, covering: readonly Change[]): void {
  for (const { personId, mine } of covering) giveUpWhatIsLeft(world, personId, mine);
}

function takeBack({ wishes }: World, change: Change, covering: readonly Change[]): void {
  const key = change.personId.toLowerCase();
  const later = covering.filter(({ place }) => place > change.place);
  const own = fieldsOf(change.mine).filter((field) => !later.some((one) => field in one.mine));
  // Of a conflict, only what may have arrived is sent back: what others wrote into a field stays.
  const isLeft = (field: FieldName): boolean =>
    change.state === 'conflict' && (field in change.theirs || !(field in change.maybeSent));
  wishes.giveUp(key, own.filter(isLeft));
  const of = (values: FieldValues): FieldValues =>
    Object.fromEntries(
      own.filter((field) => !isLeft(field)).map((field) => [field, values[field] ?? null]),
    );
  wishes.save(key, { base: of(change.mine), mine: of(change.base) }, covering);
}
