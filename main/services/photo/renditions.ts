import type { Backoff } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import type { Connectivity } from '../connectivity.ts';
import { toAppError } from '../errors.ts';
import type { Moment } from '../moments.ts';
import { isAwaited } from '../outbox/own-photo.ts';
import { keyOf } from '../person-key.ts';
import { showPhotoMarks } from '../outbox/photo-marks.ts';
import type { AlfrescoClient } from '../ports/alfresco.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import type { OutboxStore, OwnPhoto } from '../ports/outbox-store.ts';
import { isServersFailure } from '../sync/patience.ts';
import { findPerson, takeOver } from '../sync/person-answer.ts';

/** Waits for the small pictures that the server makes of photos, some time after it has taken them. */
export interface Renditions {
  /** Photos may have been sent: looks after those whose small picture is still to come. */
  look(): void;
  /** The cache has news of people: those who got their small picture late are found there. */
  compare(): Promise<void>;
  /** Nothing is asked and nothing is written after this. */
  stop(): Promise<void>;
}

/** Seconds between one look and the next: the server takes one or two, and minutes when it is busy. */
const pausesSeconds = [1, 2, 4, 8, 15, 30, 60, 60, 60, 60];
/** So many are asked for before the list is told: it would be read anew for each of them. */
const mostInARow = 10;

interface Awaited {
  readonly pictureId: string;
  /** Looks so far. */
  readonly looks: number;
  /** When the next one is due, by the clock's own time. */
  readonly dueMs: number;
}

/**
 * Creates the waiting. Each person is asked for alone and rarer each time, one request after the
 * other, and none while the server is away; after five minutes the picture counts as late.
 */
export function createRenditions(options: {
  readonly client: AlfrescoClient;
  readonly store: DirectoryStore;
  readonly outboxStore: Pick<OutboxStore, 'changes' | 'ownPhotos' | 'ownPhotoOf' | 'write'>;
  readonly connectivity: Connectivity;
  readonly backoff: Backoff;
  readonly clock: Clock;
  readonly moments: () => Moment;
  readonly onChanged: () => void;
}): Renditions {
  const { client, store, outboxStore, connectivity, backoff, clock, moments } = options;
  const end = new AbortController();
  /** Sent before this start: by now, a new small picture may be that of somebody else's photo. */
  const ofBefore = new Set(
    outboxStore.ownPhotos.filter(isAwaited).map(({ picture }) => picture.id),
  );
  const awaited = new Map<string, Awaited>();
  let running: Promise<void> | null = null;
  let hurry = new AbortController();

  /** Takes up what is awaited by now, and lets go of what is not. */
  function takeUp(): void {
    const photos = outboxStore.ownPhotos.filter(isAwaited);
    const keys = new Set(photos.map(({ personId }) => keyOf(personId)));
    for (const key of awaited.keys()) if (!keys.has(key)) awaited.delete(key);
    for (const { personId, picture } of photos) {
      const key = keyOf(personId);
      if (awaited.get(key)?.pictureId === picture.id) continue;
      awaited.set(key, { pictureId: picture.id, looks: 0, dueMs: clock.elapsedMs() + pauseMs(0) });
    }
  }

  async function write(photo: OwnPhoto, news: OwnPhoto | null): Promise<void> {
    const { personId } = photo;
    // Replaced by another one meanwhile: this was about the former.
    if (end.signal.aborted || outboxStore.ownPhotoOf(personId) !== photo) return;
    try {
      outboxStore.write({ own: [{ personId, photo: news }] });
      await showPhotoMarks(store, outboxStore, [personId]);
    } catch {
      // A full disk costs a further look.
    }
  }

  /** A small picture is there: of ours, unless so much time has passed that it may be another's. */
  async function settle(photo: OwnPhoto, avatarId: string): Promise<void> {
    const isSure = isAwaited(photo) && !ofBefore.has(photo.picture.id);
    await write(photo, isSure ? { ...photo, avatarId } : null);
  }

  const isMade = (photo: OwnPhoto, avatarId: string | null): avatarId is string =>
    avatarId !== null && avatarId !== photo.avatarIdBefore;

  /** Answers whether something has changed; rejects where the server cannot say. */
  async function ask(photo: OwnPhoto): Promise<boolean> {
    const answer = await findPerson(client, photo.personId, moments, end.signal);
    if (end.signal.aborted) return false;
    connectivity.succeed();
    const avatarId = answer.person?.avatarId ?? null;
    // First the cache: the other way round, what it has for a moment would look like another's photo.
    const isChanged = await takeOver(store, answer);
    if (!isMade(photo, avatarId)) return isChanged;
    await settle(photo, avatarId);
    return true;
  }

  /** The same; a server that is in trouble is left alone by all that asks it. */
  async function tryToAsk(photo: OwnPhoto): Promise<boolean> {
    try {
      return await ask(photo);
    } catch (error) {
      const { data } = toAppError(error);
      if (isServersFailure(data) && backoff.failures === 0) backoff.fail(null);
      connectivity.fail(data);
      return false;
    }
  }

  /** One look at somebody; after the last one the picture is late. */
  async function lookAt(key: string, { pictureId, looks }: Awaited): Promise<boolean> {
    const photo = outboxStore.ownPhotoOf(key);
    if (!isAwaited(photo) || photo.picture.id !== pictureId) return false;
    const next = looks + 1;
    awaited.set(key, { pictureId, looks: next, dueMs: clock.elapsedMs() + pauseMs(next) });
    const isChanged = await tryToAsk(photo);
    const isLast = next >= pausesSeconds.length && !end.signal.aborted;
    if (isLast) await write(photo, { ...photo, isLate: true });
    return isChanged || isLast;
  }

  /** Asks for those who are due, a few in a row. */
  async function lookAtDue(): Promise<void> {
    let isChanged = false;
    const due = [...awaited].filter(([, { dueMs }]) => dueMs <= clock.elapsedMs());
    for (const [key, one] of due.slice(0, mostInARow)) {
      if (isThere() && (await lookAt(key, one))) isChanged = true;
    }
    if (isChanged && !end.signal.aborted) options.onChanged();
  }

  async function run(): Promise<void> {
    takeUp();
    while (awaited.size > 0 && isThere()) {
      const firstMs = Math.min(...Array.from(awaited.values(), ({ dueMs }) => dueMs));
      const waitMs = Math.max(firstMs - clock.elapsedMs(), backoff.remainingMs());
      const signal = AbortSignal.any([end.signal, hurry.signal]);
      if (waitMs > 0) await clock.sleep(waitMs, signal).catch(() => undefined);
      else await lookAtDue();
      takeUp();
    }
  }

  function isThere(): boolean {
    return !end.signal.aborted && connectivity.state.status === 'online';
  }

  function look(): void {
    // Whoever was sent just now is due before those who have been waited for.
    hurry.abort();
    hurry = new AbortController();
    if (running === null) start();
  }

  function start(): void {
    running = null;
    // Somebody may have called in the moment in which it ended.
    if (isThere() && outboxStore.ownPhotos.some(isAwaited)) running = run().finally(start);
  }

  const forget = connectivity.changed.subscribe(look);

  return {
    look,
    async compare() {
      const open = outboxStore.ownPhotos.filter(({ avatarId }) => avatarId === null);
      for (const photo of open) {
        const stored = await store.getInAnyCase(photo.personId);
        const avatarId = stored?.person.avatarId ?? null;
        if (isMade(photo, avatarId)) await settle(photo, avatarId);
      }
    },
    async stop() {
      forget();
      end.abort();
      await running;
    },
  };
}

function pauseMs(looks: number): number {
  return (pausesSeconds[looks] ?? 60) * 1000;
}
