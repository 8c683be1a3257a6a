import type { Change } from '../../../../preload/model/change.ts';
import { broken } from './broken-invariant.ts';
import type { Writer } from './history.ts';
import { checkAtEnd, checkConflict, checkSent, checkUndone, checkWish } from './photo-checks.ts';
import {
  createPhotoRecord,
  currentOf,
  forgetAttempts,
  photoChangesOf,
  type PhotoRecord,
  pictureOf,
  type Wanted,
} from './photo-record.ts';

/** Something that the user has taken back. */
export interface Undo {
  /** As it waited; undefined where it was sent. */
  readonly undone: Change | undefined;
  readonly saw: string | null;
}

/** As many wishes as a change can go back to, and the latest one. */
const longestChain = 21;

/** What the user wants of photos, and what the server has had: what the outbox is held against. */
export interface PhotoOracle {
  /** Somebody has another photo at the server from now on. */
  write(key: string, photo: { picture: Wanted; avatarId: string | null }, by: Writer): void;
  /** A photo, or none, that was acknowledged, in the place of what the user saw. */
  wish(key: string, wish: { picture: Wanted; saw: string | null; change: Change | null }): void;
  /** The user has decided to replace it. */
  decide(key: string, theirAvatarId: string | null): void;
  /**
   * What waits was taken back or given up, or what was sent is to be taken back, in the place of what the
   * user saw: what waits now is what is wanted, and it must be something that was wanted or there before.
   */
  follow(key: string, changes: readonly Change[], undo?: Undo): void;
  /** A request of ours about a person, which the server answers with what it has. */
  read(key: string): void;
  /** A photo of ours arrives. */
  send(key: string, picture: Wanted): void;
  /** The answer to a request of ours may be lost. */
  lose(key: string, method: 'PUT' | 'DELETE'): void;
  /** What must hold at every moment. */
  check(changes: readonly Change[]): void;
  /** What must hold once nothing waits. */
  checkAtRest(): void;
}

/** Creates the oracle. */
export function createPhotoOracle(now: () => number, hasCacheFailed: () => boolean): PhotoOracle {
  const byKey = new Map<string, PhotoRecord>();

  function of(key: string): PhotoRecord {
    const record = byKey.get(key) ?? createPhotoRecord(key);
    byKey.set(key, record);
    return record;
  }

  function add({ wishes }: PhotoRecord, picture: Wanted, takesBack = false): void {
    wishes.push({ picture, takesBack, at: now() });
  }

  return {
    write(key, photo, by) {
      of(key).entries.push({ ...photo, by, at: now() });
    },
    wish(key, { picture, saw, change }) {
      const record = of(key);
      record.seen.add(saw);
      // Whoever wants none is content with what somebody else has removed.
      if (picture === null) record.seen.add(null);
      add(record, picture, change === null);
      if (change === null) return;
      const chain = [...(record.chains.get(change.id) ?? []), picture];
      record.chains.set(change.id, chain.slice(-longestChain));
    },
    decide(key, theirAvatarId) {
      const record = of(key);
      record.seen.add(theirAvatarId);
      forgetAttempts(record);
    },
    follow(key, changes, undo) {
      const record = of(key);
      const pending = photoChangesOf(changes, key).at(-1);
      if (undo?.undone !== undefined) checkUndone(record, undo.undone, pending);
      else if (undo !== undefined) record.seen.add(undo.saw);
      if (pending === undefined) {
        for (const { picture } of record.wishes.splice(0)) record.givenUp.add(picture);
        return;
      }
      const picture = pictureOf(pending);
      if (picture === record.wishes.at(-1)?.picture) return;
      const isKnown = [...record.wishes, ...record.entries].some((one) => one.picture === picture);
      if (!isKnown) broken('a photo out of nowhere', key, picture);
      if (record.chains.get(pending.id)?.at(-1) !== picture)
        record.chains.set(pending.id, [picture]);
      add(record, picture);
    },
    read(key) {
      const record = of(key);
      record.readBefore = currentOf(record);
    },
    send(key, picture) {
      checkSent(of(key), picture, hasCacheFailed());
    },
    lose(key, method) {
      const record = of(key);
      record.mayHaveArrived[method === 'PUT' ? 'upload' : 'removal'] = true;
      record.replacedByUs ??= record.readBefore;
    },
    check(changes) {
      for (const [key, record] of byKey) {
        const waiting = photoChangesOf(changes, key);
        for (const change of waiting) {
          if (change.state === 'conflict') checkConflict(record, change, hasCacheFailed());
        }
        checkWish(record, waiting.at(-1));
        if (waiting.length > 1) record.isMixed = true;
        if (waiting.length > 0) continue;
        record.isMixed = false;
        record.seen.clear();
        record.chains.clear();
        forgetAttempts(record);
      }
    },
    checkAtRest() {
      for (const record of byKey.values()) checkAtEnd(record);
    },
  };
}
