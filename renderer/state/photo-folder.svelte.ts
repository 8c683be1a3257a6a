import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { PeopleQuery } from '../../preload/model/people-query.ts';
import { mostPhotoFiles } from '../../preload/rules/photo-match/most-files.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import { type FoundFile, type FoundFiles, readChosen, readDropped } from '../photos/read-files.ts';
import { LeavingQuestion } from './leaving-question.svelte.ts';
import { fileGroups, MatchedFile, type MatchedPerson } from './matched-file.svelte.ts';
import { oneForEach, sideBySide } from './one-for-each.ts';
import type { ManyPhotos } from './photos.svelte.ts';

const mostFound = 8;

/** Why what was dropped becomes no list of files. */
export type FolderRefusal = 'empty' | 'too-many';

/** Files that are matched to people by their names, for the user to look through. */
export class PhotoFolder {
  /** Asked before decisions of the user are lost. */
  readonly leaving = new LeavingQuestion();
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #files = $state.raw<readonly MatchedFile[]>([]);
  #unreadable = $state(0);
  #isReading = $state(false);
  #refusal = $state<FolderRefusal | null>(null);
  #failure = $state.raw<AppErrorData | null>(null);
  #sequence = 0;

  /** The groups with a file in them, in the order in which they are shown. */
  readonly groups = $derived(
    fileGroups
      .map((name) => ({ name, files: this.#files.filter(({ group }) => group === name) }))
      .filter(({ files }) => files.length > 0),
  );

  /** The files that are to be set. */
  readonly chosen = $derived(this.#files.filter(({ isChosen }) => isChosen));

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  get files(): readonly MatchedFile[] {
    return this.#files;
  }

  /** Whether the user has decided anything about any of them that has not become a photo. */
  get isTouched(): boolean {
    return this.#files.some(({ isTouched, progress }) => isTouched && progress !== 'kept');
  }

  /** Whether decisions would be lost, which stands in the way; the user is asked then. */
  holds(go: () => void): boolean {
    if (!this.isTouched) return false;
    this.leaving.ask(go);
    return true;
  }

  /** Files and folders that were there and could not be read. */
  get unreadable(): number {
    return this.#unreadable;
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  get refusal(): FolderRefusal | null {
    return this.#refusal;
  }

  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** Takes what was dropped in the place of what was there. */
  async take(many: ManyPhotos): Promise<void> {
    await this.#read(() => readDropped(many, mostPhotoFiles));
  }

  /** Takes files that were chosen in a dialog of the system. */
  async choose(files: Iterable<File>): Promise<void> {
    await this.#read(() => Promise.resolve(readChosen(files, mostPhotoFiles)));
  }

  /** Ticks a file or not; a person gets one photo, so other files for the same one are unticked. */
  tick(file: MatchedFile, isChosen: boolean): void {
    if (isChosen) this.#free(file.person?.id ?? null, file);
    file.choose(isChosen);
  }

  /** Ticks several, of those for one person the first. */
  tickAll(files: readonly MatchedFile[], isChosen: boolean): void {
    const those = isChosen ? oneForEach(files, this.chosen) : files;
    for (const file of those) file.choose(isChosen);
  }

  /** Matches a file to somebody by hand, in place of any other one for them. */
  matchTo(file: MatchedFile, person: MatchedPerson): void {
    this.#free(person.id, file);
    file.matchTo(person);
  }

  /** Keeps those files only that have not become photos. */
  keepRest(): void {
    this.#files = this.#files.filter(({ progress }) => progress !== 'kept');
    for (const file of this.#files) file.advance('idle');
  }

  /** Lets go of all files. */
  clear(): void {
    this.#sequence += 1;
    this.#files = [];
    this.#unreadable = 0;
    this.#isReading = false;
    this.#refusal = null;
    this.#failure = null;
  }

  /** People to match a file to by hand; rejects where they could not be looked for. */
  async search(text: string): Promise<readonly MatchedPerson[]> {
    const query: PeopleQuery = {
      text,
      filters: [],
      organization: null,
      location: null,
      sort: { by: 'name', isDescending: false },
      offset: 0,
      limit: mostFound,
    };
    return (await this.#client.people.window(query)).rows;
  }

  #free(personId: string | null, but: MatchedFile): void {
    if (personId === null) return;
    for (const file of this.chosen) {
      if (file !== but && file.person?.id === personId) file.choose(false);
    }
  }

  async #read(find: () => Promise<FoundFiles>): Promise<void> {
    this.clear();
    const sequence = this.#sequence;
    this.#isReading = true;
    try {
      const { files, unreadable } = await find();
      const matches = await this.#match(files);
      if (sequence !== this.#sequence) return;
      this.#unreadable = unreadable;
      this.#files = sideBySide(
        matches.map(({ file, match }, key) => new MatchedFile(key, file, match)),
      );
    } catch (error) {
      if (sequence === this.#sequence) this.#failure = failureOf(error, this.#unexpected);
    } finally {
      if (sequence === this.#sequence) this.#isReading = false;
    }
  }

  async #match(found: readonly FoundFile[]) {
    if (found.length === 0) this.#refusal = 'empty';
    if (found.length > mostPhotoFiles) this.#refusal = 'too-many';
    if (this.#refusal !== null) return [];
    // Only the end of a path says whose photo it is.
    const names = found.map(({ name }) => name.slice(-1024));
    const matches = await this.#client.photos.match({ names });
    return found.flatMap((file, at) => {
      const match = matches[at];
      return match === undefined ? [] : [{ file, match }];
    });
  }
}
