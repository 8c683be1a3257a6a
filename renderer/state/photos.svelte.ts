import type { AppErrorData } from '../../preload/model/app-error.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import type { Dropped } from '../photos/dropped-files.ts';
import type { MadePhoto } from '../photos/photo-task.ts';
import { PhotoWorkers } from '../photos/photo-workers.ts';
import { Cropping } from './cropping.svelte.ts';

const saidForMs = 10_000;

/** Whose photo it is about. */
export interface PhotoOwner {
  readonly id: string;
  readonly displayName: string;
}

/** A place to drop or paste a photo. */
export interface PhotoTarget {
  /** Null for somebody who is being created. */
  readonly owner: PhotoOwner | null;
  readonly take: (file: File) => void;
}

/** What is said for a moment once a photo was changed. */
export interface PhotoNews {
  readonly kind: 'set' | 'removed' | 'undone' | 'redone' | 'copied';
  readonly name: string;
  /** Whether there is a way back, or a way back again. */
  readonly hasWayBack: boolean;
}

/** What becomes of a photo that was cropped; answers whether it was taken. */
type TakePhoto = (photo: MadePhoto) => Promise<boolean>;

/** Several files or a folder, to be matched to people by their names. */
export type ManyPhotos = Extract<Dropped, { readonly kind: 'files' | 'folder' }>;

/** A change of a photo, as far as it can be taken back and made again. */
interface Done {
  readonly owner: PhotoOwner;
  /** Null where the photo was taken away. */
  readonly photo: MadePhoto | null;
  /** Null where it only took back what had not been sent. */
  readonly changeId: string | null;
}

/** Changing the photo of one person: what is being cropped, and the way back. */
export class Photos {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #workers: PhotoWorkers | null = null;
  #owner = $state.raw<PhotoOwner | null>(null);
  #take: TakePhoto | null = null;
  #cropping = $state.raw<Cropping | null>(null);
  #failure = $state.raw<AppErrorData | null>(null);
  #refusal = $state<string | null>(null);
  #isSetting = $state(false);
  #takeMany = $state.raw<((many: ManyPhotos) => void) | null>(null);
  #news = $state.raw<PhotoNews | null>(null);
  #done = $state.raw<Done | null>(null);
  #askFor: ((owner: PhotoOwner) => void) | null = null;
  #draggedOutId: string | null = null;
  #newsTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
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

  /** Why the last thing that was asked for was not done. */
  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** Why what was dropped or pasted becomes no photo. */
  get refusal(): string | null {
    return this.#refusal;
  }

  get isSetting(): boolean {
    return this.#isSetting;
  }

  get news(): PhotoNews | null {
    return this.#news;
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
      clearTimeout(this.#newsTimer);
      this.#workers?.close();
      this.#workers = null;
    };
  }

  /** Begins to make a photo of a file; it is set once it is cropped, where nothing else is told. */
  choose(owner: PhotoOwner, file: Blob, take: TakePhoto = (photo) => this.set(owner, photo)): void {
    this.endCropping();
    this.dismiss();
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

  /** Says for a moment why what was dropped or pasted becomes no photo. */
  refuse(sentence: string): void {
    this.dismiss();
    this.#refusal = sentence;
    this.#forgetSoon();
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

  /** Answers whether the photo is safe on this computer. */
  async set(owner: PhotoOwner, photo: MadePhoto): Promise<boolean> {
    return await this.#change({ owner, photo, changeId: null }, 'set');
  }

  async remove(owner: PhotoOwner): Promise<void> {
    await this.#change({ owner, photo: null, changeId: null }, 'removed');
  }

  /** Takes the last change back. */
  async undo(): Promise<void> {
    const done = this.#done;
    const changeId = done?.changeId ?? null;
    if (done === null || changeId === null || this.#news === null) return;
    await this.#attempt(async () => {
      await this.#client.edits.undo({ changeId });
      this.#say({ kind: 'undone', name: done.owner.displayName, hasWayBack: true });
    });
  }

  /** Makes again what was taken back. */
  async redo(): Promise<void> {
    if (this.#done !== null) await this.#change(this.#done, 'redone');
  }

  /** Writes the photo to a file that the user chooses. */
  async save({ id: personId }: PhotoOwner): Promise<void> {
    await this.#attempt(() => this.#client.photos.save({ personId }));
  }

  /** Puts the photo on the clipboard. */
  async copy({ id: personId, displayName: name }: PhotoOwner): Promise<void> {
    const isCopied = await this.#attempt(() => this.#client.photos.copy({ personId }));
    if (isCopied) this.#say({ kind: 'copied', name, hasWayBack: false });
  }

  /** Goes on with a drag of the photo out of the window. */
  async dragOut({ id: personId }: PhotoOwner): Promise<void> {
    this.#draggedOutId = personId;
    await this.#attempt(() => this.#client.photos.dragOut({ personId }));
  }

  /** Takes away what is said of the last photo. */
  dismiss(): void {
    this.#failure = null;
    this.#refusal = null;
    this.#say(null);
  }

  async #change(done: Done, kind: PhotoNews['kind']): Promise<boolean> {
    if (this.#isSetting) return false;
    this.#isSetting = true;
    const isDone = await this.#attempt(async () => {
      const changeId = await this.#send(done);
      this.#done = { ...done, changeId };
      const { displayName: name } = done.owner;
      this.#say({ kind, name, hasWayBack: changeId !== null });
    });
    this.#isSetting = false;
    return isDone;
  }

  async #send({ owner: { id: personId }, photo }: Done): Promise<string | null> {
    if (photo === null) return (await this.#client.photos.remove({ personId }))?.id ?? null;
    const { bytes, type } = photo;
    return (await this.#client.photos.set({ personId, bytes, type, jobId: null })).id;
  }

  async #attempt(act: () => Promise<unknown>): Promise<boolean> {
    this.#failure = null;
    try {
      await act();
      return true;
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
      return false;
    }
  }

  #say(news: PhotoNews | null): void {
    this.#news = news;
    if (news !== null) this.#refusal = null;
    this.#forgetSoon();
  }

  #forgetSoon(): void {
    clearTimeout(this.#newsTimer);
    this.#newsTimer = setTimeout(() => {
      this.#news = null;
      this.#refusal = null;
    }, saidForMs);
  }
}
