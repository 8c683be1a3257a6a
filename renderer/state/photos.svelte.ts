import type { Dropped } from '../photos/dropped-files.ts';
import type { MadePhoto } from '../photos/photo-task.ts';
import { PhotoWorkers } from '../photos/photo-workers.ts';
import { Cropping } from './cropping.svelte.ts';
import type { PhotoChanges, PhotoOwner } from './photo-changes.svelte.ts';

/** A place to drop or paste a photo. */
export interface PhotoTarget {
  /** Null for somebody who is being created. */
  readonly owner: PhotoOwner | null;
  readonly take: (file: File) => void;
}

/** What becomes of a photo that was cropped; answers whether it was taken. */
type TakePhoto = (photo: MadePhoto) => Promise<boolean>;

/** Several files or a folder, to be matched to people by their names. */
export type ManyPhotos = Extract<Dropped, { readonly kind: 'files' | 'folder' }>;

/** Where photos of single people come from, and the one that is being cropped. */
export class Photos {
  readonly #changes: PhotoChanges;
  #workers: PhotoWorkers | null = null;
  #owner = $state.raw<PhotoOwner | null>(null);
  #take: TakePhoto | null = null;
  #cropping = $state.raw<Cropping | null>(null);
  #takeMany = $state.raw<((many: ManyPhotos) => void) | null>(null);
  #askFor: ((owner: PhotoOwner) => void) | null = null;
  #draggedOutId: string | null = null;

  constructor(changes: PhotoChanges) {
    this.#changes = changes;
  }

  /** What makes photos of files; started when it is first needed. */
  get workers(): PhotoWorkers {
    return (this.#workers ??= new PhotoWorkers());
  }

  /** Whose photo is being cropped. */
  get owner(): PhotoOwner | null {
    return this.#owner;
  }

  get cropping(): Cropping | null {
    return this.#cropping;
  }

  /** What takes several files or a folder; null while nothing does. */
  get takeMany(): ((many: ManyPhotos) => void) | null {
    return this.#takeMany;
  }

  /** Has several files or a folder handed over; the function returned ends that. */
  handOver(takeMany: (many: ManyPhotos) => void): () => void {
    this.#takeMany = takeMany;
    return () => (this.#takeMany = null);
  }

  /** Has files asked for by the system's own dialog; the function returned ends that. */
  askWith(askFor: (owner: PhotoOwner) => void): () => void {
    this.#askFor = askFor;
    return () => (this.#askFor = null);
  }

  /** Asks for a file with a photo of somebody, wherever that is wanted. */
  ask(owner: PhotoOwner): void {
    this.#askFor?.(owner);
  }

  /** Ends the workers when the directory is closed. */
  follow(): () => void {
    return () => {
      this.endCropping();
      this.#workers?.close();
      this.#workers = null;
    };
  }

  /** Begins to make a photo of a file; it is set once it is cropped, where nothing else is told. */
  choose(
    owner: PhotoOwner,
    file: Blob,
    take: TakePhoto = (photo) => this.#changes.set(owner, photo),
  ): void {
    this.endCropping();
    this.#changes.dismiss();
    this.#owner = owner;
    this.#take = take;
    this.#cropping = new Cropping(this.workers, file);
  }

  /** Where a file that is dropped on somebody goes. */
  targetOf(owner: PhotoOwner | null | undefined): PhotoTarget | null {
    // Their own photo, on its way out, is no new one.
    if (!owner || owner.id === this.#draggedOutId) return null;
    return { owner, take: (file) => this.choose(owner, file) };
  }

  /** The photo that was dragged out of the window is no longer held. */
  letGo(): void {
    this.#draggedOutId = null;
  }

  /** Crops another picture of the same person in its place. */
  chooseAnother(file: Blob): void {
    if (this.#owner !== null && this.#take !== null) this.choose(this.#owner, file, this.#take);
  }

  endCropping(): void {
    this.#cropping?.close();
    this.#cropping = null;
    this.#owner = null;
    this.#take = null;
  }

  /** Hands on the photo that is being cropped; resolves once it is taken. */
  async use(): Promise<void> {
    const [take, cropping] = [this.#take, this.#cropping];
    if (take === null || cropping === null) return;
    const photo = await cropping.make();
    if (photo === null || this.#cropping !== cropping) return;
    if (!(await take(photo))) return;
    if (this.#cropping === cropping) this.endCropping();
  }

  /** Goes on with a drag of the photo out of the window. */
  async dragOut(owner: PhotoOwner): Promise<void> {
    this.#draggedOutId = owner.id;
    await this.#changes.dragOut(owner);
  }
}
