import type { Draft, Edit } from '../../preload/model/change.ts';
import type { JsonValue } from '../../preload/model/json.ts';
import type { Person } from '../../preload/model/person.ts';
import type { FieldName, FieldValues } from '../../preload/model/person-fields.ts';
import { changesFrom, fieldsOf, keepFields, valueOf } from '../../preload/rules/person-fields.ts';
import { doubtsOf, type FieldDoubt } from '../../preload/rules/person-rules.ts';
import { faultsIn, type FormFault, likeFormer } from './edit-values.ts';
import { EditHistory, type EditStep } from './edit-history.ts';

/** Which part of a person a form is for, and where it begins. */
export interface FormPlace {
  /** The one field that is edited in its place. */
  readonly only?: FieldName;
  /** The field that is in question. */
  readonly startAt?: FieldName;
}

/**
 * What a user is changing of one person. Fields that were not touched follow the person; a field
 * that was is compared with what the user saw when beginning with it.
 */
export class EditForm {
  /** The one field that is edited in its place; null where the whole person is. */
  readonly only: FieldName | null;
  /** The field to begin with; null for the first one. */
  readonly startAt: FieldName | null;
  readonly #history = new EditHistory();
  #person: Person;
  #base = $state.raw<FieldValues>({});
  #mine = $state.raw<FieldValues>({});
  /** Sentences or faults that saving has ended with, by field. */
  #refusals = $state.raw<Readonly<Record<string, string>>>({});
  #added = $state.raw<readonly string[]>([]);

  readonly #edit = $derived.by((): Edit => {
    const wanted = Object.fromEntries(
      fieldsOf(this.#mine).map((field) => [
        field,
        likeFormer(field, this.#base[field] ?? null, this.#mine[field] ?? null),
      ]),
    );
    const mine = changesFrom(this.#base, wanted);
    const base = keepFields(this.#base, (field) => field in mine);
    return { personId: this.#person.id, base, mine };
  });

  constructor(person: Person, { only, startAt }: FormPlace, draft: Draft | null = null) {
    this.only = only ?? null;
    const [begun] = draft === null ? [] : fieldsOf(draft.mine);
    this.startAt = startAt ?? begun ?? null;
    this.#person = $state.raw(person);
    if (draft === null) return;
    this.#base = draft.base;
    this.#mine = draft.mine;
    this.#added = fieldsOf(draft.mine).flatMap((field) =>
      field.startsWith('properties.') ? [field.slice('properties.'.length)] : [],
    );
  }

  get person(): Person {
    return this.#person;
  }

  /** The custom properties of the person, and those that the user has added. */
  get properties(): readonly string[] {
    const known = Object.keys(this.#person.properties);
    return [...known, ...this.#added.filter((name) => !known.includes(name))];
  }

  /** The changes, against what the user saw. */
  get edit(): Edit {
    return this.#edit;
  }

  get isDirty(): boolean {
    return fieldsOf(this.#edit.mine).length > 0;
  }

  /** What the server would not take. */
  get faults(): ReadonlyMap<FieldName, FormFault> {
    return faultsIn(this.#edit);
  }

  /** What looks like a mistake. */
  get doubts(): ReadonlyMap<FieldName, FieldDoubt> {
    return doubtsOf(this.#edit.mine);
  }

  refusalOf(field: FieldName): string | undefined {
    return this.#refusals[field];
  }

  isTouched(field: FieldName): boolean {
    return Object.hasOwn(this.#mine, field);
  }

  /** What the field holds now. */
  valueOf(field: FieldName): JsonValue {
    return this.isTouched(field) ? (this.#mine[field] ?? null) : valueOf(this.#person, field);
  }

  /** What the field held when the user began with it. */
  baseOf(field: FieldName): JsonValue {
    return this.isTouched(field) ? (this.#base[field] ?? null) : valueOf(this.#person, field);
  }

  set(field: FieldName, value: JsonValue): void {
    const before = this.isTouched(field) ? this.#mine[field] : undefined;
    this.#put(field, value);
    this.#history.add({ field, before, after: value });
  }

  addProperty(name: string): void {
    this.#added = [...this.#added, name];
  }

  /** Takes the last step back; answers the field that it was in. */
  undo(): FieldName | null {
    const step = this.#history.undo();
    return step === undefined ? null : this.#go(step, step.before);
  }

  /** Does again what was taken back last; answers the field that it was in. */
  redo(): FieldName | null {
    const step = this.#history.redo();
    return step === undefined ? null : this.#go(step, step.after);
  }

  /** Takes over what is known of the person by now, but for the fields that were touched. */
  follow(person: Person): void {
    this.#person = person;
  }

  refuse(refusals: Readonly<Record<string, string>>): void {
    this.#refusals = refusals;
  }

  #go({ field }: EditStep, value: JsonValue | undefined): FieldName {
    this.#put(field, value);
    return field;
  }

  #put(field: FieldName, value: JsonValue | undefined): void {
    const isOther = (one: FieldName): boolean => one !== field;
    this.#refusals = Object.fromEntries(
      Object.entries(this.#refusals).filter(([name]) => name !== field),
    );
    if (value === undefined) {
      this.#mine = keepFields(this.#mine, isOther);
      this.#base = keepFields(this.#base, isOther);
      return;
    }
    if (!this.isTouched(field)) {
      this.#base = { ...this.#base, [field]: valueOf(this.#person, field) };
    }
    this.#mine = { ...this.#mine, [field]: value };
  }
}
