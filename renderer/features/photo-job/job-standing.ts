import type { JobItem } from '../../../preload/model/photo-job.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { PhotoJobRun } from '../../state/photo-job.svelte.ts';

/** How far a job is, in figures and in words. */
export interface JobStanding {
  readonly value: number;
  readonly maximum: number;
  readonly sentence: string;
  /**
   * The same for who hears it: it changes when something has come to an end, and not with every
   * photo.
   */
  readonly spoken: string;
}

type StandingRun = Pick<PhotoJobRun, 'phase' | 'done' | 'files' | 'job'>;

/** How a job stands: the making of photos first, then what the server has of them. */
export function standingOf(run: StandingRun, { photoJob }: Texts): JobStanding {
  const words = photoJob.job;
  const { phase, done, files } = run;
  if (phase === 'running' || phase === 'paused') {
    const isPaused = phase === 'paused';
    const sentence = (isPaused ? words.pausedAt : words.making)(done, files.length);
    const spoken = isPaused ? sentence : words.begun(files.length);
    return { value: done, maximum: files.length, sentence, spoken };
  }
  return standingAtServer(run, words);
}

function standingAtServer({ phase, files, job }: StandingRun, words: Texts['photoJob']['job']) {
  const items = job?.items ?? [];
  const total = job === null ? files.length : items.length;
  const sent = countOf(items, 'sent');
  const back = countOf(items, 'dropped', 'taken-back');
  const onItsWay = countOf(items, 'waiting', 'going-back');
  if (countOf(items, 'going-back') > 0) {
    const sentence = words.goingBack(back, total);
    return { value: back, maximum: total, sentence, spoken: words.undoing };
  }
  if (total > 0 && back === total) {
    const sentence = words.undone(total);
    return { value: total, maximum: total, sentence, spoken: sentence };
  }
  const isCancelled = phase === 'cancelled';
  const maximum = Math.max(1, isCancelled ? files.length : total);
  const sentence = isCancelled
    ? words.cancelled(total, files.length, sent)
    : words.atServer(sent, total, back);
  // What is still on its way is said once, and then how it has ended.
  const spoken = onItsWay > 0 ? words.prepared(total) : sentence;
  return { value: sent, maximum, sentence, spoken };
}

function countOf(items: readonly JobItem[], ...states: readonly JobItem['state'][]): number {
  return items.filter(({ state }) => states.includes(state)).length;
}
