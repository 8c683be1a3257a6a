import { activityPageSchema, activityQuerySchema } from '../model/activity.ts';
import {
  changeSchema,
  draftSchema,
  editSchema,
  newPersonSchema,
  outboxStateSchema,
  resolutionSchema,
} from '../model/change.ts';
import { fieldNameSchema } from '../model/person-fields.ts';
import { connectionReportSchema, connectionTestSchema } from '../model/connection-report.ts';
import { connectionSchema } from '../model/connection.ts';
import {
  passwordChangeSchema,
  passwordSetSchema,
  resetCompletionSchema,
  resetRequestSchema,
} from '../model/password.ts';
import {
  facetValueSchema,
  lensCountsSchema,
  peopleQuerySchema,
  peopleSelectionSchema,
  peopleWindowSchema,
  pickedSchema,
} from '../model/people-query.ts';
import { personDetailsSchema } from '../model/person.ts';
import {
  jobIdSchema,
  photoConflictSchema,
  photoExportSchema,
  photoInputSchema,
} from '../model/photo.ts';
import { jobUndoSchema, pastPhotoJobSchema, photoJobSchema } from '../model/photo-job.ts';
import { fileMatchSchema } from '../model/photo-match.ts';
import { mostPhotoFiles } from '../rules/photo-match/most-files.ts';
import { refreshStateSchema } from '../model/refresh.ts';
import { proxyAnswerSchema, proxyQuestionSchema } from '../model/proxy-question.ts';
import {
  profileChangeSchema,
  profileChoiceSchema,
  profileForgetSchema,
  profileMoveSchema,
  serverProfileSchema,
} from '../model/server-profile.ts';
import { sessionSchema, signInAgainSchema, signInSchema } from '../model/session.ts';
import { signInStateSchema } from '../model/sign-in-state.ts';
import { columnIds, settingsChangeSchema, settingsSchema } from '../model/settings.ts';
import { z } from '../model/zod.ts';
import type { CallName, PushName } from './define.ts';
import { call, push } from './define.ts';
import type { callNames, pushNames } from './channels.ts';

const nothing = z.null();

/** Some changes, or all. */
const changeChoice = z.strictObject({
  ids: z.array(z.string().min(1).max(64)).max(100_000).nullable(),
});
const changeOfPhoto = z.strictObject({ changeId: z.string().min(1).max(64) });
const jobChoice = z.strictObject({ jobId: jobIdSchema.max(63) });
const personChoice = z.strictObject({ personId: z.string().min(1).max(1024) });

/** All that the renderer and main say to each other. `channels.ts` lists the same names. */
export const contract = {
  session: {
    /** Who is signed in, if anybody. */
    current: call(nothing, sessionSchema.nullable()),
    /** Signs in to a server and opens its directory. */
    signIn: call(signInSchema, sessionSchema),
    /** Opens the embedded demo directory as its administrator. */
    startDemo: call(nothing, sessionSchema),
    /** Signs in to the open profile with a password typed anew; what waits then goes on. */
    signInAgain: call(signInAgainSchema, sessionSchema),
    /** Closes the directory and forgets ticket and password; profile and copy stay. */
    signOut: call(nothing, nothing),
    /** How far the open directory is with its sign-in. */
    signInState: call(nothing, signInStateSchema),
    changed: push(sessionSchema.nullable()),
    signInChanged: push(signInStateSchema),
  },
  profiles: {
    /** The servers that this computer knows, in the order in which they were added. */
    list: call(nothing, z.array(serverProfileSchema)),
    /** Opens a profile's copy at once; signing in goes on behind it. */
    open: call(profileChoiceSchema, sessionSchema),
    update: call(profileChangeSchema, serverProfileSchema),
    /** Gives a profile another address of the same server, and signs in there. */
    move: call(profileMoveSchema, serverProfileSchema),
    /** How many changes wait in a profile: whoever forgets it gives them up. */
    waiting: call(profileChoiceSchema, z.number().int().min(0)),
    /** Removes a profile with its password, and its people and photos unless they are to be kept. */
    forget: call(profileForgetSchema, nothing),
    /** Looks at a connection step by step. */
    test: call(connectionTestSchema, connectionReportSchema),
    changed: push(z.array(serverProfileSchema)),
  },
  passwords: {
    /** Sets somebody's password, as an administrator, or keeps it while the server is away. */
    set: call(passwordSetSchema, z.strictObject({ isWaiting: z.boolean() })),
    /** Changes one's own. */
    change: call(passwordChangeSchema, nothing),
    /** Asks for the mail. The server says yes whether or not there is such a person. */
    requestReset: call(resetRequestSchema, nothing),
    /** Finishes a reset, and signs in with the new password: nothing else proves it. */
    completeReset: call(resetCompletionSchema, sessionSchema),
  },
  edits: {
    /**
     * Keeps an edit for good, and sends it when it can: answers once it is safe on disk. Null where
     * it takes back what waited, so that nothing is left to send.
     */
    save: call(editSchema, changeSchema.nullable()),
    /** Creates a person, in the same way. */
    create: call(newPersonSchema, changeSchema),
    /** Whether somebody has this id already, in any case: in the cache, or at the server. */
    isTaken: call(
      z.strictObject({ id: z.string().min(1).max(1024) }),
      z.strictObject({ isTaken: z.boolean(), isCertain: z.boolean() }),
    ),
    /** People of the cache who have this e-mail address or name already, but for one. */
    lookalikes: call(
      z.strictObject({
        email: z.string().max(1000).nullable(),
        name: z.string().max(1000).nullable(),
        exceptId: z.string().max(1024).nullable(),
      }),
      z.array(z.strictObject({ id: z.string(), displayName: z.string() })).max(5),
    ),
    /** Takes a change back: out of the outbox where it waits, by a change back where it was sent. */
    undo: call(z.strictObject({ changeId: z.string().min(1).max(64) }), changeSchema.nullable()),
    /** Fields that the server has not taken for this person before. */
    lockedFields: call(personChoice, z.array(fieldNameSchema)),
    /** What was typed and not saved when the window went away. */
    draft: call(personChoice, draftSchema.nullable()),
    keepDraft: call(draftSchema, nothing),
    dropDraft: call(personChoice, nothing),
  },
  photos: {
    /**
     * Keeps a photo for somebody for good, and sends it when it can: answers once it is safe on disk.
     * One that waits already is replaced by it.
     */
    set: call(photoInputSchema, changeSchema),
    /** Takes somebody's photo away, in the same way; null where that only takes back what waited. */
    remove: call(personChoice, changeSchema.nullable()),
    /** The pictures to choose from where somebody else has changed the photo as well. */
    conflict: call(changeOfPhoto, photoConflictSchema),
    decide: call(changeOfPhoto.extend({ keep: z.enum(['mine', 'theirs']) }), nothing),
    /** Writes a photo to a file that the user chooses; false where the user chose none. */
    save: call(personChoice, z.boolean()),
    /** Puts a photo on the clipboard. */
    copy: call(personChoice, nothing),
    /** Goes on with a drag that began in the page as the drag of a file, out of the window. */
    dragOut: call(personChoice, nothing),
    /** Writes all photos into one file that the user chooses; false where the user chose none. */
    startExport: call(z.strictObject({ picked: pickedSchema.nullable() }), z.boolean()),
    cancelExport: call(nothing, nothing),
    exportState: call(nothing, photoExportSchema),
    exportProgress: push(photoExportSchema),
    /** Finds whose photos files are by their names; one answer for each, in their order. */
    match: call(
      z.strictObject({ names: z.array(z.string().max(1024)).max(mostPhotoFiles) }),
      z.array(fileMatchSchema).max(mostPhotoFiles),
    ),
  },
  photoJobs: {
    /** Photos that were set in one go, and how each stands; empty where nobody knows of it. */
    state: call(jobChoice, photoJobSchema),
    /** The latest jobs, the newest first. */
    list: call(nothing, z.array(pastPhotoJobSchema).max(20)),
    /** Tries again what was refused of a job. */
    retry: call(jobChoice, nothing),
    /** Takes a whole job back: drops what waits, and sends back what there was before. */
    undo: call(jobChoice, jobUndoSchema),
  },
  outbox: {
    state: call(nothing, outboxStateSchema),
    /** Everything that waits, in the order in which it was made; at most 1,000. */
    list: call(nothing, z.array(changeSchema).max(1000)),
    /** What waits for one person. */
    ofPerson: call(personChoice, z.array(changeSchema)),
    /** Tries again at once; null for all that were refused or wait. */
    retry: call(changeChoice, nothing),
    /** Gives changes up for good; null for all that were refused or are in conflict. */
    discard: call(changeChoice, nothing),
    /** Decides a conflict. */
    resolve: call(resolutionSchema, nothing),
    changed: push(outboxStateSchema),
  },
  activity: {
    list: call(activityQuerySchema, activityPageSchema),
    /** Writes the log to a file that the user chooses; false where the user chose none. */
    export: call(nothing, z.boolean()),
    changed: push(nothing),
  },
  links: {
    /** Opens the mail or telephone program for a person, after the user's yes. */
    open: call(
      z.strictObject({ kind: z.enum(['mailto', 'tel']), value: z.string().min(1).max(1000) }),
      nothing,
    ),
  },
  proxy: {
    /** The question that waits for an answer, if any. */
    question: call(nothing, proxyQuestionSchema.nullable()),
    answer: call(proxyAnswerSchema, nothing),
    asked: push(proxyQuestionSchema.nullable()),
  },
  people: {
    /** A window of rows of the list, in the order asked for. */
    window: call(peopleQuerySchema, peopleWindowSchema),
    /** How many people each lens of the side bar would show. */
    lenses: call(nothing, lensCountsSchema),
    /**
     * The values that a field has among the people of a selection, the most frequent first, 1,000 at
     * most. What the selection says of the field itself does not count.
     */
    facet: call(
      z.strictObject({
        field: z.enum(['organization', 'location']),
        selection: peopleSelectionSchema,
      }),
      z.array(facetValueSchema).max(1000),
    ),
    /** The place in the selection of the next person whose name starts so, going round; or null. */
    find: call(
      z.strictObject({
        selection: peopleSelectionSchema,
        prefix: z.string().min(1).max(100),
        /** Looks from this place on. */
        from: z.number().int().min(0),
      }),
      z.number().int().nullable(),
    ),
    /** The place of a person in the selection, or null. */
    indexOf: call(
      z.strictObject({ selection: peopleSelectionSchema, id: z.string().min(1).max(1024) }),
      z.number().int().nullable(),
    ),
    /** The ids at places `from` to `to` of the selection, for picking a range. */
    ids: call(
      z.strictObject({
        selection: peopleSelectionSchema,
        from: z.number().int().min(0),
        to: z.number().int().min(0),
      }),
      z.array(z.string()).max(100_000),
    ),
    /** Puts rows on the clipboard, as a table and as text; answers how many. */
    copy: call(
      z.strictObject({
        picked: pickedSchema,
        columns: z.array(z.enum(columnIds)).min(1).max(columnIds.length),
      }),
      z.number().int(),
    ),
    /** Puts a text on the clipboard. */
    copyText: call(z.strictObject({ text: z.string().max(100_000) }), nothing),
    /**
     * Everything the cache knows of one person, at once; null where there is no such person. The
     * person is read again from the server meanwhile, and `changed` follows where that brings news.
     */
    get: call(z.strictObject({ id: z.string().min(1).max(1024) }), personDetailsSchema.nullable()),
    /** The cache has changed: windows shown should be asked for again. */
    changed: push(nothing),
  },
  refresh: {
    state: call(nothing, refreshStateSchema),
    /** Fetches the whole directory again; joins a run that is under way. */
    start: call(nothing, nothing),
    cancel: call(nothing, nothing),
    progress: push(refreshStateSchema),
  },
  connection: {
    state: call(nothing, connectionSchema),
    /** Tries now instead of waiting for the next attempt. */
    retry: call(nothing, nothing),
    changed: push(connectionSchema),
  },
  settings: {
    get: call(nothing, settingsSchema),
    /** Changes some settings; answers all of them as they are then. */
    update: call(
      // Without this, a Map or a Date would do for an object that may lack every key.
      settingsChangeSchema.refine((change) => Object.keys(change).length > 0),
      settingsSchema,
    ),
    changed: push(settingsSchema),
  },
  app: {
    /** The application's own version and the runtime's, for the status line and bug reports. */
    info: call(
      nothing,
      z.strictObject({ version: z.string(), electron: z.string(), isPackaged: z.boolean() }),
    ),
  },
} as const;

export type RollcallContract = typeof contract;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

// A channel that is in the contract and not in channels.ts, or the other way round, stops here.
true satisfies Same<CallName<RollcallContract>, (typeof callNames)[number]>;
true satisfies Same<PushName<RollcallContract>, (typeof pushNames)[number]>;
