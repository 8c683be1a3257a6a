import { describe, expect, it } from 'vitest';
import { jobItemsOf, type JobTraces } from '../../../../../main/services/photo/photo-job-items.ts';
import type { Activity, ActivityOutcome } from '../../../../../preload/model/activity.ts';
import type { Change } from '../../../../../preload/model/change.ts';
import { makeChange } from '../../../../support/changes.ts';

const nothing: JobTraces = { changes: [], lines: [] };

function change(personId: string, given: Partial<Change> = {}): Change {
  return makeChange({
    id: `of-${personId}`,
    personId,
    displayName: personId,
    kind: 'photo',
    ...given,
  });
}

function line(personId: string, outcome: ActivityOutcome, id = 1): Activity {
  const changeId = `of-${personId}`;
  const times = { at: '2026-03-01T09:00:00.000Z', userId: 'admin' };
  const values = { before: {}, after: {}, fields: [], photo: null, status: null, message: null };
  return {
    id,
    changeId,
    personId,
    displayName: personId,
    kind: 'photo',
    outcome,
    ...times,
    ...values,
  };
}

/** How each photo stands. */
function statesOf(traces: Partial<JobTraces>, back: Partial<JobTraces> = {}): string[] {
  const items = jobItemsOf({ ...nothing, ...traces }, { ...nothing, ...back });
  return items.map(({ personId, state }) => `${personId} ${state}`);
}

describe('a photo of a job', () => {
  it('waits as long as it is in the outbox', () => {
    const changes = [
      change('a'),
      change('b', { state: 'sending' }),
      change('c', { state: 'conflict' }),
    ];
    expect(statesOf({ changes })).toEqual(['a waiting', 'b waiting', 'c conflict']);
  });

  it('is refused with the words of the refusal', () => {
    const error = {
      code: 'server',
      message: 'No.',
      reason: null,
      retryable: false,
      traceId: 't',
    } as const;
    const changes = [change('a', { state: 'refused', error })];
    const [item] = jobItemsOf({ changes, lines: [line('a', 'refused')] }, nothing);
    expect(item).toMatchObject({ state: 'refused', message: 'No.' });
  });

  it('is sent, or dropped, as the log says', () => {
    const lines = [
      line('a', 'applied'),
      line('b', 'already-there'),
      line('c', 'discarded'),
      line('d', 'undone'),
    ];
    expect(statesOf({ lines })).toEqual(['a sent', 'b sent', 'c dropped', 'd dropped']);
  });

  it('is sent where it was refused before', () => {
    expect(statesOf({ lines: [line('a', 'refused', 1), line('a', 'applied', 2)] })).toEqual([
      'a sent',
    ]);
  });

  it('is dropped where a later photo has taken its place', () => {
    expect(statesOf({ lines: [line('a', 'refused')] })).toEqual(['a dropped']);
  });

  it('goes back, and is taken back', () => {
    const lines = [line('a', 'applied'), line('b', 'applied'), line('c', 'applied')];
    const back = {
      changes: [change('a', { id: '1' })],
      lines: [line('b', 'applied'), line('c', 'discarded')],
    };
    expect(statesOf({ lines }, back)).toEqual(['a going-back', 'b taken-back', 'c sent']);
  });

  it('goes back where it was on its way when it was taken back', () => {
    expect(statesOf({}, { changes: [change('a')] })).toEqual(['a going-back']);
    expect(statesOf({}, { lines: [line('a', 'applied')] })).toEqual(['a taken-back']);
  });
});
