import type { NewPersonInput } from '../../../preload/model/change.ts';
import type { FieldName, FieldValues } from '../../../preload/model/person-fields.ts';
import { keepFields } from '../../../preload/rules/person-fields.ts';
import {
  doubtsOf,
  type FieldDoubt,
  type FieldFault,
  faultsOfNew,
} from '../../../preload/rules/person-rules.ts';
import type { MadePhoto } from '../../photos/photo-task.ts';
import type { NewPersonStart } from '../../state/screens.svelte.ts';
import { firstFields, furtherFields } from './fields.ts';

/** What can be wrong with a new person, by where it is typed. */
export type NewPersonField = 'id' | 'password' | FieldName;

type Lines = Readonly<Record<string, string>>;

const typed: readonly FieldName[] = [...firstFields, ...furtherFields];

function linesOf(from: FieldValues): Lines {
  return Object.fromEntries(typed.map((field) => [field, from[field] ?? ''])) as Lines;
}

/** What has been typed of a new person. */
export class NewPersonForm {
  readonly #start: NewPersonStart;
  #lines = $state.raw<Lines>({});
  id = $state('');
  isEnabled = $state(true);
  password = $state('');
  /** What they are to look like; it is set once they are on the way. */
  photo = $state.raw<MadePhoto | null>(null);

  readonly #values = $derived.by((): FieldValues => ({
    // Such as custom properties, which the form does not show.
    ...keepFields(this.#start.values, (field) => !typed.includes(field)),
    ...keepFields(this.#lines, (field) => this.lineOf(field).trim() !== ''),
    firstName: this.lineOf('firstName'),
    email: this.lineOf('email'),
    enabled: this.isEnabled,
  }));

  constructor(start: NewPersonStart) {
    this.#start = start;
    this.#fill(start.id, start.values);
  }

  lineOf(field: FieldName): string {
    return this.#lines[field] ?? '';
  }

  /** What is typed of the name so far. */
  get name(): string {
    return [this.lineOf('firstName'), this.lineOf('lastName')].join(' ').trim();
  }

  set(field: FieldName, text: string): void {
    this.#lines = { ...this.#lines, [field]: text };
  }

  /** What is to be created, without blank fields. */
  get input(): NewPersonInput {
    const { replaces } = this.#start;
    return {
      id: this.id,
      values: this.#values,
      password: this.password,
      ...(replaces === null ? {} : { replaces }),
    };
  }

  /** What the server would not take. */
  get faults(): ReadonlyMap<'id' | FieldName, FieldFault> {
    return faultsOfNew(this.id, this.#values);
  }

  /** What looks like a mistake. */
  get doubts(): ReadonlyMap<FieldName, FieldDoubt> {
    return doubtsOf(this.#values);
  }

  /** Whether something would be lost that the user has typed. */
  get isTouched(): boolean {
    const before = linesOf(this.#start.values);
    const isTyped = Object.entries(this.#lines).some(([field, text]) => text !== before[field]);
    return isTyped || this.id !== this.#start.id || this.password !== '' || this.photo !== null;
  }

  /** A refused creation is tried again under its own name. */
  get isOwnId(): boolean {
    return this.#start.replaces !== null && this.id.toLowerCase() === this.#start.id.toLowerCase();
  }

  /** Forgets the password: it is needed no more, or not for this. */
  forgetPassword(): void {
    this.password = '';
  }

  /** Begins anew, for somebody else; what a template gave stays. */
  beginAgain(): void {
    this.forgetPassword();
    this.photo = null;
    this.#fill('', this.#start.replaces === null ? this.#start.values : {});
  }

  #fill(id: string, values: FieldValues): void {
    this.id = id;
    this.#lines = linesOf(values);
    this.isEnabled = values.enabled !== false;
  }
}
