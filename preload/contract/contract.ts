import { peopleQuerySchema, peopleWindowSchema } from '../model/people-query.ts';
import { personDetailsSchema } from '../model/person.ts';
import { refreshStateSchema } from '../model/refresh.ts';
import { sessionSchema, signInSchema } from '../model/session.ts';
import { z } from '../model/zod.ts';
import type { CallName, PushName } from './define.ts';
import { call, push } from './define.ts';
import type { callNames, pushNames } from './channels.ts';

const nothing = z.null();

/** All that the renderer and main say to each other. `channels.ts` lists the same names. */
export const contract = {
  session: {
    /** Who is signed in, if anybody. */
    current: call(nothing, sessionSchema.nullable()),
    /** Signs in to a server and opens its directory. */
    signIn: call(signInSchema, sessionSchema),
    /** Opens the embedded demo directory as its administrator. */
    startDemo: call(nothing, sessionSchema),
    /** Closes the directory and forgets the ticket. */
    signOut: call(nothing, nothing),
    changed: push(sessionSchema.nullable()),
  },
  people: {
    /** A window of rows of the list, in name order. */
    window: call(peopleQuerySchema, peopleWindowSchema),
    /** Everything the cache knows of one person; null where there is no such person. */
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
