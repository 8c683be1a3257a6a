import type { AppErrorData } from '../../preload/model/app-error.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import type { MadePhoto } from '../photos/photo-task.ts';

const saidForMs = 10_000;

/** Whose photo it is about. */
export interface PhotoOwner {
  readonly id: string;
  readonly displayName: string;
}

/** What is said for a moment once a photo was changed. */
export interface PhotoNews {
  readonly kind: 'set' | 'removed' | 'undone' | 'redone' | 'copied' | 'saved';
  readonly name: string;
  /** Whether there is a way back, or a way back again. */
  readonly hasWayBack: boolean;
}

/** Why something becomes no photo; another one each time, also where it is said again. */
export interface PhotoRefusal {
  readonly sentence: string;
}

/** A change of a photo, as far as it can be taken back and made again. */
interface Done {
  readonly owner: PhotoOwner;
  /** Null where the photo was taken away. */
  readonly photo: MadePhoto | null;
  /** Null where it only took back what had not been sent. */
  readonly changeId: string | null;
}

/** What is done with the photo of one person, what is said of it, and the way back. */
export class PhotoChanges {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #failure = $state.raw<AppErrorData | null>(null);
  #refusal = $state.raw<PhotoRefusal | null>(null);
  #underWay = $state(0);
  #news = $state.raw<PhotoNews | null>(null);
  #done: Done | null = null;
  /** One after the other: what was asked for last is what is there in the end. */
  #lastTurn: Promise<unknown> = Promise.resolve();
  #newsTimer: ReturnType<typeof setTimeout> | undefined;
  #isKept = false;

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  /** Why the last thing that was asked for was not done. */
  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** Why what was dropped or pasted becomes no photo. */
  get refusal(): PhotoRefusal | null {
    return this.#refusal;
  }

  get isSetting(): boolean {
    return this.#underWay > 0;
  }

  get news(): PhotoNews | null {
    return this.#news;
  }

  /** Forgets what was to be forgotten when the directory is closed. */
  follow(): () => void {
    return () => clearTimeout(this.#newsTimer);
  }

  /** Says for a moment why what was dropped or pasted becomes no photo. */
  refuse(sentence: string): void {
    this.dismiss();
    this.#refusal = { sentence };
    this.#forgetSoon();
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
    await this.#inTurn(async () => {
      const changeId = this.#done?.changeId ?? null;
      if (this.#done === null || changeId === null || !this.#isForward) return;
      await this.#client.edits.undo({ changeId });
      this.#say({ kind: 'undone', name: this.#done.owner.displayName, hasWayBack: true });
    });
  }

  /** Makes again what was taken back. */
  async redo(): Promise<void> {
    if (this.#done !== null && this.#news?.kind === 'undone') {
      await this.#change(this.#done, this.#done.photo === null ? 'removed' : 'redone');
    }
  }

  /** Writes the photo to a file that the user chooses. */
  async save({ id: personId, displayName: name }: PhotoOwner): Promise<void> {
    await this.#attempt(async () => {
      const isSaved = await this.#client.photos.save({ personId });
      if (isSaved) this.#say({ kind: 'saved', name, hasWayBack: false });
    });
  }

  /** Puts the photo on the clipboard. */
  async copy({ id: personId, displayName: name }: PhotoOwner): Promise<void> {
    const isCopied = await this.#attempt(() => this.#client.photos.copy({ personId }));
    if (isCopied) this.#say({ kind: 'copied', name, hasWayBack: false });
  }

  /** Goes on with a drag of the photo out of the window. */
  async dragOut({ id: personId }: PhotoOwner): Promise<void> {
    await this.#attempt(() => this.#client.photos.dragOut({ personId }));
  }

  /** Takes away what is said of the last photo. */
  dismiss(): void {
    this.#isKept = false;
    this.#failure = null;
    this.#refusal = null;
    this.#say(null);
  }

  /** Leaves what is said there while somebody is at it with the keys or the pointer. */
  keep(): void {
    this.#isKept = true;
    clearTimeout(this.#newsTimer);
  }

  /** Takes away in a moment what was kept. */
  letGo(): void {
    this.#isKept = false;
    this.#forgetSoon();
  }

  /** Whether the last change stands and can be taken back. */
  get #isForward(): boolean {
    return this.#news !== null && this.#news.kind !== 'undone' && this.#news.hasWayBack;
  }

  #change(done: Done, kind: PhotoNews['kind']): Promise<boolean> {
    return this.#inTurn(async () => {
      const changeId = await this.#send(done);
      this.#done = { ...done, changeId };
      const { displayName: name } = done.owner;
      this.#say({ kind, name, hasWayBack: changeId !== null });
    });
  }

  async #send({ owner: { id: personId }, photo }: Done): Promise<string | null> {
    if (photo === null) return (await this.#client.photos.remove({ personId }))?.id ?? null;
    const { bytes, type } = photo;
    return (await this.#client.photos.set({ personId, bytes, type, jobId: null })).id;
  }

  /** Acts once what was asked for before is done; answers whether it succeeded. */
  async #inTurn(act: () => Promise<unknown>): Promise<boolean> {
    this.#underWay += 1;
    const turn = this.#lastTurn.then(() => this.#attempt(act));
    this.#lastTurn = turn;
    const isDone = await turn;
    this.#underWay -= 1;
    return isDone;
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
    if (this.#isKept) return;
    this.#newsTimer = setTimeout(() => {
      this.#news = null;
      this.#refusal = null;
    }, saidForMs);
  }
}
