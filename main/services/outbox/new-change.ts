import { randomUUID } from 'node:crypto';
import type { Change } from '../../../preload/model/change.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import { asNew } from './pending.ts';

/** Makes a change of a person with nothing in it yet, behind all that was made before. */
export type NewChange = (personId: string, displayName: string, kind: Change['kind']) => Change;

/** Creates the maker of changes of an outbox. */
export function createNewChange(
  store: Pick<OutboxStore, 'nextPlace'>,
  now: () => number,
): NewChange {
  return (personId, displayName, kind) => ({
    id: randomUUID(),
    place: store.nextPlace(),
    personId,
    displayName,
    kind,
    base: {},
    mine: {},
    maybeSent: {},
    ...asNew,
    photo: null,
    wasAbsent: false,
    madeAt: new Date(now()).toISOString(),
    attempts: 0,
  });
}
