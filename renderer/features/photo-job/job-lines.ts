import type { JobItem } from '../../../preload/model/photo-job.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { MatchedFile } from '../../state/matched-file.svelte.ts';

/** What became of one photo of a job. */
export interface JobLine {
  readonly key: string;
  readonly personId: string;
  readonly name: string;
  /** The file that it was made of, where that is still known. */
  readonly file: string | null;
  readonly state: string;
  /** Why it needs the user. */
  readonly reason: string | null;
  readonly isNeedy: boolean;
  /** Whether the user is to decide between two photos. */
  readonly isConflict: boolean;
}

const needyStates: ReadonlySet<JobItem['state']> = new Set(['refused', 'conflict']);

/** What became of each photo, those that need the user first. */
export function jobLinesOf(
  files: readonly MatchedFile[],
  items: readonly JobItem[],
  texts: Texts,
): readonly JobLine[] {
  const itemOf = new Map(items.map((item) => [item.personId, item]));
  const ofFiles = files.map((file) => lineOfFile(file, itemOf.get(file.person?.id ?? ''), texts));
  const known = new Set(files.map(({ person }) => person?.id));
  const others = items
    .filter(({ personId }) => !known.has(personId))
    .map((item) => lineOfItem(item, texts));
  return [...ofFiles, ...others].sort((a, b) => Number(b.isNeedy) - Number(a.isNeedy));
}

function lineOfFile(file: MatchedFile, item: JobItem | undefined, texts: Texts): JobLine {
  const { states } = texts.photoJob;
  const name = file.person?.displayName ?? '';
  const personId = file.person?.id ?? '';
  const about = { personId, isConflict: false };
  const line = { ...about, key: `file-${String(file.key)}`, name, file: file.name };
  if (file.progress === 'failed') {
    const reason = file.fault === null ? file.reason : texts.photos.faults[file.fault];
    return { ...line, state: states.failed, reason, isNeedy: true };
  }
  if (file.progress === 'kept' && item !== undefined) {
    return { ...line, ...outcomeOf(item, texts) };
  }
  return { ...line, state: states[file.progress], reason: null, isNeedy: false };
}

function lineOfItem(item: JobItem, texts: Texts): JobLine {
  const { changeId, personId, displayName } = item;
  return { key: changeId, personId, name: displayName, file: null, ...outcomeOf(item, texts) };
}

function outcomeOf({ state, message }: JobItem, { photoJob }: Texts) {
  const isConflict = state === 'conflict';
  const isNeedy = needyStates.has(state);
  return { state: photoJob.states[state], reason: message, isNeedy, isConflict };
}
