import { compareByName } from './compare-people.ts';
import { IndexedPeople } from './indexed-people.ts';
import { PeopleOrder } from './people-order.ts';

const slotsAtOnce = 512;

/** Copies everybody into new slots, so that those of the dead are free. */
export async function renewPeople(
  old: IndexedPeople,
  byName: PeopleOrder,
  pause: () => Promise<void>,
): Promise<{ people: IndexedPeople; byName: PeopleOrder }> {
  const people = new IndexedPeople();
  // Who comes meanwhile gets a slot at the end, which is still ahead.
  for (let slot = 0; slot < old.size; slot += 1) {
    if (old.living.has(slot)) people.add(old.entryAt(slot));
    if (slot % slotsAtOnce === 0) await pause();
  }
  // Who was copied first and has been removed since.
  for (let slot = 0; slot < people.size; slot += 1) {
    const no = people.noAt(slot);
    if (old.slotOf(no) === null) people.remove(no);
  }
  const inOrder = byName.of(old).map((slot) => people.slotOf(old.noAt(slot)) ?? 0);
  return { people, byName: new PeopleOrder(inOrder, people.size, compareByName) };
}
