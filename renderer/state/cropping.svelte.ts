import {
  type Crop,
  defaultCrop,
  keepInside,
  mostZoomOf,
  moveCrop,
  turnCrop,
  zoomCrop,
} from '../../preload/rules/crop.ts';
import { pictureLimitBytes } from '../../preload/rules/pictures/sniff-picture.ts';
import type { MadePhoto, OpenPicture, PhotoAnswer, PhotoFault } from '../photos/photo-task.ts';
import type { PhotoWorkers } from '../photos/photo-workers.ts';

/** As sharp as any window shows it, and quick to draw. */
const longestPx = 1600;

/** A picture on its way to a photo: which part of it is to be seen. */
export class Cropping {
  readonly #workers: PhotoWorkers;
  /** With its bytes: a file that is moved or changed meanwhile is still what the user sees. */
  readonly #file: Promise<Blob>;
  readonly #abort = new AbortController();
  #picture = $state.raw<OpenPicture | null>(null);
  #crop = $state.raw<Crop | null>(null);
  #fault = $state<PhotoFault | null>(null);
  #isMaking = $state(false);

  /** Begins to read the picture at once; without a crop to begin with, the default one is shown. */
  constructor(workers: PhotoWorkers, file: Blob, start: Crop | null = null) {
    this.#workers = workers;
    this.#file = copyOf(file);
    void this.#open(start);
  }

  /** Null while it is being read, and where it cannot be. */
  get picture(): OpenPicture | null {
    return this.#picture;
  }

  /** Known with the picture. */
  get crop(): Crop | null {
    return this.#crop;
  }

  /** Why there will be no photo. */
  get fault(): PhotoFault | null {
    return this.#fault;
  }

  get isMaking(): boolean {
    return this.#isMaking;
  }

  /** The largest zoom that the picture is good for. */
  get mostZoom(): number {
    return this.#picture === null ? 1 : mostZoomOf(this.#picture);
  }

  /** Moves the picture by parts of the frame's side. */
  move(right: number, down: number): void {
    this.#change((crop, picture) => moveCrop(crop, picture, right, down));
  }

  /** Zooms; what is at the place named stays there. */
  zoomTo(zoom: number, at?: { readonly right: number; readonly down: number }): void {
    this.#change((crop, picture) => zoomCrop(crop, picture, zoom, at));
  }

  zoomBy(factor: number, at?: { readonly right: number; readonly down: number }): void {
    if (this.#crop !== null) this.zoomTo(this.#crop.zoom * factor, at);
  }

  turn(direction: 'left' | 'right'): void {
    this.#change((crop) => turnCrop(crop, direction));
  }

  reset(): void {
    this.#change((_crop, picture) => defaultCrop(picture));
  }

  /** Makes the photo; null where that failed, which `fault` tells of, or was given up. */
  async make(): Promise<MadePhoto | null> {
    const crop = this.#crop;
    if (crop === null || this.#isMaking) return null;
    this.#isMaking = true;
    const answer = await this.#ask((file, signal) => this.#workers.make(file, crop, signal));
    this.#isMaking = false;
    if (answer === null) return null;
    if (answer.ok) return answer.value;
    this.#fault = answer.fault;
    return null;
  }

  /** Gives the picture up. */
  close(): void {
    this.#abort.abort();
    this.#picture?.bitmap.close();
    this.#picture = null;
  }

  async #open(start: Crop | null): Promise<void> {
    const answer = await this.#ask((file, signal) => this.#workers.open(file, longestPx, signal));
    if (answer === null) return;
    if (!answer.ok) {
      this.#fault = answer.fault;
      return;
    }
    this.#crop = start === null ? defaultCrop(answer.value) : keepInside(start, answer.value);
    this.#picture = answer.value;
  }

  /** Null where it was given up. */
  async #ask<T>(
    ask: (file: Blob, signal: AbortSignal) => Promise<PhotoAnswer<T>>,
  ): Promise<PhotoAnswer<T> | null> {
    const file = await this.#file.catch(() => null);
    if (file === null) return { ok: false, fault: 'unreadable' };
    return await ask(file, this.#abort.signal).catch(() => null);
  }

  #change(next: (crop: Crop, picture: OpenPicture) => Crop): void {
    if (this.#crop === null || this.#picture === null || this.#isMaking) return;
    this.#crop = next(this.#crop, this.#picture);
  }
}

/** What is too large is not read at all: it is refused by its size. */
async function copyOf(file: Blob): Promise<Blob> {
  return file.size > pictureLimitBytes ? file : new Blob([await file.arrayBuffer()]);
}
