import type { PeopleFilter } from '../../../preload/model/people-query.ts';
import type { SearchField } from '../../../preload/rules/search-terms.ts';
import { lineOf } from '../search-text.ts';
import { Bitset } from './bitset.ts';
import { withRoom } from './growth.ts';
import type { IndexEntry } from './index-entry.ts';
import { filterFlags, type Flag, flagBits } from './person-flags.ts';
import { TextIndex } from './text-index.ts';
import { lineNumbers } from './text-lines.ts';
import { ValueColumn } from './value-column.ts';

/** Fields that many people share a value of. */
export const columnFields = ['jobTitle', 'organization', 'location'] as const;
export type ColumnField = (typeof columnFields)[number];

const allFlags = Object.keys(flagBits) as Flag[];
const nobody = 0;

/** Whether a field has a column. */
export function isColumnField(field: SearchField): field is ColumnField {
  return (columnFields as readonly SearchField[]).includes(field);
}

/**
 * Everybody, each in a slot of their own. Slots are given out in ascending order and never again:
 * who changes gets a new one, and the old one is dead. So whatever is kept by slot only grows at
 * its end, and an answer or an order of some time ago can be brought up to date.
 */
export class IndexedPeople {
  readonly texts = new TextIndex();
  readonly columns: Readonly<Record<ColumnField, ValueColumn>> = {
    jobTitle: new ValueColumn(),
    organization: new ValueColumn(),
    location: new ValueColumn(),
  };
  readonly #living = new Bitset();
  readonly #flags: Readonly<Record<Flag, Bitset>> = {
    enabled: new Bitset(),
    photo: new Bitset(),
    email: new Bitset(),
    lastName: new Bitset(),
    managed: new Bitset(),
    admin: new Bitset(),
    waiting: new Bitset(),
  };
  // By slot.
  readonly #ids: string[] = [];
  readonly #names: string[] = [];
  #nos = new Uint32Array(64);
  #changedAts = new Uint32Array(64);
  /** The slot that the same person had before, plus one. */
  #formers = new Uint32Array(64);
  /** By a person's number, which SQLite gives out densely: the slot plus one. */
  #slots = new Uint32Array(64);
  #count = 0;
  #version = 0;

  /** People there are. */
  get count(): number {
    return this.#count;
  }

  /** Slots given out, dead ones included. */
  get size(): number {
    return this.#ids.length;
  }

  /** Another number after every change. */
  get version(): number {
    return this.#version;
  }

  /** The slots of the people there are. Not to be changed. */
  get living(): Bitset {
    return this.#living;
  }

  /** Adds a person, in place of the one of the same number. */
  add(entry: IndexEntry): void {
    const slot = this.size;
    const { no, id, displayName, searchText } = entry;
    this.#nos = withRoom(this.#nos, slot + 1);
    this.#changedAts = withRoom(this.#changedAts, slot + 1);
    this.#formers = withRoom(this.#formers, slot + 1);
    this.#slots = withRoom(this.#slots, no + 1);
    this.#formers[slot] = this.#slots[no] ?? nobody;
    this.remove(no);
    this.#slots[no] = slot + 1;
    this.#ids.push(id);
    this.#names.push(displayName);
    this.#nos[slot] = no;
    this.#changedAts[slot] = entry.changedAt;
    for (const flag of allFlags)
      if ((entry.flags & flagBits[flag]) !== 0) this.#flags[flag].add(slot);
    this.texts.add(searchText);
    for (const field of columnFields) this.columns[field].add(lineOf(searchText, field));
    this.#living.add(slot);
    this.#count += 1;
    this.#version += 1;
  }

  /** Removes a person by number; nobody where there is none. */
  remove(no: number): void {
    const slot = this.slotOf(no);
    if (slot === null) return;
    this.#slots[no] = nobody;
    this.#living.delete(slot);
    this.#count -= 1;
    this.#version += 1;
  }

  slotOf(no: number): number | null {
    const kept = this.#slots[no] ?? nobody;
    return kept === nobody ? null : kept - 1;
  }

  noAt(slot: number): number {
    return this.#nos[slot] ?? 0;
  }

  idAt(slot: number): string {
    return this.#ids[slot] ?? '';
  }

  nameAt(slot: number): string {
    return this.#names[slot] ?? '';
  }

  changedAt(slot: number): number {
    return this.#changedAts[slot] ?? 0;
  }

  /** The slot that the same person had before; null for a new person. */
  formerOf(slot: number): number | null {
    const kept = this.#formers[slot] ?? nobody;
    return kept === nobody ? null : kept - 1;
  }

  /** One field of a person, folded. */
  fieldAt(slot: number, field: SearchField): string {
    return isColumnField(field)
      ? this.columns[field].valueAt(slot)
      : this.texts.lineOf(slot, lineNumbers.get(field) ?? 0);
  }

  /** All that was given of the person in a slot. */
  entryAt(slot: number): IndexEntry {
    let flags = 0;
    for (const flag of allFlags) if (this.#flags[flag].has(slot)) flags |= flagBits[flag];
    return {
      no: this.noAt(slot),
      id: this.idAt(slot),
      displayName: this.nameAt(slot),
      searchText: this.texts.textOf(slot),
      flags,
      changedAt: this.changedAt(slot),
    };
  }

  /** The people of a set whom a filter lets through; the set itself is changed. */
  filter(slots: Bitset, filter: PeopleFilter): Bitset {
    const [flag, isSet] = filterFlags[filter];
    return isSet ? slots.intersect(this.#flags[flag]) : slots.subtract(this.#flags[flag]);
  }

  /** How many of a set a filter lets through. */
  countFiltered(slots: Bitset, filter: PeopleFilter): number {
    const [flag, isSet] = filterFlags[filter];
    const count = slots.countCommon(this.#flags[flag]);
    return isSet ? count : slots.count - count;
  }
}
