import type { JobItem, JobUndo, PastPhotoJob, PhotoJob } from '../../../preload/model/photo-job.ts';
import { isReturn, jobOfReturn } from '../../../preload/rules/job-of-return.ts';
import { isTakenBack } from '../../../preload/rules/taken-back.ts';
import type { Clock } from '../clock.ts';
import { createAppError, toAppError } from '../errors.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { jobItemsOf, type JobTraces } from './photo-job-items.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';

/** Photos that were set in one go. All that is known of them is in the outbox and in the log. */
export interface PhotoJobs {
  state(jobId: string): PhotoJob;
  /** The latest jobs, the newest first. */
  list(): PastPhotoJob[];
  /** Tries again what was refused. */
  retry(jobId: string): Promise<void>;
  /** Drops what waits, and sends back what there was before. */
  undo(jobId: string): Promise<JobUndo>;
}

const mostListed = 20;
/** How long one waits for a photo that is on its way at this very moment. */
const onItsWayMs = 10_000;

/** Creates the jobs of a directory. */
export function createPhotoJobs(options: {
  readonly outbox: Outbox;
  readonly log: Pick<OutboxStore, 'activityOfJob' | 'photoJobs'>;
  readonly clock: Clock;
}): PhotoJobs {
  const { outbox, log, clock } = options;

  function tracesOf(jobId: string | null): JobTraces {
    if (jobId === null) return { changes: [], lines: [] };
    const changes = outbox.changes.filter(({ photo }) => photo?.jobId === jobId);
    return { changes, lines: log.activityOfJob(jobId) };
  }

  const itemsOf = (jobId: string): JobItem[] =>
    jobItemsOf(tracesOf(jobId), tracesOf(jobOfReturn(jobId)));

  /** What is being sent can be neither dropped nor sent back until it has arrived. */
  async function settled(personId: string): Promise<void> {
    const end = new AbortController();
    const isFree = outbox.whenFree(personId).then(() => true);
    const isLate = clock.sleep(onItsWayMs, end.signal).then(
      () => false,
      () => false,
    );
    try {
      if (await Promise.race([isFree, isLate])) return;
    } finally {
      end.abort();
    }
    throw createAppError('conflict', 'This photo is just being sent. Take it back in a moment.', {
      retryable: true,
    });
  }

  /** Takes a photo back, whatever of the same job it has replaced; whether that is to be sent. */
  async function takeBack(changeId: string, jobId: string): Promise<boolean> {
    let back = await outbox.undo(changeId);
    while (back?.photo?.jobId === jobId) back = await outbox.undo(changeId);
    return back?.photo?.jobId === jobOfReturn(jobId);
  }

  return {
    state: (jobId) => ({ jobId, items: itemsOf(jobId) }),
    list() {
      const jobs = new Map(log.photoJobs(mostListed).map((job) => [job.jobId, job]));
      for (const { photo, madeAt } of outbox.changes) {
        const jobId = photo?.jobId ?? null;
        if (jobId === null || isReturn(jobId) || jobs.has(jobId)) continue;
        jobs.set(jobId, { jobId, at: madeAt });
      }
      return [...jobs.values()]
        .map((job) => {
          const items = itemsOf(job.jobId);
          return { ...job, people: items.length, takenBack: items.filter(isTakenBack).length };
        })
        .sort((a, b) => (a.at < b.at ? 1 : -1))
        .slice(0, mostListed);
    },
    async retry(jobId) {
      const ids = itemsOf(jobId)
        .filter(({ state }) => state === 'refused')
        .map(({ changeId }) => changeId);
      if (ids.length > 0) await outbox.retry(ids);
    },
    async undo(jobId) {
      let dropped = 0;
      let goingBack = 0;
      const failed: JobUndo['failed'] = [];
      // From the end: what is sent next is what was set first, and there is least of it to send back.
      const open = itemsOf(jobId).filter((item) => !isTakenBack(item));
      for (const { changeId, personId, displayName } of open.reverse()) {
        try {
          await settled(personId);
          if (await takeBack(changeId, jobId)) goingBack += 1;
          else dropped += 1;
        } catch (error) {
          const { message } = toAppError(error).data;
          failed.push({ personId, displayName, message });
        }
      }
      return { dropped, goingBack, failed };
    },
  };
}
