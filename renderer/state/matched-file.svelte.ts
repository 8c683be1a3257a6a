import type { FileMatch, PhotoCandidate } from '../../preload/model/photo-match.ts';
import type { Crop } from '../../preload/rules/crop.ts';
import type { FoundFile } from '../photos/read-files.ts';
import type { PhotoFault } from '../photos/photo-task.ts';

/** Somebody whom a file can be matched to. */
export type MatchedPerson = PhotoCandidate['person'];

/** Where a file is shown: by how sure it is whose photo it is. */
export const fileGroups = ['sure', 'has-photo', 'look', 'none'] as const;

export type FileGroup = (typeof fileGroups)[number];

/** How far a file is on its way to be somebody's photo. */
export type FileProgress = 'idle' | 'making' | 'kept' | 'failed';

/** A file, and whose photo it is to become. */
export class MatchedFile {
  readonly key: number;
  readonly name: string;
  readonly file: File;
  readonly match: FileMatch;
  /** Stays as it was found, so that nothing moves away below the pointer. */
  readonly group: FileGroup;
  #person = $state.raw<MatchedPerson | null>(null);
  #isChosen = $state(false);
  #isTouched = $state(false);
  #crop = $state.raw<Crop | null>(null);
  #fault = $state<PhotoFault | null>(null);
  #progress = $state<FileProgress>('idle');
  #reason = $state<string | null>(null);

  constructor(key: number, { name, file }: FoundFile, match: FileMatch) {
    this.key = key;
    this.name = name;
    this.file = file;
    this.match = match;
    this.#person = match.candidates[0]?.person ?? null;
    this.group = groupOf(match);
    this.#isChosen = this.group === 'sure';
  }

  /** Whose photo it is to become; null for nobody's. */
  get person(): MatchedPerson | null {
    return this.#person;
  }

  /** Whether it is to be set. */
  get isChosen(): boolean {
    return this.#isChosen && this.canBeChosen;
  }

  get canBeChosen(): boolean {
    return this.#person !== null && this.#fault === null;
  }

  /** Whether the user has decided anything about it. */
  get isTouched(): boolean {
    return this.#isTouched;
  }

  /** Whether somebody chosen by hand has a photo already, which would be replaced. */
  get replacesUnasked(): boolean {
    return this.group !== 'has-photo' && (this.#person?.photoUrl ?? null) !== null;
  }

  /** Which part of it is to be seen; null for what is chosen by itself. */
  get crop(): Crop | null {
    return this.#crop;
  }

  /** Why there will be no photo of it. */
  get fault(): PhotoFault | null {
    return this.#fault;
  }

  get progress(): FileProgress {
    return this.#progress;
  }

  /** Why it could not be kept on this computer. */
  get reason(): string | null {
    return this.#reason;
  }

  choose(isChosen: boolean): void {
    this.#isTouched = true;
    this.#isChosen = isChosen;
  }

  /** Matches it to somebody by hand, which is a yes as well. */
  matchTo(person: MatchedPerson): void {
    this.#person = person;
    this.choose(true);
  }

  cropTo(crop: Crop): void {
    this.#isTouched = true;
    this.#crop = crop;
  }

  refuse(fault: PhotoFault): void {
    this.#fault = fault;
  }

  advance(progress: FileProgress, reason: string | null = null): void {
    this.#progress = progress;
    this.#reason = reason;
  }
}

function groupOf({ group, candidates }: FileMatch): FileGroup {
  if (group !== 'sure') return group;
  return (candidates[0]?.person.photoUrl ?? null) === null ? 'sure' : 'has-photo';
}
