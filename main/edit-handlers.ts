import type { RollcallContract } from '../preload/contract/contract.ts';
import type { Handlers } from '../preload/contract/define.ts';
import { linkFor } from '../preload/rules/links.ts';
import { activityAsCsv } from './services/activity-csv.ts';
import type { Directory } from './services/directory.ts';
import { createAppError } from './services/errors.ts';
import type { FileSaver } from './services/ports/file-saver.ts';
import type { LinkOpener } from './services/ports/link-opener.ts';

type All = Handlers<RollcallContract>;

/** The handlers of changing people, and of what became of it. */
export type EditHandlers = Pick<All, 'edits' | 'outbox' | 'activity' | 'links'>;

/** As many changes as the list of what waits shows. */
const mostListed = 1000;

/** Puts the editing of the open directory behind its handlers. */
export function createEditHandlers(parts: {
  /** Throws `AppError` where none is open. */
  readonly directory: () => Directory;
  readonly fileSaver: FileSaver;
  readonly linkOpener: LinkOpener;
  readonly now: () => number;
}): EditHandlers {
  const editing = (): Directory['editing'] => parts.directory().editing;
  const outbox = (): Directory['editing']['outbox'] => editing().outbox;
  return {
    edits: {
      save: (edit) => outbox().save(edit),
      create: (person) => outbox().create(person),
      isTaken: ({ id }) => editing().isTaken(id),
      lookalikes: async (query) => [...(await parts.directory().store.lookalikes(query))],
      undo: ({ changeId }) => outbox().undo(changeId),
      lockedFields: ({ personId }) => [...outbox().lockedFields(personId)],
      draft: ({ personId }) => editing().drafts.draft(personId),
      keepDraft(draft) {
        editing().drafts.keepDraft(draft);
        return null;
      },
      dropDraft({ personId }) {
        editing().drafts.dropDraft(personId);
        return null;
      },
    },
    outbox: {
      state: () => outbox().state,
      list: () => outbox().changes.slice(0, mostListed),
      ofPerson: ({ personId }) => [...outbox().ofPerson(personId)],
      async retry({ ids }) {
        await outbox().retry(ids);
        return null;
      },
      async discard({ ids }) {
        await outbox().discard(ids);
        return null;
      },
      async resolve(resolution) {
        await outbox().resolve(resolution);
        return null;
      },
    },
    activity: {
      list: (query) => editing().activity.activity(query),
      export: () =>
        parts.fileSaver.save({
          suggestedName: `rollcall-activity-${new Date(parts.now()).toISOString().slice(0, 10)}.csv`,
          kind: 'CSV',
          extension: 'csv',
          contents: activityAsCsv(editing().activity.allActivity()),
        }),
    },
    links: {
      async open({ kind, value }) {
        const link = linkFor(kind, value);
        if (link === null) throw notALink(kind);
        await parts.linkOpener.open(link);
        return null;
      },
    },
  };
}

function notALink(kind: 'mailto' | 'tel'): Error {
  return createAppError(
    'invalid',
    kind === 'mailto'
      ? 'This is no e-mail address that Rollcall hands to another program. Copy it instead.'
      : 'This is no telephone number that Rollcall hands to another program. Copy it instead.',
  );
}
