import type { Change } from '../../../../preload/model/change.ts';
import type { FieldValues } from '../../../../preload/model/person-fields.ts';
import { fieldsOf, valuesOf } from '../../../../preload/rules/person-fields.ts';
import { settled } from '../../../support/fake-clock.ts';
import { makePerson } from '../../../support/people.ts';
import { acknowledged } from './acknowledged.ts';
import { discard, undo } from './act-giving-up.ts';
import { changePhotoOfOthers, choosePhoto, decidePhoto } from './act-photo.ts';
import { fields, type Operation, valueOfNumber } from './operations.ts';
import type { World } from './world.ts';

const dayMs = 86_400_000;

/** Does one operation, and writes down what it means for what the user wants. */
export async function act(world: World, operation: Operation): Promise<void> {
  const { rig, server, history, photos } = world;
  switch (operation.kind) {
    case 'nothing':
      return;
    case 'edit':
      return edit(world, operation.id, valuesOfNumbers(operation.values));
    case 'create':
      return create(world, operation.id, { jobTitle: valueOfNumber(operation.value) });
    case 'password':
      await acknowledged(rig.outbox.setPassword(operation.id, operation.id, 'secret'));
      return;
    case 'photo':
      return choosePhoto(world, operation);
    case 'discard':
      return discard(world, operation.pick);
    case 'resolve':
      return resolve(world, operation);
    case 'retry':
      return rig.outbox.retry(null);
    case 'undo':
      return undo(world, operation.pick);
    case 'offline':
      world.isOffline = true;
      return;
    case 'online':
      world.isOffline = false;
      {
        rig.drain.wake({ isUrgent: true });
        return;
      }
    case 'trouble': {
      world.add(operation.trouble, operation.on, operation.times);
      return;
    }
    case 'release':
      return world.release();
    case 'kill':
      return world.kill(operation);
    case 'remote edit': {
      const key = operation.id.toLowerCase();
      if (!server.people.has(key)) return;
      const values = { [operation.field]: valueOfNumber(operation.value) };
      server.change(key, values);
      history.write(key, values, 'others');
      return;
    }
    case 'remote photo': {
      changePhotoOfOthers(world, operation);
      return;
    }
    case 'remote create': {
      const key = operation.id.toLowerCase();
      if (server.people.has(key)) return;
      const person = makePerson({ id: operation.id, firstName: 'Somebody' });
      server.people.set(key, person);
      history.create(person, 'others');
      const values = { jobTitle: valueOfNumber(operation.value) };
      server.change(key, values);
      history.write(key, values, 'others');
      photos.write(key, { picture: null, avatarId: null }, 'others');
      return;
    }
    case 'remote delete': {
      const key = operation.id.toLowerCase();
      server.people.delete(key);
      history.delete(key);
      photos.write(key, { picture: null, avatarId: null }, 'others');
      return;
    }
    case 'remote disable':
      if (server.people.has(operation.id.toLowerCase())) {
        server.change(operation.id, { enabled: false });
      }
      return;
    case 'managed':
      server.managedFields.clear();
      if (operation.field !== null) server.managedFields.add(operation.field);
      return;
    case 'refresh': {
      world.cache.refresh(server.people.values());
      return;
    }
    case 'cache fails': {
      world.failCacheOnce();
      return;
    }
    case 'clock jumps':
      world.clockErrorMs += operation.days * dayMs;
      return;
    case 'time passes':
      return rig.clock.advance(operation.ms);
  }
}

function valuesOfNumbers(values: Readonly<Record<string, string | number | null>>): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, valueOfNumber(value)]),
  );
}

async function edit(world: World, id: string, mine: FieldValues): Promise<void> {
  const { rig, wishes } = world;
  const shown = rig.shown.get(id.toLowerCase());
  const base = shown === undefined ? {} : valuesOf(shown, fieldsOf(mine));
  const covering = rig.outbox.ofPerson(id);
  const saved = await acknowledged(rig.outbox.save({ personId: id, base, mine }));
  if (saved !== undefined) wishes.save(id.toLowerCase(), { base, mine }, covering);
}

async function create(world: World, id: string, values: FieldValues): Promise<void> {
  const all = { firstName: 'Dora', email: 'dora@example.com', ...values };
  const made = await acknowledged(world.rig.outbox.create({ id, values: all, password: 'secret' }));
  if (made === undefined) return;
  // Whoever had that name before is another one.
  world.photos.follow(id.toLowerCase(), world.rig.outbox.changes);
  world.wishes.giveUp(id.toLowerCase(), fields);
  const creation: Change[] = [{ ...made.value, mine: {}, base: {} }];
  world.wishes.save(
    id.toLowerCase(),
    { base: { jobTitle: 'nothing yet' }, mine: values },
    creation,
  );
}

async function resolve(
  world: World,
  { pick, choice, part }: Extract<Operation, { kind: 'resolve' }>,
): Promise<void> {
  const { rig, wishes } = world;
  const conflicts = rig.outbox.changes.filter(({ state }) => state === 'conflict');
  const change = conflicts[pick % Math.max(1, conflicts.length)];
  if (change === undefined) return;
  if (change.kind === 'photo') {
    return decidePhoto(world, change, choice === 'theirs' ? 'theirs' : 'mine');
  }
  // One of the fields only, or all of them.
  const all = fieldsOf(change.theirs);
  const some = part === 0 ? all.slice(0, 1) : all;
  const decisions = some.map((field) => {
    const options = { mine: change.mine[field], theirs: change.theirs[field], third: 'third' };
    return [field, options[choice] ?? null] as const;
  });
  const values = Object.fromEntries(decisions);
  // Before the call: what was decided may be on its way before it answers.
  const unmake = decisions.map(([field, value]) =>
    wishes.decide(change.personId.toLowerCase(), field, value, change.theirs[field] ?? null),
  );
  const resolved = await acknowledged(rig.outbox.resolve({ changeId: change.id, values }));
  if (resolved === undefined) for (const one of unmake) one();
}

/** Everything is well again: what waits is sent, and what waits for the user is decided. */
export async function comeToRest(world: World): Promise<void> {
  world.endTroubles();
  await world.release();
  for (let turn = 0; turn < 30 && world.rig.outbox.changes.length > 0; turn += 1) {
    world.rig.drain.wake({ isUrgent: true });
    await world.rig.clock.advance(120_000);
    check(world);
    for (const { state } of world.rig.outbox.changes) {
      if (state === 'conflict')
        await resolve(world, { kind: 'resolve', pick: 0, choice: 'mine', part: 1 });
    }
    if (turn % 3 === 1) await world.rig.outbox.retry(null);
    if (turn % 3 === 2) await discard(world, null);
    await settled();
  }
}

/** Everything that must hold at every moment. */
export function check(world: World): void {
  const { rig, judge, photos } = world;
  if (world.violation !== null) throw world.violation;
  judge.changes(rig.outbox.changes);
  judge.nothingLost(rig.outbox.changes);
  judge.shown(rig.outbox.changes, rig.shown);
  photos.check(rig.outbox.changes);
}

/** What must hold once everything has come to rest. */
export function checkAtRest(world: World): void {
  const { rig, server, photos } = world;
  photos.checkAtRest();
  if (rig.outbox.changes.length > 0) {
    throw new Error(`Never sent: ${JSON.stringify(rig.outbox.changes)}`);
  }
  if (rig.secrets.size > 0)
    throw new Error(`Left in the keychain: ${[...rig.secrets.keys()].join()}`);
  world.cache.refresh(server.people.values());
  for (const [key, person] of server.people) {
    const shown = rig.shown.get(key);
    if (JSON.stringify(shown) !== JSON.stringify(person)) {
      throw new Error(`Shown otherwise: ${JSON.stringify({ shown, person })}`);
    }
  }
  if (rig.shown.size !== server.people.size) throw new Error('Shows somebody who is not there');
}
