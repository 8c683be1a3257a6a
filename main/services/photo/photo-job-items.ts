import type { Activity, ActivityOutcome } from '../../../preload/model/activity.ts';
import type { Change } from '../../../preload/model/change.ts';
import type { JobItem, JobItemState } from '../../../preload/model/photo-job.ts';

/** What the outbox and the log have of some photos. */
export interface JobTraces {
  /** What waits. */
  readonly changes: readonly Change[];
  /** What was told of them, the oldest first. */
  readonly lines: readonly Activity[];
}

const stateOfOutcome: Readonly<Record<ActivityOutcome, JobItemState>> = {
  applied: 'sent',
  'already-there': 'sent',
  'partly-applied': 'sent',
  discarded: 'dropped',
  undone: 'dropped',
  // Not in the outbox any more, and without a word of it: a later photo has taken its place.
  refused: 'dropped',
  conflict: 'dropped',
};

/**
 * How each photo of a job stands. `back` are the traces of the job that takes it back: a photo that
 * was sent, or may have been, stands as the one does that replaces it again.
 */
export function jobItemsOf(traces: JobTraces, back: JobTraces): JobItem[] {
  const items = new Map(itemsOf(traces).map((item) => [item.personId, item]));
  for (const way of itemsOf(back)) {
    const state = items.get(way.personId)?.state ?? 'sent';
    if (state !== 'sent' || way.state === 'dropped') continue;
    items.set(way.personId, { ...way, state: stateOfWay(way.state) });
  }
  return [...items.values()];
}

/** A way back that needs the user says so as any photo does. */
function stateOfWay(state: JobItemState): JobItemState {
  if (state === 'sent') return 'taken-back';
  return state === 'waiting' ? 'going-back' : state;
}

function itemsOf({ changes, lines }: JobTraces): JobItem[] {
  const items = new Map<string, JobItem>();
  for (const { personId, displayName, changeId, outcome } of lines) {
    const state = stateOfOutcome[outcome];
    items.set(changeId, { personId, displayName, changeId, state, message: null });
  }
  for (const { personId, displayName, id: changeId, state: how, error } of changes) {
    const state = how === 'sending' ? 'waiting' : how;
    const message = state === 'refused' ? (error?.message ?? null) : null;
    items.set(changeId, { personId, displayName, changeId, state, message });
  }
  return [...items.values()];
}
