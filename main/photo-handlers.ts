import type { RollcallContract } from '../preload/contract/contract.ts';
import type { Handlers } from '../preload/contract/define.ts';
import type { Directory } from './services/directory.ts';
import { asFileName, endingOf } from './services/photo/file-names.ts';
import type { PhotoOfPerson } from './services/photo/person-photos.ts';
import type { Clipboard } from './services/ports/clipboard.ts';
import type { FileDragger } from './services/ports/file-dragger.ts';
import type { FileSaver } from './services/ports/file-saver.ts';

/** The handlers of people's photos. */
export type PhotoHandlers = Pick<Handlers<RollcallContract>, 'photos' | 'photoJobs'>;

/** Puts the photos of the open directory behind their handlers. */
export function createPhotoHandlers(parts: {
  /** Throws `AppError` where none is open. */
  readonly directory: () => Directory;
  readonly fileSaver: FileSaver;
  readonly clipboard: Clipboard;
  readonly fileDragger: FileDragger;
  readonly now: () => number;
}): PhotoHandlers {
  const { directory, fileSaver, clipboard, fileDragger, now } = parts;
  const photos = (): Directory['personPhotos'] => directory().personPhotos;
  const edits = (): Directory['editing']['outbox']['photos'] => directory().editing.outbox.photos;
  const jobs = (): Directory['photoJobs'] => directory().photoJobs;
  return {
    photos: {
      set: (photo) => photos().set(photo),
      match: ({ names }) => photos().match(names),
      remove: ({ personId }) => edits().remove(personId, null),
      conflict: ({ changeId }) => photos().conflict(changeId),
      async decide({ changeId, keep }) {
        await edits().decide(changeId, keep);
        return null;
      },
      async save({ personId }) {
        const photo = await photos().best(personId);
        const extension = endingOf(photo.type);
        return fileSaver.save({
          suggestedName: nameOf(photo),
          kind: extension === 'png' ? 'PNG' : 'JPEG',
          extension,
          contents: photo.bytes,
        });
      },
      async copy({ personId }) {
        await clipboard.writeImage(await photos().best(personId));
        return null;
      },
      async dragOut({ personId }) {
        const photo = await photos().best(personId);
        await fileDragger.drag({ name: nameOf(photo), bytes: photo.bytes });
        return null;
      },
      async startExport({ picked }) {
        const { photoExport } = directory();
        const sink = await fileSaver.open({
          suggestedName: `rollcall-photos-${new Date(now()).toISOString().slice(0, 10)}.zip`,
          kind: 'ZIP',
          extension: 'zip',
        });
        if (sink !== null) await photoExport.start(sink, picked);
        return sink !== null;
      },
      cancelExport() {
        directory().photoExport.cancel();
        return null;
      },
      exportState: () => directory().photoExport.state,
    },
    photoJobs: {
      state: ({ jobId }) => jobs().state(jobId),
      list: () => jobs().list(),
      async retry({ jobId }) {
        await jobs().retry(jobId);
        return null;
      },
      undo: ({ jobId }) => jobs().undo(jobId),
    },
  };
}

function nameOf({ person, type }: PhotoOfPerson): string {
  return `${asFileName(person.displayName)}.${endingOf(type)}`;
}
