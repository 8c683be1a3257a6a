import type { JobItemState } from '../model/photo-job.ts';

const takenBack: ReadonlySet<JobItemState> = new Set(['dropped', 'going-back', 'taken-back']);

/** Whether a photo of a job was taken back, is on its way back, or is not to be sent any more. */
export function isTakenBack({ state }: { readonly state: JobItemState }): boolean {
  return takenBack.has(state);
}
