import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { Draft, Edit } from '../../preload/model/change.ts';
import type { JsonValue } from '../../preload/model/json.ts';
import type { Person } from '../../preload/model/person.ts';
import type { FieldName } from '../../preload/model/person-fields.ts';
import { valueOf } from '../../preload/rules/person-fields.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { EditForm, type FormPlace } from './edit-form.svelte.ts';
import { EditMarks } from './edit-marks.svelte.ts';

const saidForMs = 10_000;

/** What is said below the panel for a moment. */
export type EditNews = 'saved' | 'undone' | 'redone';

/** Editing of the person who is open: the form, its draft, and the way back of what was saved. */
export class Edits {
  readonly marks: EditMarks;
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  readonly #drafts: DraftKeeper;
  #personId: string | null = null;
  #form = $state.raw<EditForm | null>(null);
  #draft = $state.raw<Draft | null>(null);
  #failure = $state.raw<AppErrorData | null>(null);
  #isSaving = $state(false);
  #news = $state<EditNews | null>(null);
  /** What was saved since the person was opened, to be taken back. */
  #saved = $state.raw<readonly Edit[]>([]);
  #takenBack = $state.raw<readonly Edit[]>([]);
  /** What the user was about to do when unsaved changes stood in the way. */
  #leaving = $state.raw<(() => void) | null>(null);
  #newsTimer: ReturnType<typeof setTimeout> | undefined;
  #draftSought: Promise<void> = Promise.resolve();

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
    this.#drafts = new DraftKeeper(client);
    this.marks = new EditMarks(client);
  }

  /** What is being changed; null while the person is only looked at. */
  get form(): EditForm | null {
    return this.#form;
  }

  /** What was begun and not saved when the window went away. */
  get draft(): Draft | null {
    return this.#form === null ? this.#draft : null;
  }

  /** Why the last saving failed. */
  get failure(): AppErrorData | null {
    return this.#failure;
  }

  get isSaving(): boolean {
    return this.#isSaving;
  }

  get news(): EditNews | null {
    return this.#news;
  }

  get canUndo(): boolean {
    return this.#saved.length > 0;
  }

  /** True while the user is asked what is to become of unsaved changes. */
  get isAsking(): boolean {
    return this.#leaving !== null;
  }

  /** Follows what becomes of changes; the function returned stops that. */
  follow(): () => void {
    const stop = this.#client.on('outbox:changed', () => void this.marks.read());
    return () => {
      stop();
      this.#drafts.end();
    };
  }

  /** Turns to another person. */
  open(personId: string): void {
    this.flush();
    this.#personId = personId;
    this.#form = null;
    this.#draft = null;
    this.#failure = null;
    this.#saved = [];
    this.#takenBack = [];
    this.#say(null);
    this.marks.open(personId);
    this.#draftSought = this.#findDraft(personId);
  }

  /** Resolves once it is known whether there is a draft. */
  get draftSought(): Promise<void> {
    return this.#draftSought;
  }

  /** Begins to edit the whole person, with what was begun before; or one field in its place. */
  begin(person: Person, at: FormPlace = {}): void {
    if (this.holds(() => this.begin(person, at))) return;
    this.#failure = null;
    this.#say(null);
    this.#form = new EditForm(person, at, at.only === undefined ? this.#draft : null);
  }

  set(field: FieldName, value: JsonValue): void {
    this.#form?.set(field, value);
    this.#keepDraft();
  }

  /** Undoes or redoes a step within the form; answers the field that it was in. */
  step(direction: 'undo' | 'redo'): FieldName | null {
    const field = this.#form?.[direction]() ?? null;
    this.#keepDraft();
    return field;
  }

  /** Saves what was changed; answers whether the form is done with. */
  async save(): Promise<boolean> {
    const form = this.#form;
    if (form === null || this.#isSaving || form.faults.size > 0) return false;
    if (form.isDirty && !(await this.#send(form.edit, form))) return false;
    if (this.#form === form) this.#end();
    return true;
  }

  /** Gives up what was typed. */
  cancel(): void {
    this.#end();
  }

  /** Sets one field at once, such as a switch. */
  async setNow(person: Person, field: FieldName, value: JsonValue): Promise<void> {
    await this.#send({
      personId: person.id,
      base: { [field]: valueOf(person, field) },
      mine: { [field]: value },
    });
  }

  /** Takes back what was saved last. */
  async undo(): Promise<void> {
    const last = this.#saved.at(-1);
    if (last === undefined) return;
    const opposite = { personId: last.personId, base: last.mine, mine: last.base };
    if (!(await this.#write(opposite))) return;
    this.#saved = this.#saved.slice(0, -1);
    this.#takenBack = [...this.#takenBack, last];
    this.#say('undone');
  }

  /** Saves again what was taken back last. */
  async redo(): Promise<void> {
    const last = this.#takenBack.at(-1);
    if (last === undefined || !(await this.#write(last))) return;
    this.#takenBack = this.#takenBack.slice(0, -1);
    this.#saved = [...this.#saved, last];
    this.#say('redone');
  }

  /** Tries again what the server has refused, or gives it up. */
  async decide(changeId: string, decision: 'retry' | 'discard'): Promise<void> {
    try {
      await this.#client.outbox[decision]({ ids: [changeId] });
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
    }
  }

  /** Gives up what was kept when the window went away. */
  dropDraft(): void {
    if (this.#draft !== null) this.#drafts.drop(this.#draft.personId);
    this.#draft = null;
  }

  /** Keeps at once what was typed. */
  flush(): void {
    this.#drafts.flush();
  }

  /** Whether something has been typed and not saved. */
  get isUnsaved(): boolean {
    return this.#form?.isDirty === true;
  }

  /** Whether unsaved changes stand in the way; the user is asked then, and `go` may follow. */
  holds(go: () => void): boolean {
    if (!this.isUnsaved) {
      this.#form = null;
      return false;
    }
    this.#leaving = go;
    return true;
  }

  /** The user's answer to what is to become of unsaved changes; answers whether it went on. */
  async answer(decision: 'save' | 'discard' | 'stay'): Promise<boolean> {
    const go = this.#leaving;
    this.#leaving = null;
    if (decision === 'stay') return false;
    if (decision === 'discard') this.cancel();
    else if (!(await this.save())) return false;
    // Behind another directory's door, the draft could not be given up any more.
    await this.#drafts.idle();
    go?.();
    return true;
  }

  /** Others who have the same address or name already. */
  async lookalikes(
    email: string | null,
    name: string | null,
  ): Promise<readonly { readonly id: string; readonly displayName: string }[]> {
    const asked = { email, name, exceptId: this.#personId };
    return await this.#client.edits.lookalikes(asked).catch(() => []);
  }

  /** Opens the mail or telephone program. */
  async openLink(kind: 'mailto' | 'tel', value: string): Promise<void> {
    try {
      await this.#client.links.open({ kind, value });
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
    }
  }

  async #findDraft(personId: string): Promise<void> {
    const draft = await this.#drafts.find(personId);
    if (this.#personId === personId && this.#form === null) this.#draft = draft;
  }

  #keepDraft(): void {
    const form = this.#form;
    if (form === null) return;
    if (form.isDirty) this.#drafts.keep(form.edit);
    else this.#drafts.drop(form.person.id);
  }

  #end(): void {
    if (this.#form !== null) this.#drafts.drop(this.#form.person.id);
    this.#form = null;
    this.#draft = null;
    this.#failure = null;
  }

  async #send(edit: Edit, form: EditForm | null = null): Promise<boolean> {
    if (!(await this.#write(edit, form))) return false;
    if (edit.personId === this.#personId) {
      this.#saved = [...this.#saved, edit];
      this.#takenBack = [];
      this.#say('saved');
    }
    return true;
  }

  async #write(edit: Edit, form: EditForm | null = null): Promise<boolean> {
    this.#isSaving = true;
    this.#failure = null;
    try {
      await this.#client.edits.save(edit);
      return true;
    } catch (error) {
      const failure = failureOf(error, this.#unexpected);
      if (failure.fields !== undefined) form?.refuse(failure.fields);
      // The sentence at the field says it all.
      if (form === null || failure.fields === undefined) this.#failure = failure;
      return false;
    } finally {
      this.#isSaving = false;
      void this.marks.read();
    }
  }

  #say(news: EditNews | null): void {
    clearTimeout(this.#newsTimer);
    this.#news = news;
    if (news !== null) this.#newsTimer = setTimeout(() => (this.#news = null), saidForMs);
  }
}
