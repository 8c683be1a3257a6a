import { activityDays } from '../rules/activity-choices.ts';
import { peopleSelectionSchema, peopleSorts } from './people-query.ts';
import { z } from './zod.ts';

/** The columns that the list can show. */
export const columnIds = [
  'name',
  'id',
  'jobTitle',
  'organization',
  'location',
  'email',
  'mobile',
  'telephone',
  'account',
  'changedAt',
] as const;

export type ColumnId = (typeof columnIds)[number];

/** Minutes between two automatic refreshes; 0 means only on demand. */
export const refreshIntervals = [0, 5, 15, 30, 60] as const;

/** A search with its filters and order, kept under a name. */
export const savedLensSchema = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(100),
  selection: peopleSelectionSchema,
});

export type SavedLens = z.infer<typeof savedLensSchema>;

/** What Rollcall remembers of how a user likes it. Holds nothing of a server or its people. */
export const settingsSchema = z.strictObject({
  refreshMinutes: z.union(refreshIntervals.map((minutes) => z.literal(minutes))),
  view: z.enum(['list', 'grid']),
  /** The columns shown, in their order. */
  columns: z
    .array(z.strictObject({ id: z.enum(columnIds), widthPx: z.number().int().min(48).max(2000) }))
    .min(1)
    .max(columnIds.length),
  sort: z.strictObject({ by: z.enum(peopleSorts), isDescending: z.boolean() }),
  isSideBarOpen: z.boolean(),
  savedLenses: z.array(savedLensSchema).max(100),
  /** Ends the ticket at the server too, which signs the person out of Share as well. */
  endsTicketOnSignOut: z.boolean(),
  /** Days for which the log of what was sent is kept. */
  activityDays: z.union(activityDays.map((days) => z.literal(days))),
  /** The client application whose link the server's mail for a new password holds. */
  resetClient: z.string().trim().min(1).max(100),
});

export type Settings = z.infer<typeof settingsSchema>;

export const settingsChangeSchema = settingsSchema.partial();

export type SettingsChange = z.infer<typeof settingsChangeSchema>;
