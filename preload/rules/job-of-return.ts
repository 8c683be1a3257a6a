/** What the id of a job begins with that takes another one back. */
export const returnMark = '<';

/** Whether a job takes another one back. */
export function isReturn(jobId: string): boolean {
  return jobId.startsWith(returnMark);
}

/**
 * The job that the photos have in common which take those of another job back; null for a photo of
 * no job, and for one that is on its way back itself.
 */
export function jobOfReturn(jobId: string | null): string | null {
  return jobId === null || isReturn(jobId) ? null : `${returnMark}${jobId}`;
}
